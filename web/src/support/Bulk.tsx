import { Button, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { type Change, changeTicket, nobody, type Refusal, refuseTicket } from '../api/support'
import { useSession } from '../app/Gate'
import { Buttons, Dialog, Fault } from '../people/parts'
import { PersonChooser } from '../people/PersonChooser'
import { refusals } from './ActDialogs'
import { kinds } from './sift'
import styles from './tickets.module.css'

interface Props {
  /** The tickets that are chosen. */
  picked: string[]
  /** Those that stay chosen: what could not be done to them can be tried again. */
  keep: (picked: string[]) => void
  desk: DeskSet | undefined
}

/** What is done to several tickets at once. Each is changed by itself: what one refuses does not hold up the others. */
export function Bulk({ picked, keep, desk }: Props) {
  const { t } = useTranslation()
  const { session } = useSession()
  const queries = useQueryClient()
  const [open, setOpen] = useState('')
  const each = useMutation({
    mutationFn: async (act: (ticket: string) => Promise<unknown>) => {
      const left: string[] = []
      let fault: unknown
      for (const ticket of picked) {
        try {
          await act(ticket)
        } catch (error) {
          left.push(ticket)
          fault = error
        }
      }
      return { left, fault }
    },
    onSuccess: ({ left }) => {
      setOpen('')
      keep(left)
      return queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  if (picked.length === 0) return null
  return (
    <section className={styles.bulk} aria-label={t('support.chosen', { n: picked.length })}>
      <b className="figures" role="status">
        {t('support.chosen', { n: picked.length })}
      </b>
      <Button size="compact-md" variant="light" loading={each.isPending} onClick={() => each.mutate((ticket) => changeTicket(ticket, { assignee: session.user.id }))}>
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
      {open === 'change' && <Changing n={picked.length} desk={desk} busy={each.isPending} act={(body) => each.mutate((ticket) => changeTicket(ticket, body))} close={() => setOpen('')} />}
      {open === 'refuse' && <Refusing n={picked.length} busy={each.isPending} act={(refusal, reason) => each.mutate((ticket) => refuseTicket(ticket, refusal, reason))} close={() => setOpen('')} />}
    </section>
  )
}

/** Who has them, and what they are; what is left empty stays as it is. */
function Changing({ n, desk, busy, act, close }: { n: number; desk: DeskSet | undefined; busy: boolean; act: (body: Change) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const [body, set] = useState<Change>({})
  const change = (part: Change) => set((before) => ({ ...before, ...part }))
  const none = { value: nobody, label: t('support.nobody') }
  return (
    <Dialog title={t('support.changeChosen')} opened close={close}>
      <form
        className={styles.talk}
        onSubmit={(event) => {
          event.preventDefault()
          act(body)
        }}
      >
        <p>{t('support.changeChosenText', { n })}</p>
        <PersonChooser withMe label={t('support.assignee')} clearable value={body.assignee ?? null} choose={(value) => change({ assignee: value ?? undefined })} />
        {desk && desk.teams.length > 0 && <Select label={t('support.team')} clearable value={body.team ?? null} data={[none, ...desk.teams.map((one) => ({ value: one.id ?? '', label: one.name }))]} onChange={(value) => change({ team: value ?? undefined })} />}
        {desk && desk.categories.length > 0 && (
          <Select label={t('support.category')} clearable value={body.category ?? null} data={desk.categories.map((one) => ({ value: one.id ?? '', label: one.names[i18n.language] ?? one.names.en ?? '—' }))} onChange={(value) => change({ category: value ?? undefined })} />
        )}
        <Select label={t('support.kindIs')} clearable value={body.kind ?? null} data={kinds.map((value) => ({ value, label: t(`support.kind.${value}`) }))} onChange={(kind) => change({ kind: (kind as 'question' | null) ?? undefined })} />
        <Buttons close={close}>
          <Button type="submit" loading={busy} disabled={!Object.values(body).some(Boolean)}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}

/** Left without an answer, all for one reason. */
function Refusing({ n, busy, act, close }: { n: number; busy: boolean; act: (refusal: Refusal, reason: string) => void; close: () => void }) {
  const { t } = useTranslation()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [reason, setReason] = useState('')
  return (
    <Dialog title={t('support.refuse')} opened close={close}>
      <form
        className={styles.talk}
        onSubmit={(event) => {
          event.preventDefault()
          if (refusal) act(refusal, reason)
        }}
      >
        <p>
          {t('support.chosen', { n })}. {t('support.refuseText')}
        </p>
        <Select label={t('support.refusalKind')} required value={refusal} onChange={(value) => setRefusal(value as Refusal | null)} data={refusals.map((value) => ({ value, label: t(`support.refusal.${value}`) }))} />
        <Textarea label={t('support.reason')} required maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Buttons close={close}>
          <Button type="submit" color="red" loading={busy} disabled={!refusal || reason.trim() === ''}>
            {t('support.refuse')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
