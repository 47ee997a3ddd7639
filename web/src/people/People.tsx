import { Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { listPeople, listRoles, type Person as Member } from '../api/people'
import { DataList } from '../app/DataList'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { Invitations } from './Invitations'
import { Invite } from './Invite'
import { OfferNotice } from './Ownership'
import { useBase } from './parts'
import styles from './people.module.css'
import { Person } from './Person'
import { Roles } from './Roles'
import { useWords } from './words'

/** The people of one's own tenant and what each may do: the same for accounts, resellers and the platform. */
export default function People() {
  const { t } = useTranslation()
  const base = useBase()
  const [path] = useLocation()
  const mayChange = useMay('people.person.write')
  const [inviting, { open, close }] = useDisclosure()
  const tabs = [
    { path: base, name: t('people.title'), lead: t('people.lead') },
    ...(mayChange ? [{ path: `${base}/invitations`, name: t('people.invitations'), lead: t('people.invitationsLead') }] : []),
    { path: `${base}/roles`, name: t('people.roles'), lead: t('people.rolesLead') },
  ]
  const one = /^\/[a-z]+\/people\/([0-9a-f-]{36})$/.exec(path)
  if (one) return <Person key={one[1]} id={one[1]!} />
  const here = tabs.find((tab) => tab.path === path) ?? tabs[0]!
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.title}>
          <div>
            <h1>{t('sections.people')}</h1>
            <p className={styles.lead}>{here.lead}</p>
          </div>
          {mayChange && (
            <Button leftSection={<IconUserPlus size={18} stroke={1.8} aria-hidden />} onClick={open}>
              {t('people.invite')}
            </Button>
          )}
        </div>
        <nav className={styles.tabs} aria-label={t('people.parts')}>
          {tabs.map((tab) => (
            <Link key={tab.path} href={tab.path} aria-current={tab === here ? 'page' : undefined}>
              {tab.name}
            </Link>
          ))}
        </nav>
      </header>
      <OfferNotice half="waiting" />
      <div className={styles.body}>
        <Switch>
          <Route path={`${base}/invitations`}>
            <Invitations />
          </Route>
          <Route path={`${base}/roles`}>
            <Roles />
          </Route>
          <Route>
            <List base={base} />
          </Route>
        </Switch>
      </div>
      {inviting && <Invite close={close} />}
    </div>
  )
}

function List({ base }: { base: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const words = useWords()
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles })
  const roleOf = (person: Member) => words.role(person.role, roles.data?.items.find((role) => role.id && role.id === person.role_id)?.name)
  return (
    <DataList
      name="people"
      inner
      title={t('people.title')}
      lead={t('people.lead')}
      searchHint={t('people.search')}
      emptyTitle={t('people.none')}
      emptyText={t('people.noneText')}
      load={listPeople}
      columns={[
        {
          name: t('people.person'),
          width: 'minmax(0, 2fr)',
          cell: (row) => (
            <Link href={`${base}/${row.id}`} className={styles.person}>
              <b>{row.name || row.login}</b>
              <small>{row.me ? t('people.you') : row.email || row.login}</small>
            </Link>
          ),
        },
        { name: t('people.role'), width: 'minmax(0, 1.2fr)', cell: (row) => <span className={styles.wrapped}>{roleOf(row)}</span> },
        { name: t('people.sight'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => t(row.sees_all ? 'people.allObjects' : 'people.someObjects') },
        {
          name: t('people.state'),
          width: 'minmax(0, 1fr)',
          minor: true,
          cell: (row) =>
            row.blocked ? (
              <Badge color="red" variant="light">
                {t('people.blocked')}
              </Badge>
            ) : row.must_change_password ? (
              t('people.firstPassword')
            ) : (
              t('people.active')
            ),
        },
        { name: t('people.seen'), width: '150px', figures: true, minor: true, cell: (row) => (row.seen_at ? f.ago(row.seen_at, now) : t('people.neverSeen')) },
      ]}
    />
  )
}
