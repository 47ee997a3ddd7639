import { useTranslation } from 'react-i18next'
import styles from './draft.module.css'

/** Says that what is shown is a draft of the brand, and how to leave it. */
export function Draft() {
  const { t } = useTranslation()
  return (
    <aside className={styles.draft} aria-label={t('studio.previewed')}>
      <span>{t('studio.previewed')}</span>
      <a href="/preview/end">{t('studio.previewEnd')}</a>
    </aside>
  )
}
