import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OneCustomer } from '../api/consoles'
import { useFormats } from '../i18n/format'
import { languages } from '../i18n'
import { useNow } from '../monitoring/live'
import { Facts, Tiles } from './Tiles'
import styles from './console.module.css'

/** How a customer is doing, and what is agreed with them. */
export function CustomerOverview({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const reseller = customer.kind === 'reseller'
  const inside = reseller || customer.depth > 1 ? undefined : `/console/customers/${customer.id}/objects`
  const contract = customer.contract
  return (
    <div className={styles.stack}>
      <Tiles
        label={t('customer.figures')}
        tiles={[
          ...(reseller ? [{ name: t('reseller.customers'), value: f.whole(customer.accounts) }, { name: t('reseller.resellers'), value: f.whole(customer.resellers) }] : []),
          { name: t('today.objects'), value: f.whole(customer.objects), href: inside },
          { name: t('today.online'), value: f.whole(customer.online), tone: 'success', href: inside },
          { name: t('today.offline'), value: f.whole(customer.offline), href: inside },
          { name: t('today.blocked'), value: f.whole(customer.blocked), tone: customer.blocked > 0 ? 'danger' : undefined, href: inside },
          { name: t('today.silentWeek'), value: f.whole(customer.silent_week), tone: customer.silent_week > 0 ? 'warning' : undefined, href: inside },
          { name: t('today.never'), value: f.whole(customer.never), href: inside },
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
