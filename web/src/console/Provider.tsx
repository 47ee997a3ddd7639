import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getProvider } from '../api/consoles'
import { Problem } from '../api/http'
import { TenantStatus } from '../app/cells'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { useMay } from '../app/Gate'
import { OfProvider } from '../documents/OfProvider'
import { Owed } from '../prices/Owed'
import { Contact } from './Contact'
import { hoursFor } from './HoursIn'
import { Facts } from './Tiles'
import styles from './console.module.css'

/** The level above, and what is agreed with it: what it is called comes from the server, for those who may know. */
export default function Provider() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const owed = useMay('billing.owed.read')
  const provider = useQuery({ queryKey: ['provider'], queryFn: getProvider, retry: (n, error) => n < 2 && !(error instanceof Problem) })
  if (provider.isPending) return <Waiting />
  if (provider.error instanceof Problem && provider.error.status === 404) return <Notice kind="empty" title={t('provider.nobody')} text={t('provider.nobodyText')} />
  if (provider.isError) return <Failure error={provider.error} retry={() => void provider.refetch()} />
  const p = provider.data
  return (
    <div className={styles.sheet}>
      <header>
        <h1>{t('provider.title')}</h1>
        <p className={styles.lead}>{t('provider.lead')}</p>
      </header>
      {p.status !== 'active' && <Notice kind="error" title={t(p.status === 'closed' ? 'provider.closed' : 'provider.suspended')} text={t('provider.suspendedText')} />}
      <div className={styles.cards}>
        <section className={styles.card}>
          <h2>{p.name}</h2>
          <Facts
            facts={[
              [t('provider.number'), <span className="figures">{p.number}</span>],
              [t('provider.since'), f.date(p.opened_at)],
              [t('console.status'), <TenantStatus status={p.status} />],
              [t('customer.tier'), t(`customer.tiers.${p.tier}`)],
              [t('customer.agreement'), p.agreement],
              p.agreed_on ? [t('customer.agreedOn'), f.date(p.agreed_on)] : null,
              [t('provider.mark'), t(p.named ? 'provider.named' : 'provider.unnamed', { name: p.name })],
            ]}
          />
        </section>
        <section className={styles.card}>
          <h2>{t('provider.support')}</h2>
          <Contact email={p.support.email} phone={p.support.phone} hours={hoursFor(i18n.language, p.support.hours, p.support.hours_in)} none={t('provider.noSupport')} />
        </section>
      </div>
      {owed && <Owed />}
      <OfProvider />
    </div>
  )
}
