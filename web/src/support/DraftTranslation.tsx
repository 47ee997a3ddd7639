import { Button, Group, Select, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskConversation } from '../api/support'
import { type Language, translateDraft } from '../api/translator'
import { Fault } from '../people/parts'
import { languageOf, languages } from './languages'
import { rewritten } from './rewritten'
import { useLanguageName } from './Translated'
import styles from './tickets.module.css'

/** An answer in the language of whoever asked: what a machine has made of it, corrected by hand, and what it was made of. */
export interface Draft {
  body: string
  into: Language
  /** The language it was written in, as the machine takes it. */
  from: string
  /** What was translated: the answer may have been changed since. */
  of: string
  /** What the machine has made of it, before anybody corrected that. */
  machine: string
}

/** Translates an answer before it is sent. Whoever writes sees both, and both go out. */
export function DraftTranslation({ whole, body, draft, set }: { whole: DeskConversation; body: string; draft: Draft | undefined; set: (draft: Draft | undefined) => void }) {
  const { t, i18n } = useTranslation()
  const name = useLanguageName()
  const mine = languageOf(i18n.language) ?? 'en'
  const asked = new Set(whole.messages.filter((one) => one.kind === 'asked').map((one) => one.id))
  // What a machine took their last words for is better known than what their screens are in.
  const seen = whole.translated.filter((one) => asked.has(one.message)).map((one) => languageOf(one.from)).findLast(Boolean)
  const theirs = seen ?? languageOf(whole.desk.locale)
  const [chosen, choose] = useState<Language>()
  const into = chosen ?? (theirs === mine ? undefined : theirs)
  const [alike, setAlike] = useState('')
  const translate = useMutation({
    mutationFn: async (to: Language) => ({ to, of: body, got: await translateDraft(whole.id, body, to) }),
    onSuccess: ({ to, of, got }) => {
      const same = got.from === to
      setAlike(same ? to : '')
      set(same ? undefined : { body: got.body, into: to, from: got.from ?? '', of, machine: got.body })
    },
  })
  if (theirs === mine && !draft) return null
  return (
    <div className={styles.draft} role="group" aria-label={t('support.inTheirs')}>
      <Group align="flex-end">
        <Select label={t('support.translateInto')} value={into ?? null} onChange={(value) => choose(languageOf(value ?? undefined))} data={languages.map((value) => ({ value, label: name(value) }))} />
        <Button variant="light" disabled={!into || body.trim() === ''} loading={translate.isPending} onClick={() => into && translate.mutate(into)}>
          {t(draft ? 'support.translateAnew' : 'support.translateAnswer')}
        </Button>
        {draft && (
          <Button variant="subtle" color="red" onClick={() => set(undefined)}>
            {t('support.translateNot')}
          </Button>
        )}
      </Group>
      <Fault error={translate.error} />
      {alike && !draft && <p role="status">{t('support.alike', { language: name(alike) })}</p>}
      {draft && (
        <>
          <Textarea label={t('support.translation', { language: name(draft.into) })} description={t('support.translationText')} lang={draft.into} required autosize minRows={4} value={draft.body} onChange={(event) => set({ ...draft, body: event.currentTarget.value })} />
          {rewritten(draft.machine, draft.body) ? <p role="status">{t('support.rewritten')}</p> : draft.of.trim() !== body.trim() && <p role="status">{t('support.changedSince')}</p>}
        </>
      )}
    </div>
  )
}
