import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreedDocument, Side } from '../api/agreed'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Dialog } from '../people/parts'
import people from '../people/people.module.css'
import styles from './documents.module.css'
import { Prose } from './Prose'

/** What applies by agreement instead of public documents, for whom it binds; nothing where nothing was agreed. */
export function ByAgreement({ side }: { side: Side }) {
  const { t, i18n } = useTranslation()
  const [reading, setReading] = useState<AgreedDocument>()
  const list = useQuery({ queryKey: [side.key, i18n.language], queryFn: () => side.list(i18n.language), placeholderData: (before) => before })
  if (list.isPending) return null
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0) return null
  return (
    <section className={people.card} aria-label={t('agreed.tab')}>
      <h2>{t('agreed.tab')}</h2>
      <p className={people.faint}>{t('agreed.mineText')}</p>
      <ul className={styles.list}>
        {list.data.map((one) => (
          <li key={one.id}>
            <Button variant="subtle" size="compact-md" onClick={() => setReading(one)} aria-label={t('agreed.read', { title: one.title })}>
              {one.title}
            </Button>
            <Standing one={one} />
          </li>
        ))}
      </ul>
      {reading && <Read side={side} one={reading} close={() => setReading(undefined)} />}
    </section>
  )
}

/** Since when one applies, by which agreement, and until when. */
export function Standing({ one }: { one: AgreedDocument }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <>
      <Badge variant="light" color={one.state === 'in_force' ? 'green' : one.state === 'announced' ? 'yellow' : 'gray'} tt="none" fw={550}>
        {t(`agreed.states.${one.state}`)}
      </Badge>
      <small>{t('documents.versionOn', { version: one.version, date: f.date(one.effective_at) })}</small>
      <small>{t('agreed.of', { number: one.agreement || '–', on: f.date(one.agreed_on) })}</small>
      {one.ends_at && one.state === 'in_force' && <small>{t('agreed.until', { date: f.date(one.ends_at) })}</small>}
    </>
  )
}

function Read({ side, one, close }: { side: Side; one: AgreedDocument; close: () => void }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const may = useMay('self.agreed.paper')
  const text = useQuery({ queryKey: [side.key, one.id, i18n.language], queryFn: () => side.one(one.id, i18n.language) })
  const words = { number: one.agreement || '–', on: f.date(one.agreed_on) }
  return (
    <Dialog title={one.title} opened close={close}>
      {text.isPending ? (
        <Waiting />
      ) : text.isError ? (
        <Failure error={text.error} retry={() => void text.refetch()} />
      ) : (
        <>
          <p>{text.data.body ? t('agreed.prevails', words) : t('agreed.alone', words)}</p>
          {may ? (
            <div>
              <Button component="a" href={side.file(one.id)} download variant="light">
                {t('agreed.download')}
              </Button>
            </div>
          ) : (
            <p className={people.faint}>{t('agreed.ownerHas')}</p>
          )}
          {text.data.body && (
            <article lang={text.data.locale}>
              <Prose text={text.data.body} />
            </article>
          )}
        </>
      )}
    </Dialog>
  )
}
