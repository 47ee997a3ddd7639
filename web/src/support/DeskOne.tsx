import { type InfiniteData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { getDesk } from '../api/desk'
import { changeTicket, type DeskTicket, getDeskTicket, learnFacts } from '../api/support'
import { useMay, useSession } from '../app/Gate'
import { useKeys } from '../app/keys'
import { Failure, Waiting } from '../app/Notice'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Above } from './Above'
import { Acts } from './Acts'
import { Composer } from './Composer'
import { Devices } from './Devices'
import { Known } from './Known'
import { Links } from './Links'
import { Looks } from './Looks'
import { Kind, State } from './Row'
import { Others } from './Others'
import { Secrets } from './Secrets'
import { fromAddress, toAddress } from './sift'
import { Thread } from './Thread'
import { ForTheDesk } from './Translated'
import { Whose } from './Whose'
import { TicketHead } from './TicketHead'
import styles from './tickets.module.css'

/** One ticket of the desk: what is known, what was said, and what is done about it. */
export function DeskOne({ ticket, base }: { ticket: string; base: string }) {
  const { t } = useTranslation()
  const may = useMay('desk.ticket.write')
  const queries = useQueryClient()
  const whole = useQuery({ queryKey: ['desk', ticket], queryFn: () => getDeskTicket(ticket), refetchInterval: 30_000 })
  const desk = useQuery({ queryKey: ['desk set'], queryFn: getDesk })
  const [kind, setKind] = useState('answer')
  const [writing, setWriting] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const write = (what: string) => () => {
    setKind(what)
    field.current?.focus()
  }
  const [, navigate] = useLocation()
  const { from = '', list } = useListOf(ticket)
  const back = from ? `${base}?${from}` : base
  const step = (by: number) => () => {
    const at = list.indexOf(ticket)
    const next = at < 0 ? undefined : list[at + by]
    if (next) navigate(`${base}/${next}`, { state: { from } })
  }
  const { session } = useSession()
  const take = useMutation({ mutationFn: () => changeTicket(ticket, { assignee: session.user.id }), onSuccess: () => queries.invalidateQueries({ queryKey: ['desk'] }) })
  useKeys({ r: write('answer'), n: write('note'), u: () => navigate(back), j: step(1), k: step(-1), ...(may && { a: () => take.mutate() }) })
  if (whole.isPending) return <Waiting />
  if (whole.isError) return <Failure error={whole.error} retry={() => void whole.refetch()} />
  const one = whole.data
  return (
    <div className={styles.wide}>
      <TicketHead
        one={one}
        base={back}
        back={t('support.backToQueue')}
        critical={one.desk.critical}
        native={one.desk.native}
        waits={one.desk.desk_state === 'open'}
        below={
          <>
            {one.desk.refusal && (
              <p className={people.lead}>
                {t(`support.refusal.${one.desk.refusal as 'spam'}`)}: {one.desk.reason}
              </p>
            )}
            {one.desk.critical_why && (
              <p className={people.lead}>
                {t(one.desk.critical ? 'support.whyCritical' : 'support.whyNotCritical', { why: one.desk.critical_why })}
              </p>
            )}
            {one.follows && (
              <p className={people.lead}>
                <Link href={`${base}/${one.follows}`}>{t('support.follows')}</Link>
              </p>
            )}
            {(one.desk.desk_state === 'open' || one.awaiting) && one.suggestions.length > 0 && (
              <p className={styles.states}>
                <span className={styles.chip} data-tone="warning">
                  {t('support.suggested')}
                </span>
                {one.suggestions.map((s) => t(`support.refusal.${s}`)).join(', ')}
              </p>
            )}
            <Fault error={take.error} />
            <Looks ticket={ticket} writing={writing} />
          </>
        }
      >
        <State state={one.desk.desk_state} withdrawn={one.withdrawn} />
        <Kind kind={one.kind} />
        <Whose one={one.desk} />
        {one.desk.customer && one.desk.customer_kind !== 'own' && <span className={styles.chip}>{t(`support.tier.${one.desk.tier}`)}</span>}
        <span>{[one.author, one.desk.email].filter(Boolean).join(' · ')}</span>
      </TicketHead>
      <div className={styles.one}>
        <div className={styles.talk}>
          <Thread whole={one} root="/api/console/desk/tickets" desk below={(message) => <ForTheDesk whole={one} message={message} />} />
          {may && <Composer key={one.id} whole={one} desk={desk.data} kind={kind} setKind={setKind} field={field} writes={setWriting} />}
        </div>
        <div className={styles.side}>
          {may && <Acts whole={one} desk={desk.data} />}
          <Standing lead={one.desk.lead} members={one.members} base={base} />
          <Known facts={one.facts} missing={one.missing} tell={may ? (facts) => learnFacts(ticket, facts) : undefined} again={['desk']} />
          <Links links={one.links} of={one.desk} />
          <Others whole={one} base={base} />
          <Devices whole={one} />
          <Secrets whole={one} />
          <Above whole={one} />
        </div>
      </div>
    </div>
  )
}

/** The list that a ticket was opened from, as far as it has come: the keys go on in it, and the way back leads to it. */
function useListOf(ticket: string) {
  const queries = useQueryClient()
  const from = useHistoryState<{ from?: string } | null>()?.from ?? ''
  const address = new URLSearchParams(from)
  const key = ['desk', 'list', toAddress(fromAddress(address)).toString(), address.get('q') ?? '']
  const pages = queries.getQueryData<InfiniteData<{ items: { id: string }[] }>>(key)?.pages ?? []
  // What has been answered leaves the queue: its place is remembered as long as the ticket is open here.
  const first = useRef<string[]>([])
  const now = pages.flatMap((page) => page.items.map((one) => one.id))
  if (now.includes(ticket) || first.current.length === 0) first.current = now
  return { from, list: first.current }
}

/** How a ticket stands to others: in which it is, and which are in it. */
function Standing({ lead, members, base }: { lead: string | undefined; members: DeskTicket[]; base: string }) {
  const { t } = useTranslation()
  if (!lead && members.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.joined')}>
      {lead && <Link href={`${base}/${lead}`}>{t('support.standsIn')}</Link>}
      {members.length > 0 && (
        <>
          <h2>{t('support.joined')}</h2>
          <ul className={people.rows}>
            {members.map((one) => (
              <li key={one.id}>
                <Link href={`${base}/${one.id}`}>
                  {t('support.number', { number: one.number })} · {one.subject}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
