import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boot } from '../app/boot'
import { Wordmark } from '../app/Wordmark'
import { changeLanguage, type Language, offered } from '../i18n'
import { Backdrop } from '../signin/Backdrop'
import signIn from '../signin/signin.module.css'
import styles from './signup.module.css'

/** A page for strangers, in the brand's look: wide enough for a form or a text. title: what it is about, where it shows no heading. */
export function Page({ title, children }: { title?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  return (
    <div className={styles.page}>
      <Backdrop />
      <main className={styles.main}>
        <a className={styles.brand} href="/" aria-label={boot.brand}>
          <Wordmark size={40} on="backdrop" />
        </a>
        <div className={styles.card}>
          {title && <h1 className="sr-only">{title}</h1>}
          {children}
        </div>
        <SegmentedControl
          aria-label={t('settings.language')}
          className={signIn.language}
          size="xs"
          value={i18n.language}
          onChange={(name) => void changeLanguage(name as Language)}
          data={offered()}
        />
      </main>
    </div>
  )
}
