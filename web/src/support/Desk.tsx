import { Button, Checkbox, Group, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch } from 'wouter'
import { answer, getDeskTicket, listQueue, note, searchDesk } from '../api/support'
import { useMay } from '../app/Gate'
import { useKeys } from '../app/keys'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Thread } from './Thread'

const base = '/console/desk'

/** The desk: what waits, in the order in which it is answered, and one ticket as a conversation. */
export default function Desk() {
  return (
    <Switch>
      <Route path={`${base}/:ticket`}>{(params) => <One ticket={params.ticket} />}</Route>
      <Route>
        <Queue />
      </Route>
    </Switch>
  )
}

function Queue() {
  const { t } = useTranslation()
  const f = useFormats()
  const [text, setText] = useState('')
  const [all, setAll] = useState('queue')
  const [q] = useDebouncedValue(text.trim(), 180)
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  const [list, rows] = usePages(['desk', 'list', all, q], (after) => (q || all === 'all' ? searchDesk(q, after) : listQueue(after)), { refetchInterval: 30_000 })
  const late = (at: string | undefined) => at !== undefined && new Date(at) < new Date()
  return (
    <div className={people.column}>
      <header>
        <h1>{t('support.deskTitle')}</h1>
        <p className={people.lead}>{t('support.deskLead')}</p>
      </header>
      <Group>
        <SegmentedControl value={all} onChange={setAll} aria-label={t('support.deskTitle')} data={[{ value: 'queue', label: t('support.queue') }, { value: 'all', label: t('support.all') }]} />
        <TextInput ref={field} type="search" aria-label={t('support.search')} placeholder={t('support.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </Group>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={q ? t('list.nothingFound') : t('support.queueEmpty')} text={q ? t('list.nothingFoundText') : t('support.queueEmptyText')} />
      ) : (
        <section className={people.card}>
          <ul className={people.rows} aria-label={t('support.queue')}>
            {rows.map((one) => (
              <li key={one.id}>
                <div>
                  <Link href={`${base}/${one.id}`}>
                    №{one.number} · {one.subject}
                  </Link>
                  <small>
                    {one.critical && <b>{t('support.criticalMark')} · </b>}
                    {t(`support.state.${one.desk_state}`)} · {one.author} · {t(`support.tier.${one.tier}`)}
                    {one.promise_at && (
                      <>
                        {' '}
                        · <span className="figures">{t(late(one.promise_at) ? 'support.missed' : 'support.promised', { at: f.full(one.promise_at) })}</span>
                      </>
                    )}
                  </small>
                </div>
              </li>
            ))}
          </ul>
          <More of={list} />
        </section>
      )}
    </div>
  )
}

function One({ ticket }: { ticket: string }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const may = useMay('desk.ticket.write')
  const queries = useQueryClient()
  const whole = useQuery({ queryKey: ['desk', ticket], queryFn: () => getDeskTicket(ticket), refetchInterval: 30_000 })
  const [body, setBody] = useState('')
  const [kind, setKind] = useState('answer')
  const [asks, setAsks] = useState(false)
  const say = useMutation({
    mutationFn: () => (kind === 'answer' ? answer(ticket, body, asks) : note(ticket, body)),
    onSuccess: () => {
      setBody('')
      void queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  if (whole.isPending) return <Waiting />
  if (whole.isError) return <Failure error={whole.error} retry={() => void whole.refetch()} />
  const one = whole.data
  const known = Object.entries(one.facts)
  return (
    <div className={people.column}>
      <Link className={people.back} href={base}>
        {t('support.backToQueue')}
      </Link>
      <header>
        <h1>
          №{one.number} · {one.subject}
        </h1>
        <p className={people.lead}>
          {t(`support.state.${one.desk.desk_state}`)} · {one.author}
          {one.desk.email && <> · {one.desk.email}</>}
          {one.promise_at && <> · {t('support.promised', { at: f.full(one.promise_at) })}</>}
        </p>
      </header>
      {one.suggestions.length > 0 && <Notice kind="empty" title={t('support.suggested')} text={one.suggestions.map((s) => t(`support.refusal.${s}`)).join(', ')} />}
      {known.length > 0 && (
        <section className={people.card}>
          <dl className={people.facts}>
            {known.map(([name, value]) => (
              <div key={name}>
                <dt>{i18n.exists(`support.fact.${name}`) ? t(`support.fact.${name as 'app'}`) : name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Thread whole={one} root="/api/console/desk/tickets" />
      {may && (
        <form
          className={people.card}
          onSubmit={(event) => {
            event.preventDefault()
            say.mutate()
          }}
        >
          <SegmentedControl value={kind} onChange={setKind} aria-label={t('support.kindOfReply')} data={[{ value: 'answer', label: t('support.answer') }, { value: 'note', label: t('support.note') }]} />
          <Textarea mt="sm" label={t(kind === 'answer' ? 'support.answer' : 'support.note')} required autosize minRows={4} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
          {kind === 'answer' && <Checkbox mt="sm" label={t('support.asks')} checked={asks} onChange={(event) => setAsks(event.currentTarget.checked)} />}
          <Fault error={say.error} />
          <Button type="submit" mt="sm" loading={say.isPending}>
            {t('support.send')}
          </Button>
        </form>
      )}
    </div>
  )
}
