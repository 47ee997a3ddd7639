import type { ReactNode } from 'react'
import { Failure, Notice, Waiting } from '../app/Notice'
import styles from './people.module.css'

interface Props<T> {
  title: string
  lead?: string
  /** The list stands within a page that has a heading of its own. */
  inner?: boolean
  list: { isPending: boolean; isError: boolean; error: unknown; data?: T[]; refetch: () => unknown }
  /** What is said where there is nothing. */
  none: string
  noneText: string
  /** What can be done, between the heading and the rows. */
  tools?: ReactNode
  row: (one: T) => ReactNode
}

/** A page that is one short list: its heading, what can be done, and the rows once they are there. */
export function ListPage<T>({ title, lead, inner, list, none, noneText, tools, row }: Props<T>) {
  return (
    <div className={styles.column} data-inner={inner || undefined}>
      {!inner && (
        <header>
          <h1>{title}</h1>
          <p className={styles.lead}>{lead}</p>
        </header>
      )}
      {tools}
      {list.isPending ? (
        <Waiting />
      ) : list.isError || !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <Notice kind="empty" title={none} text={noneText} />
      ) : (
        <section className={styles.card}>
          <ul className={styles.rows} aria-label={title}>
            {list.data.map(row)}
          </ul>
        </section>
      )}
    </div>
  )
}
