import { Alert, Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconAlertTriangle, IconCreditCard } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Billing as Standing, getBilling, getOffer } from '../api/billing'
import { useMay, useSession } from '../app/Gate'
import { Failure } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Autopay } from './Autopay'
import styles from './billing.module.css'
import { Entries } from './Entries'
import { Limits } from './Limits'
import { Packages } from './Packages'
import { Subscriptions } from './Subscriptions'
import { changes, useSums } from './sums'
import { TopUp } from './TopUp'

/** One's own money: what is left and what it is made of, how long it lasts, what each object costs, and every entry. */
export default function Billing() {
  const { t } = useTranslation()
  const { session } = useSession()
  const standing = useQuery({ queryKey: ['billing'], queryFn: getBilling })
  const [topping, top] = useState(false)
  const mayPay = useMay('billing.topup.create')
  const isAccount = session.tenant.kind === 'account'
  const paid = new URLSearchParams(location.search).has('paid')
  const data = standing.data
  // What the objects cost goes first: money in another currency does not pay for them.
  const currencies = [...new Set([data?.lasting.currency, ...(data?.balances ?? []).map((one) => one.currency)])].filter((one) => one !== undefined && one !== '') as string[]
  const [shown, show] = useState<string>()
  const currency = shown ?? currencies[0] ?? ''
  return (
    <div className={styles.page}>
      <header className={styles.title}>
        <div>
          <h1>{t('sections.billing')}</h1>
          <p className={styles.faint}>{t('billing.lead')}</p>
        </div>
        {mayPay && isAccount && data?.cards && (
          <Button leftSection={<IconCreditCard size={18} stroke={1.7} aria-hidden />} onClick={() => top(true)}>
            {t('billing.addMoney')}
          </Button>
        )}
      </header>
      {paid && (
        <Alert color="green" variant="light" role="status">
          {t('billing.paidText')}
        </Alert>
      )}
      {standing.isPending ? (
        <Skeleton height={150} radius="md" />
      ) : standing.isError ? (
        <Failure error={standing.error} retry={() => void standing.refetch()} />
      ) : (
        <>
          {data!.unpaid > 0 && (
            <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('billing.unpaidTitle', { count: data!.unpaid })}>
              <UnpaidText standing={data!} />
            </Alert>
          )}
          <div className={styles.cards}>
            {data!.balances.map((balance) => (
              <Balance key={balance.currency} balance={balance} />
            ))}
            {data!.balances.length === 0 && (
              <section className={styles.card}>
                <h2>{t('billing.balance')}</h2>
                <p className={styles.faint}>{t('billing.noMoney')}</p>
              </section>
            )}
            {isAccount && <Lasting standing={data!} />}
          </div>
        </>
      )}
      {isAccount && <Announced />}
      {isAccount && <Subscriptions />}
      {isAccount && <Packages />}
      {isAccount && currency && data && <Autopay currency={currencies[0]!} cards={data.cards} />}
      {currencies.length > 1 && <SegmentedControl className={styles.end} size="sm" aria-label={t('prices.currency')} data={currencies} value={currency} onChange={show} />}
      {currency && <Entries key={currency} currency={currency} />}
      <Limits />
      {currency && <TopUp currencies={currencies} missing={data?.unpaid ? data.unpaid_amount : (data?.lasting.missing ?? 0)} opened={topping} close={() => top(false)} />}
    </div>
  )
}

function UnpaidText({ standing }: { standing: Standing }) {
  const { t } = useTranslation()
  const { sum } = useSums()
  const { currency } = standing.lasting
  return <>{currency ? t('billing.unpaidText', { amount: sum(standing.unpaid_amount, currency) }) : t('billing.unpaidPlain')}</>
}

/** A number, and what has made it. */
function Balance({ balance }: { balance: Standing['balances'][number] }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { sum, signed } = useSums()
  return (
    <section className={styles.card} aria-label={t('billing.balance')}>
      <h2>{t('billing.balance')}</h2>
      <p className={styles.number} data-low={balance.balance < 0 || undefined}>
        {sum(balance.balance, balance.currency)}
      </p>
      {balance.credit > 0 && <p className={styles.faint}>{t('billing.credit', { amount: sum(balance.credit, balance.currency), spendable: sum(balance.spendable, balance.currency) })}</p>}
      <dl className={styles.lines}>
        <div>
          <dt>{t('billing.on', { date: f.date(balance.since) })}</dt>
          <dd className="figures">{sum(balance.before, balance.currency)}</dd>
        </div>
        {balance.parts.map((part) => (
          <div key={part.kind}>
            <dt>
              {t(`billing.kinds.${part.kind as 'topup'}`)} <span className={styles.faint}>× {f.whole(part.count)}</span>
            </dt>
            <dd className="figures">{signed(part.amount, balance.currency)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** How long the money lasts, and what comes due. */
function Lasting({ standing }: { standing: Standing }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { sum } = useSums()
  const { lasting } = standing
  return (
    <section className={styles.card} aria-label={t('billing.lasts')}>
      <h2>{t('billing.lasts')}</h2>
      {!lasting.currency ? (
        <p className={styles.faint}>{t('billing.nothingCosts')}</p>
      ) : (
        <>
          <p className={styles.number} data-low={(lasting.until && lasting.days <= 7) || undefined}>
            {lasting.until ? t('billing.days', { count: lasting.days }) : t('billing.overAYear')}
          </p>
          <p className={styles.faint}>
            {lasting.until ? t('billing.lastsUntil', { date: f.date(lasting.until), missing: sum(lasting.missing, lasting.currency) }) : t('billing.lastsLong')}
          </p>
          <dl className={styles.lines}>
            <div>
              <dt>{t('billing.month')}</dt>
              <dd className="figures">{sum(lasting.month, lasting.currency)}</dd>
            </div>
            {byDay(lasting.next, f.date).slice(0, 3).map((next) => (
              <div key={next.day}>
                <dt>
                  {next.day} <span className={styles.faint}>{t('billing.objects', { count: next.objects })}</span>
                </dt>
                <dd className="figures">{sum(next.amount, lasting.currency!)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}

/** Prices that were announced. */
function Announced() {
  const { t } = useTranslation()
  const f = useFormats()
  const { price } = useSums()
  const offer = useQuery({ queryKey: ['offer'], queryFn: getOffer })
  const plans = offer.data?.plans.filter((plan) => plan.next && changes(plan.version, plan.next)) ?? []
  if (plans.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>{t('billing.announced')}</h2>
      <dl className={styles.lines}>
        {plans.map((plan) => (
          <div key={plan.id}>
            <dt>{t('billing.announcedFrom', { plan: plan.name, date: f.date(plan.next!.in_force_from) })}</dt>
            <dd className="figures">
              {price(plan.version.price, plan.version.period, plan.free)} → {price(plan.next!.price, plan.next!.period, plan.free)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Debits of one day of the reader's are one line: what was connected at another hour is due at another. */
function byDay(next: { at: string; objects: number; amount: number }[], date: (at: string) => string) {
  const days = new Map<string, { day: string; objects: number; amount: number }>()
  for (const { at, objects, amount } of next) {
    const day = date(at)
    const before = days.get(day)
    days.set(day, { day, objects: objects + (before?.objects ?? 0), amount: amount + (before?.amount ?? 0) })
  }
  return [...days.values()]
}
