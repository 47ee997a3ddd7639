import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../i18n'
import styles from './console.module.css'

/** Hours are said in words, and words are of a language: each of them has its own, else what is said for all. */
export function HoursIn({ now, change, error }: { now?: Record<string, string>; change: (hours: Record<string, string>) => void; error?: string }) {
  const { t } = useTranslation()
  return (
    <details className={styles.more} open={error ? true : undefined}>
      <summary>{t('realm.hoursIn')}</summary>
      <p className={styles.faint}>{t('realm.hoursInText')}</p>
      {(Object.entries(languages) as [Language, string][]).map(([language, name]) => (
        <TextInput key={language} lang={language} label={`${t('realm.hours')}: ${name}`} value={now?.[language] ?? ''} onChange={(event) => change({ ...now, [language]: event.currentTarget.value })} maxLength={200} />
      ))}
      {error && <p role="alert">{error}</p>}
    </details>
  )
}

/** The hours for whoever reads a language. */
export const hoursFor = (language: string, hours?: string, hoursIn?: Record<string, string>) => hoursIn?.[language] || hours || ''
