import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { type Change, changeTicket, type DeskTicket, refuseTicket, unrefuseTicket } from '../api/support'
import { useSession } from '../app/Gate'
import { useKeys } from '../app/keys'
import { Fault } from '../people/parts'
import { Deed } from './ActDialogs'
import { asItWas } from './asItWas'
import { RefusalFields, type Refused, TicketFields } from './TicketFields'
import styles from './tickets.module.css'

interface Props {
  /** The tickets that are chosen. */
  picked: DeskTicket[]
  /** Those that stay chosen: what could not be done to them can be tried again. */
  keep: (picked: string[]) => void
  desk: DeskSet | undefined
}

/** What is done to each ticket, and how it is undone, by what the ticket was before. */
interface Act {
  to: (ticket: string) => Promise<unknown>
  back: (was: DeskTicket) => Promise<unknown>
}

/** One after the other: what one refuses does not hold up the others. */
async function toEach(list: DeskTicket[], act: (one: DeskTicket) => Promise<unknown>) {
  const done: DeskTicket[] = []
  let fault: unknown
  for (const one of list) {
    try {
      await act(one)
      done.push(one)
    } catch (error) {
      fault = error
    }
  }
  return { done, left: list.filter((one) => !done.includes(one)), fault }
}

// As long as somebody needs to see that it was the wrong list.
const undoFor = 15_000

/** What was done last, as long as it can be undone. */
interface Done {
  id: string
  undo: () => unknown
}

/** What is done to several tickets at once, and undone. */
export function Bulk({ picked, keep, desk }: Props) {
  const { t } = useTranslation()
  const { session } = useSession()
  const queries = useQueryClient()
  const [open, setOpen] = useState('')
  const last = useRef<Done>(undefined)
  const again = () => queries.invalidateQueries({ queryKey: ['desk'] })
  /** Says that it is done, in place of what was said before, and offers to undo it. */
  const offer = (done: DeskTicket[], back: Act['back']) => {
    if (last.current) notifications.hide(last.current.id)
    const mine: Done = {
      id: `tickets-${Date.now()}`,
      undo: async () => {
        if (last.current !== mine) return
        notifications.hide(mine.id)
        const got = await toEach(done, back)
        notifications.show(got.left.length > 0 ? { message: t('support.notUndone', { n: got.left.length }), color: 'red' } : { message: t('support.undone', { n: got.done.length }), color: 'green' })
        await again()
      },
    }
    last.current = mine
    notifications.show({
      id: mine.id,
      color: 'green',
      autoClose: undoFor,
      onClose: () => {
        if (last.current === mine) last.current = undefined
      },
      closeButtonProps: { 'aria-label': t('state.close') },
      message: (
        <Group justify="space-between" wrap="nowrap">
          {t('support.changedN', { n: done.length })}
          <Button size="compact-sm" variant="light" onClick={mine.undo}>
            {t('support.undo')}
          </Button>
        </Group>
      ),
    })
  }
  const each = useMutation({
    mutationFn: (act: Act) => toEach(picked, (one) => act.to(one.id)),
    onSuccess: ({ done, left }, { back }) => {
      setOpen('')
      keep(left.map((one) => one.id))
      if (done.length > 0) offer(done, back)
      return again()
    },
  })
  useKeys({ z: () => last.current?.undo() })
  if (picked.length === 0) return null
  const change = (body: Change) => each.mutateAsync({ to: (ticket) => changeTicket(ticket, body), back: (was) => changeTicket(was.id, asItWas(was, body)) })
  const refuse = ({ refusal, reason }: Refused) => (refusal ? each.mutateAsync({ to: (ticket) => refuseTicket(ticket, refusal, reason), back: (was) => unrefuseTicket(was.id) }) : Promise.resolve())
  const n = picked.length
  return (
    <section className={styles.bulk} aria-label={t('support.chosen', { n })}>
      <b className="figures" role="status">
        {t('support.chosen', { n })}
      </b>
      <Button size="compact-md" variant="light" loading={each.isPending} onClick={() => void change({ assignee: session.user.id })}>
        {t('support.take')}
      </Button>
      <Button size="compact-md" variant="default" disabled={each.isPending} onClick={() => setOpen('change')}>
        {t('support.changeChosen')}
      </Button>
      <Button size="compact-md" variant="default" disabled={each.isPending} onClick={() => setOpen('refuse')}>
        {t('support.refuse')}
      </Button>
      <Button size="compact-md" variant="subtle" disabled={each.isPending} onClick={() => keep([])}>
        {t('support.chooseNone')}
      </Button>
      {each.data !== undefined && each.data.left.length > 0 && (
        <div className={styles.bulkFault}>
          <p>{t('support.notDone', { n: each.data.left.length })}</p>
          <Fault error={each.data.fault} />
        </div>
      )}
      {open === 'change' && <Changing n={n} desk={desk} act={change} close={() => setOpen('')} />}
      {open === 'refuse' && <Refusing n={n} act={refuse} close={() => setOpen('')} />}
    </section>
  )
}

/** Who has them, and what they are; what is left empty stays as it is. */
function Changing({ n, desk, act, close }: { n: number; desk: DeskSet | undefined; act: (body: Change) => Promise<unknown>; close: () => void }) {
  const { t } = useTranslation()
  const [body, set] = useState<Change>({})
  return (
    <Deed title={t('support.changeChosen')} text={t('support.changeChosenText', { n })} action={t('state.save')} barred={!Object.values(body).some(Boolean)} act={() => act(body)} close={close}>
      {() => (
        <div className={styles.talk}>
          <TicketFields several now={body} desk={desk} set={(part) => set((before) => ({ ...before, ...part }))} />
        </div>
      )}
    </Deed>
  )
}

/** Left without an answer, all for one reason. */
function Refusing({ n, act, close }: { n: number; act: (now: Refused) => Promise<unknown>; close: () => void }) {
  const { t } = useTranslation()
  const [now, set] = useState<Refused>({ refusal: null, reason: '' })
  return (
    <Deed title={t('support.refuse')} text={`${t('support.chosen', { n })}. ${t('support.refuseText')}`} barred={!now.refusal || now.reason.trim() === ''} red act={() => act(now)} close={close}>
      {(fields) => <RefusalFields now={now} set={set} fields={fields} />}
    </Deed>
  )
}
