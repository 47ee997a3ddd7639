import { boot } from './boot'
import styles from './wordmark.module.css'

/** The brand's mark and name. */
export function Wordmark({ size = 28, hideName = false }: { size?: number; hideName?: boolean }) {
  return (
    <span className={styles.wordmark} data-narrow={hideName || undefined}>
      <img src={boot.icon} alt="" width={size} height={size} />
      <span className={styles.name}>{boot.brand}</span>
    </span>
  )
}
