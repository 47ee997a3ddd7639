import { useQuery } from '@tanstack/react-query'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { getToday } from '../api/consoles'
import { TenantName } from '../app/cells'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { counters } from './counters'
import { DueTickets } from './DueTickets'
import { Tiles } from './Tiles'
import { TodayMoney } from './TodayMoney'
import styles from './console.module.css'

/** What a provider looks at first: each figure leads to the list that it counts. */
export default function Today() {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const objects = useMay('reselling.object.read')
  const today = useQuery({ queryKey: ['today'], queryFn: getToday, refetchInterval: 60_000 })
  if (today.isPending) return <Waiting />
  if (today.isError) return <Failure error={today.error} retry={() => void today.refetch()} />
  const d = today.data
  const list = (query: string) => `/console/customers?${query}`
  const since = encodeURIComponent(new Date(Math.floor(now / 3_600_000) * 3_600_000 - 7 * 86_400_000).toISOString())
  // What does not wait is no news: an office looks for what is to be done.
  const waiting = d.waiting.filter((one) => counters[one.name] && one.count > 0)
  if (d.accounts + d.resellers === 0) {
    return (
      <div className={styles.sheet}>
        <header>
          <h1>{t('today.title')}</h1>
        </header>
        <Notice kind="empty" title={t('console.noCustomers')} text={t('console.noCustomersText')} />
      </div>
    )
  }
  return (
    <div className={styles.sheet}>
      <header>
        <h1>{t('today.title')}</h1>
        <p className={styles.lead}>{t('today.lead')}</p>
      </header>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('today.waiting')}</h2>
        {waiting.length > 0 ? (
          <Tiles label={t('today.waiting')} tiles={waiting.map((one) => ({ name: counters[one.name]!.label(t), value: f.whole(one.count), href: counters[one.name]!.href, tone: 'warning' }))} />
        ) : (
          <p className={styles.calm}>
            <IconCircleCheck size={19} stroke={1.7} aria-hidden /> {t('today.nothingWaits')}
          </p>
        )}
      </section>
      <DueTickets />
      <TodayMoney />
      <section aria-labelledby="objects">
        <h2 id="objects">{t('console.objects')}</h2>
        <Tiles
          label={t('console.objects')}
          tiles={[
            { name: t('today.objects'), value: f.whole(d.objects), href: objects ? '/console/objects' : undefined },
            { name: t('today.online'), value: f.whole(d.online), tone: d.online > 0 ? 'success' : undefined, href: list('sort=objects&desc=true') },
            { name: t('today.offline'), value: f.whole(d.offline), href: list('with=offline') },
            { name: t('today.blocked'), value: f.whole(d.blocked), tone: d.blocked > 0 ? 'danger' : undefined, href: list('with=blocked') },
            { name: t('today.silentDay'), value: f.whole(d.silent_day), tone: d.silent_day > 0 ? 'warning' : undefined, href: list('with=silent_day') },
            { name: t('today.silentWeek'), value: f.whole(d.silent_week), tone: d.silent_week > 0 ? 'warning' : undefined, href: list('with=silent_week') },
            { name: t('today.never'), value: f.whole(d.never), href: list('with=never') },
          ]}
        />
      </section>
      <section aria-labelledby="customers">
        <h2 id="customers">{t('console.customers')}</h2>
        <Tiles
          label={t('console.customers')}
          tiles={[
            { name: t('today.accounts'), value: f.whole(d.accounts), href: '/console/customers' },
            { name: t('reseller.title'), value: f.whole(d.resellers), href: '/console/resellers' },
            { name: t('today.newWeek'), value: f.whole(d.new_week), hint: t('today.newMonth', { count: d.new_month }), href: list(`since=${since}&sort=since&desc=true`) },
            { name: t('today.suspended'), value: f.whole(d.suspended), tone: d.suspended > 0 ? 'danger' : undefined, href: list('status=suspended') },
          ]}
        />
      </section>
      <div className={styles.cards}>
        {([['recent', t('today.recent')], ['newest', t('today.newest')]] as const).map(([name, title]) => (
          <section key={name} className={styles.card} aria-labelledby={name}>
            <h2 id={name}>{title}</h2>
            {d[name].length === 0 ? (
              <p className={styles.faint}>{t('today.nobodyYet')}</p>
            ) : (
              <ul className={styles.rows}>
                {d[name].map((one) => (
                  <li key={one.id}>
                    <div>
                      <Link href={`/console/${one.kind === 'reseller' ? 'resellers' : 'customers'}/${one.id}`} className={styles.open}>
                        <TenantName name={one.name} kind={one.kind} />
                      </Link>
                    </div>
                    <span className={styles.when}>{f.ago(one.at, now)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </div>
  )
}
