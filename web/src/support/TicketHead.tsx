import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { Critical, Due, Native } from './Row'
import styles from './tickets.module.css'

interface Props {
  one: { number: number | string; subject: string; promise_at?: string; deadline_at?: string }
  /** Where the list is, and what the way there is called. */
  base: string
  back: string
  critical: boolean
  /** A native speaker is asked for. */
  native: boolean | undefined
  /** It waits for an answer. */
  waits: boolean
  /** How it stands, and whose it is. */
  children: ReactNode
  below?: ReactNode
}

/** The head of a ticket, at the desk and before whoever asked. */
export function TicketHead({ one, base, back, critical, native, waits, children, below }: Props) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <>
      <Link className={people.back} href={base}>
        <IconArrowLeft size={16} aria-hidden />
        {back}
      </Link>
      <header>
        <h1>
          <span className={`figures ${styles.number}`}>{t('support.number', { number: one.number })} · </span>
          {one.subject}
        </h1>
        <p className={styles.states}>
          {critical && <Critical />}
          {native && <Native />}
          {children}
          {waits && one.promise_at && <Due at={one.promise_at} />}
          {waits && one.deadline_at && (
            <span className={styles.chip} data-tone={new Date(one.deadline_at).getTime() < Date.now() ? 'danger' : undefined} title={f.full(one.deadline_at)}>
              {t('support.deadline', { at: f.moment(one.deadline_at) })}
            </span>
          )}
        </p>
        {below}
      </header>
    </>
  )
}
