import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getLimits } from '../api/billing'
import { useFormats } from '../i18n/format'
import styles from './billing.module.css'

/** What may be had, and where each limit comes from. */
export function Limits() {
  const { t } = useTranslation()
  const f = useFormats()
  const limits = useQuery({ queryKey: ['limits'], queryFn: getLimits })
  if (!limits.data) return null
  const l = limits.data
  const from = (source: { layer?: string; name?: string }) => (source.layer ? t(`billing.by_${source.layer as 'plan'}`, { name: source.name ?? '' }) : '')
  const rows: [string, string, string][] = [
    [t('billing.limitObjects'), l.objects.most === undefined ? f.whole(l.objects.used) : t('billing.leftOf', { left: f.whole(l.objects.used), all: f.whole(l.objects.most) }), from(l.objects.source)],
    [t('billing.limitUsers'), l.users.most === undefined ? f.whole(l.users.used) : t('billing.leftOf', { left: f.whole(l.users.used), all: f.whole(l.users.most) }), from(l.users.source)],
    [t('billing.limitRetention'), t(`billing.keeps_${l.retention.value as 'm36'}`), from(l.retention.source)],
    [t('billing.limitSms'), t(l.sms.on ? 'billing.yes' : 'billing.no'), from(l.sms.source)],
    [t('billing.limitReports'), t(l.reports.on ? 'billing.yes' : 'billing.no'), from(l.reports.source)],
  ]
  return (
    <section className={styles.card} aria-label={t('billing.limits')}>
      <h2>{t('billing.limits')}</h2>
      <dl className={styles.lines}>
        {rows.map(([name, value, source]) => (
          <div key={name}>
            <dt>
              {name} {source && <span className={styles.faint}>{source}</span>}
            </dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
