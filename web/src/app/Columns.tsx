import type { ReactNode } from 'react'
import styles from './columns.module.css'

/** Fields beside each other where there is room, below each other where there is none. */
export function Columns({ of, children }: { of: 2 | 3; children: ReactNode }) {
  return (
    <div className={styles.columns} data-of={of}>
      {children}
    </div>
  )
}
