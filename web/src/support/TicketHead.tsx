import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'

interface Props {
  one: { number: number | string; subject: string; promise_at?: string }
  /** Where the list is, and what the way there is called. */
  base: string
  back: string
  /** How it stands, and whose it is. */
  line: ReactNode
  children?: ReactNode
}

/** The head of a ticket, at the desk and before whoever asked. */
export function TicketHead({ one, base, back, line, children }: Props) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <>
      <Link className={people.back} href={base}>
        {back}
      </Link>
      <header>
        <h1>
          №{one.number} · {one.subject}
        </h1>
        <p className={people.lead}>
          {line}
          {one.promise_at && <> · {t('support.promised', { at: f.full(one.promise_at) })}</>}
        </p>
        {children}
      </header>
    </>
  )
}
