import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { listObjectsOf, type ObjectStatus, type OneCustomer, type WatchedObject } from '../api/consoles'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'
import { kindName } from '../monitoring/kindName'
import { useNow } from '../monitoring/live'
import { StatusMark } from '../monitoring/StatusMark'
import { causeInWords } from '../monitoring/words'
import styles from './console.module.css'

/** What the list is narrowed to, by the word in the address. */
const narrowings: Record<string, ObjectStatus[]> = { online: ['moving', 'standing'], moving: ['moving'], standing: ['standing'], offline: ['offline'], never: ['never'], blocked: ['blocked'] }
const statusesOf = (word: string | null) => (word && narrowings[word]) || []

/** A customer's objects: how they are, never where. */
export function CustomerObjects({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const [path, navigate] = useLocation()
  const status = new URLSearchParams(useSearch()).get('status')
  const narrow = (value: string | null) => {
    const next = new URLSearchParams(location.search)
    if (value) next.set('status', value)
    else next.delete('status')
    navigate(next.size > 0 ? `${path}?${next}` : path, { replace: true })
  }
  return (
    <DataList
      inner
      name={`objects of ${customer.id}`}
      title={t('customer.objects')}
      lead=""
      searchHint={t('customer.searchObjects')}
      emptyTitle={t('console.noObjects')}
      emptyText={t('customer.noObjects')}
      load={(q, after, signal, all) => listObjectsOf(customer.id, q, statusesOf(all.get('status')), after, signal)}
      narrowed={statusesOf(status).length > 0}
      tools={
        <Select
          className={styles.filter}
          size="sm"
          aria-label={t('customer.anyStatus')}
          placeholder={t('customer.anyStatus')}
          data={Object.keys(narrowings).map((value) => ({ value, label: value === 'online' ? t('today.online') : t(`status.${value as ObjectStatus}`) }))}
          value={status && status in narrowings ? status : null}
          onChange={narrow}
          clearable
          clearButtonProps={{ 'aria-label': t('customer.clearFilter', { name: t('customer.anyStatus') }) }}
        />
      }
      columns={[
        { name: t('console.name'), width: 'minmax(0, 2fr)', cell: (row) => <b>{row.name}</b> },
        { name: t('console.kind'), width: 'minmax(90px, 1fr)', minor: true, cell: (row) => kindName(row.kind, t) },
        { name: t('console.status'), width: 'minmax(138px, 1.2fr)', cell: (row) => <State row={row} /> },
        { name: t('customer.heard'), width: '128px', figures: true, minor: true, cell: (row) => (row.heard_at ? f.ago(row.heard_at, now) : t('customer.neverHeard')) },
      ]}
    />
  )
}

function State({ row }: { row: WatchedObject }) {
  const { t } = useTranslation()
  const f = useFormats()
  const why = row.causes.map((cause) => causeInWords({ cause }, t, f)).join(', ')
  return (
    <span className={styles.state} title={why || undefined}>
      <StatusMark object={{ status: row.status }} size={26} />
      <span className={styles.why}>
        {t(`status.${row.status}`)}
        {why && <small>{why}</small>}
      </span>
    </span>
  )
}

/** What carries a customer's objects. */
export function CustomerTrackers({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <DataList
      inner
      name={`trackers of ${customer.id}`}
      title={t('customer.trackers')}
      lead=""
      searchHint={t('customer.searchObjects')}
      emptyTitle={t('console.noObjects')}
      emptyText={t('customer.noObjects')}
      load={(q, after, signal) => listObjectsOf(customer.id, q, [], after, signal)}
      columns={[
        { name: t('customer.identity'), width: 'minmax(0, 1.5fr)', cell: (row) => <b className="figures">{row.tracker?.identity ?? t('customer.noTracker')}</b> },
        { name: t('customer.object'), width: 'minmax(0, 1.5fr)', cell: (row) => row.name },
        { name: t('customer.model'), width: 'minmax(0, 1.2fr)', minor: true, cell: (row) => row.tracker?.model || row.tracker?.protocol || '–' },
        { name: t('customer.sim'), width: 'minmax(110px, 1fr)', minor: true, cell: (row) => <span className="figures">{row.tracker?.phone || '–'}</span> },
        { name: t('customer.bound'), width: '150px', figures: true, minor: true, cell: (row) => (!row.tracker ? '–' : row.tracker.waiting ? t('customer.waiting') : f.date(row.tracker.since)) },
      ]}
    />
  )
}
