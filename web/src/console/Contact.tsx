import { useTranslation } from 'react-i18next'
import { Facts } from './Tiles'
import styles from './console.module.css'

/** How somebody is reached who helps. */
export function Contact({ email, phone, hours, none }: { email: string; phone: string; hours: string; none: string }) {
  const { t } = useTranslation()
  if (!email && !phone) return <p className={styles.faint}>{none}</p>
  return (
    <Facts
      facts={[
        [t('realm.email'), email && <a href={`mailto:${email}`}>{email}</a>],
        [t('realm.phone'), phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>],
        hours ? [t('realm.hours'), hours] : null,
      ]}
    />
  )
}
