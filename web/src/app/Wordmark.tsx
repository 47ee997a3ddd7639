import { boot } from './boot'
import styles from './wordmark.module.css'

/** The brand's mark and name, or its own logo, on the bar or on what lies behind signing in. */
export function Wordmark({ size = 28, hideName = false, on = 'bar' }: { size?: number; hideName?: boolean; on?: 'bar' | 'backdrop' }) {
  const { light = boot.logos?.dark, dark = light } = boot.logos ?? {}
  if (light && dark) {
    return (
      <span className={styles.wordmark} data-on={on} data-narrow={hideName || undefined}>
        <img src={light} alt={boot.brand} height={size} className={styles.light} />
        <img src={dark} alt={boot.brand} height={size} className={styles.dark} />
      </span>
    )
  }
  return (
    <span className={styles.wordmark} data-narrow={hideName || undefined}>
      <img src={boot.icon} alt="" width={size} height={size} />
      <span className={styles.name}>{boot.brand}</span>
    </span>
  )
}
