import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getOwed, listOwedDays, listOwedEntries } from '../api/prices'
import { Failure, Waiting } from '../app/Notice'
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
  const days = useQuery({ queryKey: ['owed-days'], queryFn: listOwedDays })
  const currency = owed.data?.wallets[0]?.currency
  const entries = useQuery({ queryKey: ['owed-entries', currency], queryFn: ({ signal }) => listOwedEntries(currency ?? '', undefined, signal), enabled: Boolean(currency) })
  if (owed.isPending || days.isPending) return <Waiting />
  if (owed.isError || days.isError) return <Failure error={owed.error ?? days.error} retry={() => void Promise.all([owed.refetch(), days.refetch()])} />
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
          <p key={one.currency} className={`figures ${styles.figure}`}>
            {sum(one.balance, one.currency)}
          </p>
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
        <ul className={styles.rows}>
          {o.months.map((one) => (
            <li key={one.month + one.currency} className={styles.row}>
              <span className={styles.what}>{new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(one.month))}</span>
              <span className={`figures ${styles.count}`}>{t('prices.objectDays', { count: one.days })}</span>
              <span className={`figures ${styles.sum}`}>{sum(one.amount, one.currency)}</span>
            </li>
          ))}
        </ul>
        <h2>{t('prices.days')}</h2>
        <MeteredDays days={days.data} />
      </section>
      {currency && entries.data && (
        <section className={console.card} aria-labelledby="owed-entries">
          <h2 id="owed-entries">{t('prices.entries')}</h2>
          <ul className={styles.rows}>
            {entries.data.items.map((row) => (
              <li key={row.id}>
                <Line row={row} currency={currency} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
