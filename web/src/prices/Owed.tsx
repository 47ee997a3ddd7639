import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { getOwed, listOwedDays, listOwedEntries } from '../api/prices'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { Facts } from '../console/Tiles'
import { useFormats } from '../i18n/format'
import console from '../console/console.module.css'
import { Line } from './CustomerMoney'
import styles from './prices.module.css'
import { useSum } from './sums'
import { MeteredDays, Step } from './Wholesale'

/** What one owes the level above: by which plan, for which days, and what comes of a debt. */
export function Owed() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const owed = useQuery({ queryKey: ['owed'], queryFn: getOwed })
  // The month is in the address, so that a figure of the margin leads to its days.
  const params = new URLSearchParams(useSearch())
  const [path, navigate] = useLocation()
  const month = /^\d{4}-\d{2}$/.test(params.get('month') ?? '') ? `${params.get('month')}-01` : undefined
  const choose = (next?: string) => navigate(next ? `${path}?month=${next.slice(0, 7)}` : path, { replace: true })
  const days = useQuery({ queryKey: ['owed-days', month], queryFn: () => listOwedDays(month), placeholderData: keepPreviousData })
  if (owed.isPending || days.isPending) return <Waiting />
  if (owed.isError || days.isError) return <Failure error={owed.error ?? days.error} retry={() => void Promise.all([owed.refetch(), days.refetch()])} />
  const monthOf = (day: string) => new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))
  const o = owed.data
  const after = [o.ladder.warned, o.ladder.activations, o.ladder.console, o.ladder.all]
  const price = o.plan?.version.price
  return (
    <>
      <section className={console.card} aria-labelledby="owed">
        <div className={console.title}>
          <h2 id="owed">{t('prices.owed')}</h2>
          <Step step={o.standing.step} />
        </div>
        {o.wallets.map((one) => (
          <div key={one.currency}>
            <p className={`figures ${styles.figure}`} data-below={one.balance < 0 || undefined}>
              {sum(Math.abs(one.balance), one.currency)}
            </p>
            {one.balance !== 0 && <p className={console.faint}>{t(one.balance < 0 ? 'prices.owedNow' : 'prices.paidAhead')}</p>}
          </div>
        ))}
        <Facts
          facts={[
            [t('prices.plan'), o.plan && price ? `${o.plan.name}, ${t(`prices.per_${o.plan.version.period}`, { price: sum(price.amount, price.currency, price.micro) })}` : t('prices.notCharged')],
            o.plan?.next ? [o.plan.next_plan ? t('prices.wholesaleNext') : t('prices.announcedShort'), (o.plan.next_plan ? `${o.plan.next_plan}, ` : '') + t('prices.announced', { price: sum(o.plan.next.price.amount, o.plan.next.price.currency, o.plan.next.price.micro), from: f.date(o.plan.next.in_force_from) })] : null,
            o.standing.since ? [t('prices.owesSince'), f.date(o.standing.since)] : null,
            ...after.map((n, i) => [t(`prices.step_${(i + 1) as 1}`), n === undefined ? t('prices.neverByItself') : n === 0 ? t('prices.atOnce') : t('prices.afterDays', { count: n })] as const),
          ]}
        />
      </section>
      <section className={console.card} aria-labelledby="owed-months">
        <h2 id="owed-months">{t('prices.months')}</h2>
        {o.months.length === 0 && <p className={console.faint}>{t('prices.noMonths')}</p>}
        <ul className={styles.rows}>
          {o.months.map((one) => (
            <li key={one.month + one.currency}>
              <button type="button" className={styles.row} aria-pressed={one.month === month} onClick={() => choose(one.month === month ? undefined : one.month)}>
                <span className={styles.what}>{monthOf(one.month)}</span>
                <span className={`figures ${styles.count}`}>{t('prices.objectDays', { count: one.days })}</span>
                <span className={`figures ${styles.sum}`}>{sum(one.amount, one.currency)}</span>
              </button>
            </li>
          ))}
        </ul>
        {(o.months.length > 0 || days.data.length > 0) && (
          <>
            <h2 aria-live="polite">{month ? `${t('prices.days')}: ${monthOf(month)}` : t('prices.days')}</h2>
            <MeteredDays days={days.data} />
          </>
        )}
      </section>
      {o.wallets.map((one) => (
        <Entries key={one.currency} currency={one.currency} named={o.wallets.length > 1} />
      ))}
    </>
  )
}

/** What was booked in one currency, page by page. */
function Entries({ currency, named }: { currency: string; named: boolean }) {
  const { t } = useTranslation()
  const [list, rows] = usePages(['owed-entries', currency], (after, signal) => listOwedEntries(currency, after, signal))
  const title = named ? `${t('prices.entries')}, ${currency}` : t('prices.entries')
  return (
    <section className={console.card} aria-label={title}>
      <h2>{title}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('prices.noEntries')} text={t('prices.noEntriesText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <Line row={row} currency={currency} />
            </li>
          ))}
        </ul>
      )}
      <More of={list} />
    </section>
  )
}
