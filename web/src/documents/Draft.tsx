import { Button, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentHistory, type DocumentPreview, type DocumentVersion, getStarter, getTexts, postDocument, previewDocument, type VersionText } from '../api/signup'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { type Language, languages, offered } from '../i18n'
import { dayFrom, midnight } from '../i18n/days'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Prose } from './Prose'

/** A new version of a document, which begins with what the present one was written as. */
export function NewVersion({ history, from, close }: { history: DocumentHistory; from: DocumentVersion; close: () => void }) {
  const { t } = useTranslation()
  const texts = useQuery({ queryKey: ['document-texts', from.id], queryFn: () => getTexts(from.id), staleTime: Infinity })
  const starter = useQuery({ queryKey: ['document-starter', history.kind], queryFn: () => getStarter(history.kind), staleTime: 60_000 })
  const failed = texts.error ?? starter.error
  return (
    <Dialog title={t('documents.newVersionOf', { title: from.title })} opened close={close}>
      {failed ? <Failure error={failed} retry={() => void Promise.all([texts.refetch(), starter.refetch()])} /> : !texts.data || !starter.data ? <Waiting /> : (
        <Draft history={history} texts={texts.data.map(({ locale, title, body, template }) => ({ locale, title, body: template || body }))} starters={starter.data.texts} close={close} />
      )}
    </Dialog>
  )
}

function Draft({ history, texts, starters, close }: { history: DocumentHistory; texts: VersionText[]; starters: VersionText[]; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(texts)
  // A day begins at midnight: the one after the notice is the first that is whole.
  const first = dayFrom(new Date(), history.notice_days > 0 ? history.notice_days + 1 : 0)
  const [date, setDate] = useState(first)
  const shown = useMutation({ mutationFn: () => previewDocument(draft) })
  const post = useMutation({
    mutationFn: () => postDocument({ kind: history.kind, effective_at: midnight(date), texts: draft }),
    onSuccess: async () => {
      notifications.show({ message: t('documents.posted'), color: 'green' })
      close()
      await Promise.all([['document-histories'], ['documents'], ['acceptances']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  const fields = useFieldTexts(post.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    post.mutate()
  }
  const empty = draft.some((one) => one.title.trim() === '' || one.body.trim() === '')
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput type="date" label={t('documents.effective')} description={history.notice_days > 0 ? t('documents.notice', { count: history.notice_days }) : t('documents.atOnce')} value={date} min={first} onChange={(event) => setDate(event.currentTarget.value)} error={fields.effective_at} required maw={260} />
        <TextFields draft={draft} change={setDraft} starters={starters} fields={fields} />
        {shown.data && <Previewed preview={shown.data} />}
        <Fault error={shown.error ?? (Object.keys(fields).length === 0 ? post.error : null)} />
        <Buttons close={close}>
          <Button variant="default" loading={shown.isPending} disabled={empty} onClick={() => shown.mutate()}>
            {t('documents.preview')}
          </Button>
          <Button type="submit" loading={post.isPending} disabled={date === '' || empty}>
            {t('documents.post')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}

/** The texts of a draft, language by language. */
export function TextFields({ draft, change, starters, fields }: { draft: VersionText[]; change: (draft: VersionText[]) => void; starters: VersionText[]; fields: Record<string, string | undefined> }) {
  const { t } = useTranslation()
  const set = (locale: string, part: Partial<VersionText>) => change(draft.map((one) => (one.locale === locale ? { ...one, ...part } : one)))
  const add = (locale: string | null) => {
    if (!locale) return
    const ours = starters.find((one) => one.locale === locale)
    change([...draft, ours ?? { locale: locale as Language, title: '', body: '' }])
  }
  const others = offered().filter(({ value }) => !draft.some((one) => one.locale === value))
  return (
    <>
      {draft.map((one, i) => (
        <Stack key={one.locale} gap="xs">
          <TextInput label={t('documents.headline', { language: languages[one.locale as Language] ?? one.locale })} value={one.title} onChange={(event) => set(one.locale, { title: event.currentTarget.value })} maxLength={200} error={fields[`texts[${i}].title`]} required />
          <Textarea label={t('documents.body', { language: languages[one.locale as Language] ?? one.locale })} description={t('documents.bodyText')} value={one.body} onChange={(event) => set(one.locale, { body: event.currentTarget.value })} maxLength={100_000} rows={10} error={fields[`texts[${i}].body`]} required />
          {draft.length > 1 && (
            <div>
              <Button variant="subtle" color="red" size="compact-sm" onClick={() => change(draft.filter((other) => other.locale !== one.locale))}>
                {t('documents.withoutLanguage', { language: languages[one.locale as Language] ?? one.locale })}
              </Button>
            </div>
          )}
        </Stack>
      ))}
      {others.length > 0 && <Select label={t('documents.addLanguage')} description={t('documents.addLanguageText')} value={null} data={others} onChange={add} maw={360} />}
    </>
  )
}

/** A draft as it would be posted. */
export function Previewed({ preview }: { preview: DocumentPreview }) {
  const { t } = useTranslation()
  return (
    <section className={people.card} aria-label={t('documents.preview')}>
      {preview.missing.length > 0 && <Text c="red">{t('documents.missing', { names: preview.missing.map((one) => `{{${one.name}}}`).join(', ') })}</Text>}
      {preview.unknown.length > 0 && <Text c="red">{t('documents.unknown', { names: preview.unknown.join(', ') })}</Text>}
      {preview.texts.map((one) => (
        <article key={one.locale} lang={one.locale}>
          <h2>{one.title}</h2>
          <Prose text={one.body} />
        </article>
      ))}
    </section>
  )
}
