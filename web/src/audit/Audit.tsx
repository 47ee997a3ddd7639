import { Button, Select, TextInput } from '@mantine/core'
import { IconDownload, IconFilterOff } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { Here } from '../acting/Here'
import { type AuditEntry, auditFile, type AuditFilter, listAudit } from '../api/acting'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { PersonChooser } from '../people/PersonChooser'
import people from '../people/people.module.css'
import styles from './audit.module.css'
import { Check } from './Check'
import { Details } from './Details'
import { subjects, useAuditWords } from './words'

/** What was done in one's own account: whose, when and what is in the address of the page. */
export default function Audit({ children }: { children?: ReactNode }) {
  const { t } = useTranslation()
  const [asked, set] = useFilter()
  const filter = toFilter(asked)
  const [list, rows] = usePages(['audit', filter], (after, signal) => listAudit(filter, after, signal))
  const [open, setOpen] = useState<AuditEntry>()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('audit.title')}</h1>
          <p>{t('audit.lead')}</p>
        </div>
        <Button component="a" href={auditFile(filter)} download variant="light" leftSection={<IconDownload size={17} aria-hidden />}>
          {t('audit.export')}
        </Button>
      </header>
      {children}
      <Check />
      <Here />
      <Filters asked={asked} set={set} />
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('audit.empty')} text={t('audit.emptyText')} />
      ) : (
        <section className={`${people.card} ${styles.card}`}>
          <ol className={styles.rows} aria-label={t('audit.title')}>
            {rows.map((one) => (
              <Row key={one.id} one={one} open={() => setOpen(one)} />
            ))}
          </ol>
          <More of={list} />
        </section>
      )}
      {open && (
        <Details
          one={open}
          close={() => setOpen(undefined)}
          only={(subject) => {
            set({ ...asked, subject })
            setOpen(undefined)
          }}
        />
      )}
    </div>
  )
}

function Row({ one, open }: { one: AuditEntry; open: () => void }) {
  const f = useFormats()
  const words = useAuditWords()
  const inside = one.after?.in
  return (
    <li>
      <button type="button" className={styles.row} onClick={open}>
        <time className="figures" dateTime={one.at}>
          {f.moment(one.at)}
        </time>
        <span className={styles.who} data-kind={one.actor.kind}>
          {words.actor(one)}
        </span>
        <span className={styles.what}>
          <b>{words.action(one.action)}</b>
          <small>{[one.subject.name, typeof inside === 'string' && inside].filter(Boolean).join(' · ')}</small>
        </span>
      </button>
    </li>
  )
}

interface Asked {
  action?: string
  person?: string
  subject?: string
  from?: string
  to?: string
}

const names = ['action', 'person', 'subject', 'from', 'to'] as const

/** The filter as it stands in the address. */
function useFilter(): [Asked, (next: Asked) => void] {
  const query = new URLSearchParams(useSearch())
  const [path, navigate] = useLocation()
  const asked: Asked = Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)!]] : [])))
  return [
    asked,
    (next) => {
      const kept = new URLSearchParams(Object.entries(next).filter(([, value]) => value) as [string, string][])
      navigate(kept.size > 0 ? `${path}?${kept}` : path, { replace: true })
    },
  ]
}

/** Days are whole: the last one counts to its end. */
function toFilter({ action, person, subject, from, to }: Asked): AuditFilter {
  const day = (date: string, add: number) => {
    const at = new Date(`${date}T00:00`)
    at.setDate(at.getDate() + add)
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  return { action, person, subject, from: from && day(from, 0), to: to && day(to, 1) }
}

function Filters({ asked, set }: { asked: Asked; set: (next: Asked) => void }) {
  const { t } = useTranslation()
  const mayPeople = useMay('people.person.read')
  const narrowed = Object.keys(asked).length > 0
  return (
    <div className={styles.filters} role="search">
      <Select
        label={t('audit.action')}
        placeholder={t('audit.allActions')}
        data={subjects.map((one) => ({ value: `${one}.`, label: t(`audit.actions.${one}`) }))}
        value={asked.action ?? null}
        onChange={(action) => set({ ...asked, action: action ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('audit.allActions') }}
      />
      {mayPeople && (
        <PersonChooser
          label={t('audit.person')}
          placeholder={t('audit.everybody')}
          value={asked.person ?? null}
          choose={(person) => set({ ...asked, person: person ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': t('audit.everybody') }}
        />
      )}
      <TextInput type="date" label={t('audit.from')} value={asked.from ?? ''} max={asked.to} onChange={(event) => set({ ...asked, from: event.currentTarget.value || undefined })} />
      <TextInput type="date" label={t('audit.to')} value={asked.to ?? ''} min={asked.from} onChange={(event) => set({ ...asked, to: event.currentTarget.value || undefined })} />
      {narrowed && (
        <Button variant="subtle" leftSection={<IconFilterOff size={17} aria-hidden />} onClick={() => set({})}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  )
}
