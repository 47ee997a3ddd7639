import { Select, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { type Change, nobody, type Refusal } from '../api/support'
import { PersonChooser } from '../people/PersonChooser'
import { kinds } from './sift'

const refusals: Refusal[] = ['empty', 'subject_only', 'monosyllabic', 'no_reply', 'abuse', 'out_of_scope', 'not_served', 'spam']

export interface Refused {
  refusal: Refusal | null
  reason: string
}

/** Why a ticket is left without an answer: by a kind, and in words that stay on record (support policy 6). */
export function RefusalFields({ now, set, fields }: { now: Refused; set: (now: Refused) => void; fields: Record<string, string> }) {
  const { t } = useTranslation()
  return (
    <>
      <Select label={t('support.refusalKind')} required value={now.refusal} onChange={(refusal) => set({ ...now, refusal: refusal as Refusal | null })} data={refusals.map((value) => ({ value, label: t(`support.refusal.${value}`) }))} error={fields.refusal} />
      <Textarea mt="sm" label={t('support.reason')} required maxLength={1000} autosize minRows={2} value={now.reason} onChange={(event) => set({ ...now, reason: event.currentTarget.value })} error={fields.reason} />
    </>
  )
}

interface Props {
  now: Pick<Change, 'assignee' | 'team' | 'category' | 'kind'>
  desk: DeskSet | undefined
  set: (part: Change) => void
  /** Of several at once: what is left empty stays as it is. Of one, it is taken away. */
  several?: boolean
  /** What stands behind who has it. */
  children?: ReactNode
}

/** Who has a ticket, and what it is. */
export function TicketFields({ now, desk, set, several, children }: Props) {
  const { t, i18n } = useTranslation()
  const empty = several ? undefined : nobody
  const none = several ? [{ value: nobody, label: t('support.nobody') }] : []
  return (
    <>
      <PersonChooser withMe label={t('support.assignee')} placeholder={several ? undefined : t('support.nobody')} clearable value={now.assignee ?? null} choose={(value) => set({ assignee: value ?? empty })} />
      {children}
      {desk && desk.teams.length > 0 && (
        <Select label={t('support.team')} placeholder={several ? undefined : '—'} clearable value={now.team ?? null} data={[...none, ...desk.teams.map((one) => ({ value: one.id ?? '', label: one.name }))]} onChange={(value) => set({ team: value ?? empty })} />
      )}
      {desk && desk.categories.length > 0 && (
        <Select label={t('support.category')} placeholder={several ? undefined : '—'} clearable value={now.category ?? null} data={desk.categories.map((one) => ({ value: one.id ?? '', label: one.names[i18n.language] ?? one.names.en ?? '—' }))} onChange={(value) => set({ category: value ?? empty })} />
      )}
      <Select label={t('support.kindIs')} clearable={several} value={now.kind ?? null} data={kinds.map((value) => ({ value, label: t(`support.kind.${value}`) }))} onChange={(value) => value !== now.kind && set({ kind: (value as Change['kind'] | null) ?? undefined })} />
    </>
  )
}
