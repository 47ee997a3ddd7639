import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { listStolen } from '../api/recovery'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import styles from '../people/people.module.css'
import { StolenLogin } from './StolenLogin'
import { StolenState } from './StolenState'

const base = '/console/stolen'

/** Who has reported that their login was stolen (terms 2.3.1), and one report with its checklist. */
export default function StolenLogins() {
  const [path] = useLocation()
  const id = path.slice(base.length + 1)
  return id ? <StolenLogin key={id} id={id} base={base} /> : <List />
}

function List() {
  const { t } = useTranslation()
  const f = useFormats()
  const [, navigate] = useLocation()
  const all = new URLSearchParams(useSearch()).get('all') === '1'
  const [list, rows] = usePages(['stolen', all], (after, signal) => listStolen(!all, after, signal))
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('recovery.reports')}</h1>
        <p className={styles.lead}>{t('recovery.reportsLead')}</p>
      </header>
      <SegmentedControl
        aria-label={t('recovery.reports')}
        value={all ? 'all' : 'open'}
        onChange={(next) => navigate(next === 'all' ? `${base}?all=1` : base, { replace: true })}
        data={[
          { value: 'open', label: t('recovery.waiting') },
          { value: 'all', label: t('recovery.all') },
        ]}
      />
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('recovery.noReports')} text={t('recovery.noReportsText')} />
      ) : (
        <section className={styles.card}>
          <ul className={styles.rows}>
            {rows.map((row) => (
              <li key={row.id}>
                <div>
                  <Link href={`${base}/${row.id}`}>
                    <b>{row.login}</b>
                  </Link>
                  <small className="figures">{f.full(row.reported_at)}</small>
                </div>
                <StolenState state={row.state} />
              </li>
            ))}
          </ul>
          <More of={list} />
        </section>
      )}
    </div>
  )
}
