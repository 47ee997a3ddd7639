import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './prices.module.css'

/** A row of entries: it opens something, leads somewhere, or only stands there. */
export function Row({ open, href, children }: { open?: () => void; href?: string; children: ReactNode }) {
  if (open)
    return (
      <button type="button" className={styles.row} onClick={open}>
        {children}
      </button>
    )
  if (href)
    return (
      <Link href={href} className={`${styles.row} ${styles.leads}`}>
        {children}
      </Link>
    )
  return <div className={styles.row}>{children}</div>
}
