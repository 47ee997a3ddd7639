import { Badge, Button, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconExternalLink, IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentHistory, type DocumentVersion, getTexts, listHistories, postDocument, type VersionText } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { type Language, languages } from '../i18n'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import styles from './documents.module.css'

/** What the brand publishes, with all versions; the place to post a new one. */
export default function Published() {
  const { t, i18n } = useTranslation()
  const list = useQuery({ queryKey: ['document-histories', i18n.language], queryFn: () => listHistories(i18n.language), placeholderData: (before) => before })
  return (
    <div className={people.column}>
      <header>
        <h1>{t('documents.title')}</h1>
        <p className={people.lead}>{t('documents.ours')}</p>
      </header>
      <div>
        <Button component="a" href="/documents" target="_blank" rel="noreferrer" variant="light" leftSection={<IconExternalLink size={17} aria-hidden />}>
          {t('documents.public')}
        </Button>
      </div>
      {list.isPending ? <Waiting /> : list.isError ? <Failure error={list.error} retry={() => void list.refetch()} /> : list.data.map((one) => <Kind key={one.kind} history={one} />)}
    </div>
  )
}

function Kind({ history }: { history: DocumentHistory }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('reselling.document.post')
  const [posting, setPosting] = useState(false)
  const current = history.versions.find((version) => version.current) ?? history.versions[0]
  const title = current?.title ?? history.kind
  const state = (version: DocumentVersion) => (version.current ? t('documents.current') : new Date(version.effective_at).getTime() > Date.now() ? t('documents.announced') : '')
  return (
    <section className={people.card} aria-label={title}>
      <h2>{title}</h2>
      {current?.starter && <p className={people.faint}>{t('documents.starterText')}</p>}
      <ul className={styles.list} aria-label={t('documents.history')}>
        {history.versions.map((version) => (
          <li key={version.id}>
            <a href={`/documents/${history.kind}?version=${version.version}`} target="_blank" rel="noreferrer">
              {t('documents.versionOn', { version: version.version, date: f.date(version.effective_at) })}
            </a>
            {state(version) && (
              <Badge variant="light" color={version.current ? 'green' : 'yellow'} tt="none" fw={550}>
                {state(version)}
              </Badge>
            )}
            {version.starter && <small>{t('documents.starter')}</small>}
          </li>
        ))}
      </ul>
      {may && current && (
        <div>
          <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setPosting(true)} aria-label={t('documents.newVersionOf', { title })}>
            {t('documents.newVersion')}
          </Button>
        </div>
      )}
      {posting && current && <NewVersion history={history} from={current} close={() => setPosting(false)} />}
    </section>
  )
}

function NewVersion({ history, from, close }: { history: DocumentHistory; from: DocumentVersion; close: () => void }) {
  const { t } = useTranslation()
  const texts = useQuery({ queryKey: ['document-texts', from.id], queryFn: () => getTexts(from.id), staleTime: Infinity })
  return (
    <Dialog title={t('documents.newVersionOf', { title: from.title })} opened close={close}>
      {texts.isPending ? <Waiting /> : texts.isError ? <Failure error={texts.error} retry={() => void texts.refetch()} /> : <Draft history={history} texts={texts.data} close={close} />}
    </Dialog>
  )
}

const day = (at: Date) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

/** The first whole day that leaves the notice, in the reader's own calendar. */
function soonest(days: number): string {
  const at = new Date()
  if (days > 0) at.setDate(at.getDate() + days + 1)
  return day(at)
}

function Draft({ history, texts, close }: { history: DocumentHistory; texts: VersionText[]; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(texts)
  const first = soonest(history.notice_days)
  const [date, setDate] = useState(first)
  const post = useMutation({
    mutationFn: () => {
      const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number]
      return postDocument({ kind: history.kind, effective_at: new Date(year, month - 1, dayOfMonth).toISOString(), texts: draft })
    },
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
  const set = (locale: string, change: Partial<VersionText>) => setDraft((before) => before.map((one) => (one.locale === locale ? { ...one, ...change } : one)))
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput type="date" label={t('documents.effective')} description={history.notice_days > 0 ? t('documents.notice', { count: history.notice_days }) : t('documents.atOnce')} value={date} min={first} onChange={(event) => setDate(event.currentTarget.value)} error={fields.effective_at} required maw={260} />
        {draft.map((one) => (
          <Stack key={one.locale} gap="xs">
            <TextInput label={t('documents.headline', { language: languages[one.locale as Language] })} value={one.title} onChange={(event) => set(one.locale, { title: event.currentTarget.value })} maxLength={200} required />
            <Textarea label={t('documents.body', { language: languages[one.locale as Language] })} description={t('documents.bodyText')} value={one.body} onChange={(event) => set(one.locale, { body: event.currentTarget.value })} maxLength={100_000} rows={10} required />
          </Stack>
        ))}
        {!fields.effective_at && <Fault error={post.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={post.isPending} disabled={date === '' || draft.some((one) => one.title.trim() === '' || one.body.trim() === '')}>
            {t('documents.post')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}
