import { Badge, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute } from 'wouter'
import { askForDomain, listDomains } from '../api/domains'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import styles from '../console/console.module.css'
import { Buttons, Dialog, Fault } from '../people/parts'
import own from './domains.module.css'
import { OneDomain } from './OneDomain'
import { tones } from './tones'

/** What the brand answers on. */
export default function Domains() {
  const [, one] = useRoute<{ id: string }>('/console/domains/:id')
  return one ? <OneDomain id={one.id} /> : <List />
}

function List() {
  const { t } = useTranslation()
  const may = useMay('brand.domain.write')
  const [adding, setAdding] = useState(false)
  const domains = useQuery({ queryKey: ['domains'], queryFn: listDomains, refetchInterval: 15_000 })
  if (domains.isPending) return <Waiting />
  if (domains.isError) return <Failure error={domains.error} retry={() => void domains.refetch()} />
  return (
    <div className={styles.sheet} data-narrow>
      <header className={own.head}>
        <div>
          <h1>{t('domains.title')}</h1>
          <p className={styles.lead}>{t('domains.lead')}</p>
        </div>
        {may && (
          <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
            {t('domains.add')}
          </Button>
        )}
      </header>
      {domains.data.length === 0 ? (
        <Notice kind="empty" title={t('domains.none')} text={t('domains.noneText')} />
      ) : (
        <ul className={own.list}>
          {domains.data.map((one) => (
            <li key={one.id}>
              <Link href={`/console/domains/${one.id}`} className={own.row}>
                <b>{one.host}</b>
                <span className={own.marks}>
                  <Badge color={tones[one.state]} variant="light">
                    {t(`domains.states.${one.state}`)}
                  </Badge>
                  {one.primary && <Badge variant="light">{t('domains.primary')}</Badge>}
                  {one.redirects && <Badge variant="default">{t('domains.redirects')}</Badge>}
                  {one.given && <Badge variant="default">{t('domains.given')}</Badge>}
                  {one.contested && <Badge color="red">{t('domains.contested')}</Badge>}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Dialog title={t('domains.add')} opened={adding} close={() => setAdding(false)}>
        <Add close={() => setAdding(false)} />
      </Dialog>
    </div>
  )
}

function Add({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [host, setHost] = useState('')
  const ask = useMutation({
    mutationFn: () => askForDomain(host),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['domains'] })
      close()
      go(`/console/domains/${made.id}`)
    },
  })
  const fields = useFieldTexts(ask.error)
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <TextInput label={t('domains.host')} description={t('domains.hostHint')} placeholder="track.example.com" value={host} onChange={(event) => setHost(event.currentTarget.value)} maxLength={300} required autoFocus autoCapitalize="off" spellCheck={false} error={fields.host} />
      {Object.keys(fields).length === 0 && <Fault error={ask.error} />}
      <Buttons close={close}>
        <Button type="submit" loading={ask.isPending}>
          {t('domains.ask')}
        </Button>
      </Buttons>
    </form>
  )
}
