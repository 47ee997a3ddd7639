import { Badge, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { keepFile } from '../api/importing'
import { changePerson, endPersonsSession, endPersonsSessions, erasePerson, exportPerson, getPerson, listPersonsKeys, listPersonsSessions, listRoles, type Person as Member, removePerson, revokePersonsKey, type Role, setFirstPassword } from '../api/people'
import { resetFactors } from '../api/strong'
import { useMay, useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { SessionList } from '../security/SessionList'
import { GrantFields, givingOf, grantOf } from './GrantFields'
import { OfferButton } from './Ownership'
import { Buttons, Dialog, Fault, useBase } from './parts'
import styles from './people.module.css'
import { meaningful, useWords } from './words'

/** One person: what they may do and see, where they are signed in, and what can be done about it. */
export function Person({ id }: { id: string }) {
  const { t } = useTranslation()
  const base = useBase()
  const person = useQuery({ queryKey: ['person', id], queryFn: () => getPerson(id) })
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles })
  if (person.isPending || roles.isPending) return <Waiting />
  if (person.isError) return <Failure error={person.error} retry={() => void person.refetch()} />
  if (roles.isError) return <Failure error={roles.error} retry={() => void roles.refetch()} />
  return (
    <div className={styles.column}>
      <Link href={base} className={styles.back}>
        <IconArrowLeft size={17} aria-hidden /> {t('sections.people')}
      </Link>
      <Card person={person.data} roles={roles.data.items} mine={roles.data.mine} />
    </div>
  )
}

function Card({ person, roles, mine }: { person: Member; roles: Role[]; mine: string[] }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const words = useWords()
  const may = useMay('people.person.write')
  const ownRole = roles.find((role) => role.id && role.id === person.role_id)
  const above = person.bundles.some((bundle) => !mine.includes(bundle)) || (!session.sees_all && person.sees_all)
  const change = may && !person.me && person.role !== 'owner' && !above
  return (
    <>
      <header>
        <h1>{person.name || person.login}</h1>
        <p className={styles.lead}>
          {[person.login, person.email].filter(Boolean).join(' · ')}{' '}
          {person.blocked && (
            <Badge color="red" variant="light">
              {t('people.blocked')}
            </Badge>
          )}
          {person.me && <Badge variant="light">{t('people.you')}</Badge>}
        </p>
      </header>
      {change ? (
        <Rights person={person} roles={roles} />
      ) : (
        <section className={styles.card}>
          <h2>{words.role(person.role, ownRole?.name)}</h2>
          <p className={styles.faint}>{words.roleText(person.role)}</p>
          <p>{t(person.sees_all ? 'people.allObjects' : 'people.someObjects')}</p>
          <p className={styles.faint}>{person.me ? t('people.ownRights') : person.role === 'owner' ? t('people.ownerStays') : above && may ? t('people.standsAbove') : ''}</p>
        </section>
      )}
      <section className={styles.card}>
        <h2>{t('people.may')}</h2>
        <div className={styles.chips}>
          {person.bundles.filter(meaningful(session.tenant.kind)).map((bundle) => (
            <Badge key={bundle} variant="light" color="gray" size="lg" tt="none" fw={500}>
              {words.bundle(bundle)}
            </Badge>
          ))}
        </div>
      </section>
      {session.role === 'owner' && !person.me && !person.blocked && <OfferButton person={person} />}
      {change && <Sessions person={person} />}
      {change && <Keys person={person} />}
      {change && <Ending person={person} />}
    </>
  )
}

/** Sends a change, and lets everything that shows people read it again. */
function useChange<T>(id: string, work: (input: T) => Promise<unknown>, done: string, after?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      notifications.show({ message: done, color: 'green' })
      after?.()
      await Promise.all([['person', id], ['people'], ['persons-sessions', id], ['persons-keys', id]].map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
}

function Rights({ person, roles }: { person: Member; roles: Role[] }) {
  const { t } = useTranslation()
  const [name, setName] = useState(person.name)
  const [giving, setGiving] = useState(givingOf(person))
  const save = useChange(person.id, () => changePerson(person.id, { name: name.trim(), grant: grantOf(giving, roles) }), t('people.saved'))
  const fields = useFieldTexts(save.error)
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <h2>{t('people.rights')}</h2>
      <TextInput label={t('settings.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} error={fields.name} />
      <GrantFields roles={roles} value={giving} onChange={setGiving} errors={fields} />
      {save.isError && Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <p className={styles.faint}>{t('people.atOnce')}</p>
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('state.save')}
        </Button>
      </div>
    </form>
  )
}

function Sessions({ person }: { person: Member }) {
  const { t } = useTranslation()
  const sessions = useQuery({ queryKey: ['persons-sessions', person.id], queryFn: () => listPersonsSessions(person.id) })
  const endOne = useChange(person.id, (session: string) => endPersonsSession(person.id, session), t('people.signedOut'))
  const endAll = useChange(person.id, () => endPersonsSessions(person.id), t('people.signedOut'))
  return (
    <section className={styles.card}>
      <h2>{t('people.sessions')}</h2>
      {sessions.isPending ? (
        <Waiting />
      ) : sessions.isError ? (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      ) : sessions.data.length === 0 ? (
        <p className={styles.faint}>{t('people.noSessions')}</p>
      ) : (
        <>
          <SessionList rows={sessions.data} end={(session) => endOne.mutate(session)} busy={endOne.isPending} />
          <div>
            <Button variant="light" color="red" loading={endAll.isPending} onClick={() => endAll.mutate(undefined)}>
              {t('people.endAll')}
            </Button>
          </div>
        </>
      )}
      <Fault error={endOne.error ?? endAll.error} />
    </section>
  )
}

function Keys({ person }: { person: Member }) {
  const { t } = useTranslation()
  const f = useFormats()
  const keys = useQuery({ queryKey: ['persons-keys', person.id], queryFn: () => listPersonsKeys(person.id) })
  const end = useChange(person.id, (key: string) => revokePersonsKey(person.id, key), t('people.keyEnded'))
  return (
    <section className={styles.card}>
      <h2>{t('people.keys')}</h2>
      {keys.isPending ? (
        <Waiting />
      ) : keys.isError ? (
        <Failure error={keys.error} retry={() => void keys.refetch()} />
      ) : keys.data.length === 0 ? (
        <p className={styles.faint}>{t('people.noKeys')}</p>
      ) : (
        <ul className={styles.rows}>
          {keys.data.map((key) => (
            <Step key={key.id} title={key.name} text={t('security.until', { date: f.date(key.expires_at) })}>
              <Button size="compact-sm" color="red" variant="subtle" loading={end.isPending && end.variables === key.id} onClick={() => end.mutate(key.id)} aria-label={t('people.endKeyNamed', { name: key.name })}>
                {t('security.revoke')}
              </Button>
            </Step>
          ))}
        </ul>
      )}
      <Fault error={end.error} />
    </section>
  )
}

function Ending({ person }: { person: Member }) {
  const { t } = useTranslation()
  const base = useBase()
  const [, navigate] = useLocation()
  const [open, setOpen] = useState<'password' | 'factors' | 'block' | 'remove' | 'erase'>()
  const close = () => setOpen(undefined)
  const [password, setPassword] = useState('')
  const name = person.name || person.login
  const first = useChange(person.id, () => setFirstPassword(person.id, password), t('people.passwordSet'), close)
  const reset = useChange(person.id, () => resetFactors(person.id), t('security.resetDone'), close)
  const block = useChange(person.id, () => changePerson(person.id, { blocked: !person.blocked }), t(person.blocked ? 'people.unblocked' : 'people.isBlocked', { name }), close)
  const remove = useChange(person.id, () => removePerson(person.id), t('people.removed', { name }), () => navigate(base))
  const held = useMutation({ mutationFn: () => exportPerson(person.id), onSuccess: (file) => keepFile(file, `${person.login}.json`) })
  const erase = useChange(person.id, () => erasePerson(person.id), t('people.erased', { name }), () => navigate(base))
  const fields = useFieldTexts(first.error)
  return (
    <section className={styles.card}>
      <h2>{t('people.access')}</h2>
      <ul className={styles.rows}>
        <Step title={t('people.setPassword')} text={t('people.setPasswordText')}>
          <Button variant="light" onClick={() => setOpen('password')}>
            {t('people.setPassword')}
          </Button>
        </Step>
        <Step title={t('security.reset')} text={t('security.resetText')}>
          <Button variant="light" onClick={() => setOpen('factors')}>
            {t('security.reset')}
          </Button>
        </Step>
        <Step title={t(person.blocked ? 'people.unblock' : 'people.block')} text={t(person.blocked ? 'people.unblockText' : 'people.blockText')}>
          <Button variant="light" color={person.blocked ? undefined : 'red'} loading={block.isPending} onClick={() => (person.blocked ? block.mutate(undefined) : setOpen('block'))}>
            {t(person.blocked ? 'people.unblock' : 'people.block')}
          </Button>
        </Step>
        <Step title={t('people.remove')} text={t('people.removeText')}>
          <Button variant="light" color="red" onClick={() => setOpen('remove')}>
            {t('people.remove')}
          </Button>
        </Step>
        <Step title={t('people.held')} text={t('people.heldText')}>
          <Button variant="light" loading={held.isPending} onClick={() => held.mutate()}>
            {t('people.heldFetch')}
          </Button>
          <Fault error={held.error} />
        </Step>
        <Step title={t('people.erase')} text={t('people.eraseText')}>
          <Button variant="light" color="red" onClick={() => setOpen('erase')}>
            {t('people.erase')}
          </Button>
        </Step>
      </ul>
      <Dialog title={t('people.setPassword')} opened={open === 'password'} close={close}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            first.mutate(undefined)
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t('people.setPasswordText')}</Text>
            <PasswordInput label={t('people.firstPasswordField')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
            {Object.keys(fields).length === 0 && <Fault error={first.error} />}
            <Buttons close={close}>
              <Button type="submit" loading={first.isPending} disabled={password === ''}>
                {t('people.setPassword')}
              </Button>
            </Buttons>
          </Stack>
        </form>
      </Dialog>
      <Dialog title={t('security.resetTitle', { name })} opened={open === 'factors'} close={close}>
        <Text>{t('security.resetText')}</Text>
        <Fault error={reset.error} />
        <Buttons close={close}>
          <Button color="red" loading={reset.isPending} onClick={() => reset.mutate(undefined)}>
            {t('security.reset')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('people.blockTitle', { name })} opened={open === 'block'} close={close}>
        <Text>{t('people.blockText')}</Text>
        <Fault error={block.error} />
        <Buttons close={close}>
          <Button color="red" loading={block.isPending} onClick={() => block.mutate(undefined)}>
            {t('people.block')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('people.removeTitle', { name })} opened={open === 'remove'} close={close}>
        <Text>{t('people.removeText')}</Text>
        <Fault error={remove.error} />
        <Buttons close={close}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('people.remove')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('people.eraseTitle', { name })} opened={open === 'erase'} close={close}>
        <Text>{t('people.eraseText')}</Text>
        <Fault error={erase.error} />
        <Buttons close={close}>
          <Button color="red" loading={erase.isPending} onClick={() => erase.mutate(undefined)}>
            {t('people.erase')}
          </Button>
        </Buttons>
      </Dialog>
    </section>
  )
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li>
      <div>
        <b>{title}</b>
        <small>{text}</small>
      </div>
      {children}
    </li>
  )
}
