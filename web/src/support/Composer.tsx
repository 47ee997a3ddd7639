import { Button, Checkbox, Group, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Ref, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { answer, type DeskConversation, note, toNewFile } from '../api/support'
import { sendOnEnter } from '../app/keys'
import { useUnsaved } from '../app/Unsaved'
import { textsFor } from '../i18n'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { useDeskBase } from './base'
import { type Draft, DraftTranslation } from './DraftTranslation'
import { within } from './facts'
import { Files, useTaken } from './Files'
import { rewritten } from './rewritten'

/** Where the desk writes: an answer to whoever asked, or a note for itself. */
export function Composer({ whole, desk, kind, setKind, field, writes }: { whole: DeskConversation; desk: DeskSet | undefined; kind: string; setKind: (kind: string) => void; field: Ref<HTMLTextAreaElement>; writes: (now: boolean) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [body, setBody] = useState('')
  const [asks, setAsks] = useState(false)
  const [draft, setDraft] = useState<Draft>()
  const [files, setFiles] = useState<File[]>([])
  const begun = body.trim() !== ''
  const base = useDeskBase()
  useUnsaved(begun || files.length > 0, `${base}/${whole.id}`)
  const taken = useTaken(files, setFiles)
  useEffect(() => writes(begun), [writes, begun])
  const say = useMutation({
    mutationFn: async () => {
      const reply = { body, files: await Promise.all(files.map(toNewFile)) }
      if (kind !== 'answer') return note(whole.id, reply)
      if (!draft) return answer(whole.id, { ...reply, asks })
      // What somebody has written anew is their own answer: nothing stands beside it, and nobody is told that a machine made it.
      return answer(whole.id, { ...reply, asks, body: draft.body, ...(!rewritten(draft.machine, draft.body) && { original: body, original_locale: draft.from || undefined }) })
    },
    onSuccess: () => {
      setBody('')
      setAsks(false)
      setDraft(undefined)
      setFiles([])
      return queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  const insert = (text: string) => setBody((before) => (before.trim() ? `${before.trimEnd()}\n\n${text}` : text))
  // Whoever asked reads it: their language counts, not that of whoever answers.
  const said = (texts: Record<string, string> | undefined) => texts?.[whole.desk.locale ?? 'en'] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? ''
  const category = desk?.categories.find((one) => one.id === whole.category)
  const ready = [
    ...(desk?.macros ?? []).map((one) => ({ value: one.id ?? '', label: one.name, text: said(one.texts), asks: one.asks === true })),
    ...(category && said(category.answers) ? [{ value: 'agreed', label: t('support.agreedFor', { name: said(category.names) }), text: said(category.answers), asks: false }] : []),
  ]
  const asking = useMutation({
    mutationFn: () => textsFor(whole.desk.locale),
    onSuccess: (theirs) => {
      insert(theirs('support.tellUs', { what: whole.missing.map((name) => within(theirs(`support.fact.${name as 'app'}`))).join(', ') }))
      setAsks(true)
    },
  })
  return (
    <form
      className={people.card}
      {...taken}
      onKeyDown={sendOnEnter}
      aria-label={t('support.kindOfReply')}
      onSubmit={(event) => {
        event.preventDefault()
        say.mutate()
      }}
    >
      <Group>
        <SegmentedControl value={kind} onChange={setKind} aria-label={t('support.kindOfReply')} data={[{ value: 'answer', label: t('support.answer') }, { value: 'note', label: t('support.note') }]} />
        {ready.length > 0 && (
          <Select
            aria-label={t('support.insert')}
            placeholder={t('support.insert')}
            searchable
            value={null}
            data={ready.map(({ value, label }) => ({ value, label }))}
            onChange={(value) => {
              const chosen = ready.find((one) => one.value === value)
              if (!chosen) return
              insert(chosen.text)
              if (chosen.asks) setAsks(true)
            }}
          />
        )}
        {whole.missing.length > 0 && kind === 'answer' && (
          <Button
            variant="light"
            loading={asking.isPending}
            onClick={() => asking.mutate()}
          >
            {t('support.askMissing')}
          </Button>
        )}
      </Group>
      <Textarea ref={field} mt="sm" label={t(kind === 'answer' ? 'support.answer' : 'support.note')} description={t(kind === 'answer' ? 'support.answerGoesOut' : 'support.noteStays')} required autosize minRows={4} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      {kind === 'answer' && whole.translates && <DraftTranslation whole={whole} body={body} draft={draft} set={setDraft} />}
      {kind === 'answer' && <Checkbox mt="sm" label={t('support.asks')} checked={asks} onChange={(event) => setAsks(event.currentTarget.checked)} />}
      <Fault error={say.error ?? asking.error} />
      <Files files={files} change={setFiles}>
        <Button type="submit" loading={say.isPending}>
          {t('support.send')}
        </Button>
      </Files>
    </form>
  )
}
