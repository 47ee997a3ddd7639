import { useTranslation } from 'react-i18next'
import styles from './signup.module.css'

/** Ways on from a page for strangers. */
export function Foot({ ask }: { ask?: boolean }) {
  const { t } = useTranslation()
  return (
    <p className={styles.foot}>
      <a href="/">{t('signUp.haveOne')}</a>
      {ask && <a href="/ask">{t('signUp.ask')}</a>}
      <a href="/documents">{t('documents.title')}</a>
    </p>
  )
}
