import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OneCustomer } from '../api/consoles'
import { getCustomerMoney } from '../api/prices'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { languages } from '../i18n'
import { useNow } from '../monitoring/live'
import { daysLeft } from '../prices/lasting'
import { useSum } from '../prices/sums'
import { Facts, Tiles } from './Tiles'
import styles from './console.module.css'

/** How a customer is doing, and what is agreed with them. */
export function CustomerOverview({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const sum = useSum()
  const mayObjects = useMay('reselling.object.read')
  const mayMoney = useMay('billing.book.read')
  const reseller = customer.kind === 'reseller'
  const base = `/console/${reseller ? 'resellers' : 'customers'}/${customer.id}`
  const inside = (status?: string) => (reseller || customer.depth > 1 || !mayObjects ? undefined : `${base}/objects${status ? `?status=${status}` : ''}`)
  const money = useQuery({ queryKey: ['money', customer.id], queryFn: () => getCustomerMoney(customer.id), enabled: mayMoney && customer.depth === 1 })
  const wallets = money.data && (money.data.wallets.length > 0 ? money.data.wallets : money.data.currencies.slice(0, 1).map((currency) => ({ currency, balance: 0 })))
  const lasts = (one: { currency: string; balance: number }) => {
    const days = money.data && daysLeft(money.data, one.currency)
    // Whoever owes already needs no telling that it lasts for no day.
    return days === undefined || (days === 0 && one.balance < 0) ? undefined : t('customer.lastsDays', { count: days, shown: f.whole(days) })
  }
  const contract = customer.contract
  return (
    <div className={styles.stack}>
      <Tiles
        label={t('customer.figures')}
        tiles={[
          // Its place is kept while it comes: nothing jumps.
          ...(mayMoney && customer.depth === 1 && money.isPending ? [{ name: t('prices.balance'), value: '…', href: `${base}/money` }] : []),
          ...(wallets ?? []).map((one) => ({
            key: one.currency,
            name: t('prices.balance'),
            value: sum(one.balance, one.currency),
            tone: one.balance < 0 ? ('danger' as const) : undefined,
            hint: lasts(one),
            href: `${base}/money`,
          })),
          ...(reseller ? [{ name: t('reseller.customers'), value: f.whole(customer.accounts) }, { name: t('reseller.resellers'), value: f.whole(customer.resellers) }] : []),
          { name: t('today.objects'), value: f.whole(customer.objects), href: inside() },
          { name: t('today.online'), value: f.whole(customer.online), tone: customer.online > 0 ? 'success' : undefined, href: inside('online') },
          { name: t('today.offline'), value: f.whole(customer.offline), href: inside('offline') },
          { name: t('today.blocked'), value: f.whole(customer.blocked), tone: customer.blocked > 0 ? 'danger' : undefined, href: inside('blocked') },
          { name: t('today.silentWeek'), value: f.whole(customer.silent_week), tone: customer.silent_week > 0 ? 'warning' : undefined },
          { name: t('today.never'), value: f.whole(customer.never), href: inside('never') },
        ]}
      />
      <div className={styles.cards}>
        <section className={styles.card}>
          <h2>{t('customer.details')}</h2>
          <Facts
            facts={[
              [t('console.since'), f.date(customer.created_at)],
              [t('customer.country'), countryName(customer.country, t('customer.languageOf'))],
              [t('settings.language'), languages[customer.locale as keyof typeof languages] ?? customer.locale],
              [t('customer.timeZone'), customer.time_zone],
              [t('customer.users'), f.whole(customer.users)],
              [t('customer.seen'), customer.seen_at ? f.ago(customer.seen_at, now) : t('customer.neverSeen')],
              [t('customer.heard'), customer.heard_at ? f.ago(customer.heard_at, now) : t('customer.neverHeard')],
            ]}
          />
        </section>
        <section className={styles.card}>
          <h2>{t('customer.contract')}</h2>
          {contract ? (
            <Facts
              facts={[
                [t('console.number'), <span className="figures">{contract.number}</span>],
                [t('customer.opened'), f.date(contract.opened_at)],
                [t('customer.tier'), t(`customer.tiers.${contract.tier}`)],
                [t('customer.agreement'), contract.agreement],
                contract.agreed_on ? [t('customer.agreedOn'), f.date(contract.agreed_on)] : null,
              ]}
            />
          ) : (
            <p className={styles.faint}>
              {t('customer.contractOfOthers')} {customer.way.length > 0 && <Link href={`/console/resellers/${customer.way.at(-1)!.id}`}>{customer.way.at(-1)!.name}</Link>}
            </p>
          )}
        </section>
      </div>
    </div>
  )
}

function countryName(code: string | undefined, language: string): string {
  if (!code) return ''
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
}
