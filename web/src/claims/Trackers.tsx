import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { listCustomersTrackers } from '../api/stock'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { useTrackerTitle } from '../wizard/titles'
import styles from '../people/people.module.css'
import { Asked } from './Asked'

const lists = ['waiting', 'requested', 'troubled'] as const

/** Customers' trackers that wait, were asked for, or are in trouble. */
export default function Trackers() {
  const { t } = useTranslation()
  const f = useFormats()
  const name = useTrackerTitle()
  const asked = new URLSearchParams(useSearch()).get('list')
  const list = lists.find((one) => one === asked) ?? 'waiting'
  const [path, navigate] = useLocation()
  const [found, rows] = usePages(['customers trackers', list], (after, signal) => listCustomersTrackers(list, after, signal))
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('claims.trackers')}</h1>
        <p className={styles.lead}>{t('claims.trackersLead')}</p>
      </header>
      <SegmentedControl aria-label={t('claims.trackers')} value={list} onChange={(value) => navigate(value === 'waiting' ? path : `${path}?list=${value}`, { replace: true })} data={lists.map((one) => ({ value: one, label: t(`claims.lists.${one}`) }))} />
      {found.isPending ? (
        <Waiting />
      ) : found.isError ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('claims.none')} text={t('claims.noneText')} />
      ) : (
        <section className={styles.card}>
          <ul className={styles.rows}>
            {rows.map((one) => (
              <li key={one.id}>
                <div>
                  <b>{one.object_name}</b>
                  <small>
                    <Link href={`/console/customers/${one.tenant}/trackers`}>{one.tenant_name}</Link> · {[name(one), one.identity].filter(Boolean).join(' · ')}
                  </small>
                  {one.heard_outcome && list === 'troubled' && <span className={styles.trouble}>{t(`arrival.${one.heard_outcome as 'malformed'}`)}</span>}
                  <small className="figures">
                    {t('claims.since', { when: f.full(one.since) })} · {one.heard_at ? t('claims.heard', { when: f.full(one.heard_at) }) : t('claims.neverHeard')}
                  </small>
                  {one.request && <Asked request={one.request} />}
                </div>
              </li>
            ))}
          </ul>
          <More of={found} />
        </section>
      )}
    </div>
  )
}
