import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { changeTicket, type DeskConversation, groupTicket, type Refusal, refuseTicket, searchDesk, splitTicket } from '../api/support'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useDeskBase } from './base'
import { RefusalFields, type Refused } from './TicketFields'

interface Props {
  whole: DeskConversation
  close: () => void
}

interface DeedProps<T> {
  title: string
  text: string
  act: () => Promise<T>
  done?: (made: T) => void
  close: () => void
  /** What its button says, where that is not the title. */
  action?: string
  barred?: boolean
  red?: boolean
  children: (fields: Record<string, string>) => ReactNode
}

/** One deed that is asked for in a dialog. */
export function Deed<T>({ title, text, act, done, close, action, barred, red, children }: DeedProps<T>) {
  const queries = useQueryClient()
  const doing = useMutation({
    mutationFn: act,
    onSuccess: (made) => {
      close()
      done?.(made)
      return queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  const fields = useFieldTexts(doing.error)
  return (
    <Dialog title={title} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          doing.mutate()
        }}
      >
        <p>{text}</p>
        {children(fields)}
        <Fault error={doing.error} />
        <Buttons close={close}>
          <Button type="submit" mt="md" color={red ? 'red' : undefined} loading={doing.isPending} disabled={barred}>
            {action ?? title}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}

/** Left without an answer: by a kind, and in words that stay on record (support policy 6). */
export function Refuse({ whole, close }: Props) {
  const { t } = useTranslation()
  const [now, set] = useState<Refused>({ refusal: whole.suggestions[0] ?? null, reason: '' })
  return (
    <Deed title={t('support.refuse')} text={t('support.refuseText')} close={close} red act={() => refuseTicket(whole.id, now.refusal as Refusal, now.reason)}>
      {(fields) => <RefusalFields now={now} set={set} fields={fields} />}
    </Deed>
  )
}

/** Critical, or not so any more: its promise follows, and whoever is on duty is woken. */
export function Critical({ whole, close }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const critical = !whole.desk.critical
  return (
    <Deed title={t(critical ? 'support.makeCritical' : 'support.notCritical')} text={t('support.criticalText')} close={close} act={() => changeTicket(whole.id, { critical, reason })}>
      {(fields) => <Textarea label={t('support.reason')} required maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} />}
    </Deed>
  )
}

/** Put into another of the same asker, where both are answered at once. */
export function Join({ whole, close }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const base = useDeskBase()
  const [text, setText] = useState('')
  const [lead, setLead] = useState<string | null>(null)
  const [q] = useDebouncedValue(text.trim(), 180)
  const { customer, email } = whole.desk
  const found = useQuery({ queryKey: ['desk', 'list', 'join', customer, q], queryFn: () => searchDesk(q, undefined, { customer }) })
  const choices = (found.data?.items ?? []).filter((one) => one.id !== whole.id && one.desk_state !== 'grouped' && one.customer === customer && (customer !== undefined || one.email?.toLowerCase() === email?.toLowerCase()))
  return (
    <Deed title={t('support.join')} text={t('support.joinText')} close={close} act={() => groupTicket(whole.id, lead ?? '')} done={() => lead && go(`${base}/${lead}`)}>
      {(fields) => (
        <>
          <TextInput type="search" label={t('support.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <Select mt="sm" label={t('support.joinWith')} required value={lead} onChange={setLead} data={choices.map((one) => ({ value: one.id, label: `${t('support.number', { number: one.number })} · ${one.subject}` }))} nothingFoundMessage={t('list.nothingFound')} error={fields.lead} />
          <Fault error={found.error} />
        </>
      )}
    </Deed>
  )
}

/** Another question in it becomes a ticket of its own, which has waited since it was asked. */
export function Split({ whole, close }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const questions = whole.messages.filter((one) => one.kind === 'asked')
  const [message, setMessage] = useState<string | null>(questions.at(-1)?.id ?? null)
  const [subject, setSubject] = useState('')
  const base = useDeskBase()
  const said = (id: string | null) => questions.find((one) => one.id === id)?.body ?? ''
  const [part, setPart] = useState(said(message))
  return (
    <Deed title={t('support.split')} text={t('support.splitText')} close={close} act={() => splitTicket(whole.id, message ?? '', subject, part)} done={(made) => go(`${base}/${made.id}`)}>
      {(fields) => (
        <>
          <Select label={t('support.splitMessage')} required value={message} onChange={(next) => {
            setMessage(next)
            setPart(said(next))
          }} data={questions.map((one, i) => ({ value: one.id, label: `${i + 1}. ${one.body.slice(0, 80)}` }))} error={fields.message} />
          <TextInput mt="sm" label={t('support.subject')} required maxLength={300} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} error={fields.subject} />
          <Textarea mt="sm" label={t('support.splitPart')} description={t('support.splitPartText')} required autosize minRows={3} maxRows={12} maxLength={100000} value={part} onChange={(event) => setPart(event.currentTarget.value)} error={fields.body} />
        </>
      )}
    </Deed>
  )
}
