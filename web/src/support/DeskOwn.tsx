import { Button, MultiSelect, NumberInput, PasswordInput, Select, TagsInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPage, setPromises, setWebhook, type DeskSet } from '../api/desk'
import { useFieldTexts } from '../app/problems'
import { useUnsaved } from '../app/Unsaved'
import console from '../console/console.module.css'
import { HoursIn } from '../console/HoursIn'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import { settingsAt } from './settingsAt'

const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)

/** A form of its own that is saved as a whole. */
function Sheet({ title, text, unsaved, save, done, children }: { title: string; text: string; unsaved: boolean; save: () => Promise<unknown>; done: (now: DeskSet) => void; children: (fields: Record<string, string>) => ReactNode }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      await queries.invalidateQueries({ queryKey: ['desk set'] })
      const now = queries.getQueryData<DeskSet>(['desk set'])
      if (now) done(now)
    },
  })
  const fields = useFieldTexts(saving.error)
  useUnsaved(unsaved, settingsAt)
  return (
    <form
      className={console.card}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
    >
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={console.stack}>
        {children(fields)}
        <Fault error={saving.error} />
        {unsaved && (
          <p className={console.faint} role="status">
            {t('studio.unsaved')}
          </p>
        )}
        <Button type="submit" className={console.end} loading={saving.isPending}>
          {t('state.save')}
        </Button>
      </div>
    </form>
  )
}

/** What those whom the desk serves read of it (support policy 3). */
export function DeskPage({ now }: { now: DeskSet['page'] }) {
  const { t, i18n } = useTranslation()
  const [page, set] = useState(now)
  const change = (part: Partial<DeskSet['page']>) => set({ ...page, ...part })
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const channel = (i: number, part: { name?: string; url?: string }) => change({ channels: page.channels.map((one, n) => (n === i ? { ...one, ...part } : one)) })
  return (
    <Sheet title={t('deskSetup.page')} text={t('deskSetup.pageText')} unsaved={differ(page, now)} done={(kept) => set(kept.page)} save={() => setPage({ ...page, channels: page.channels.filter((one) => one.name || one.url) })}>
      {(fields) => (
        <>
          <MultiSelect label={t('deskSetup.languages')} data={['en', 'ru', 'es', 'pt', 'fr'].map((value) => ({ value, label: names.of(value) ?? value }))} value={page.languages} onChange={(languages) => change({ languages })} error={fields.languages} />
          <TextInput type="tel" label={t('deskSetup.phone')} description={t('deskSetup.phoneHint')} value={page.phone} maxLength={32} onChange={(event) => change({ phone: event.currentTarget.value })} error={fields.phone} />
          <TextInput label={t('deskSetup.hours')} value={page.hours} maxLength={200} onChange={(event) => change({ hours: event.currentTarget.value })} error={fields.hours} />
          <HoursIn now={page.hours_in} change={(hours_in) => change({ hours_in })} error={fields.hours_in} />
          <TextInput label={t('deskSetup.complaintsName')} description={t('deskSetup.complaintsHint')} value={page.complaints_name} maxLength={200} onChange={(event) => change({ complaints_name: event.currentTarget.value })} error={fields.complaints_name} />
          <TextInput label={t('deskSetup.complaintsContact')} value={page.complaints_contact} maxLength={254} onChange={(event) => change({ complaints_contact: event.currentTarget.value })} error={fields.complaints_contact} />
          <h3>{t('deskSetup.channels')}</h3>
          <p className={console.faint}>{t('deskSetup.channelsText')}</p>
          {page.channels.map((one, i) => (
            <div key={i} className={console.title}>
              <TextInput label={t('deskSetup.channelName')} value={one.name} maxLength={100} onChange={(event) => channel(i, { name: event.currentTarget.value })} />
              <TextInput type="url" flex="1 1 260px" label={t('deskSetup.channelUrl')} value={one.url} maxLength={500} onChange={(event) => channel(i, { url: event.currentTarget.value })} />
              <Button variant="subtle" color="red" aria-label={`${t('deskSetup.remove')}: ${one.name}`} onClick={() => change({ channels: page.channels.filter((_, n) => n !== i) })}>
                {t('deskSetup.remove')}
              </Button>
            </div>
          ))}
          {fields.channels && <p role="alert">{fields.channels}</p>}
          <Button variant="light" className={console.end} disabled={page.channels.length >= 20} onClick={() => change({ channels: [...page.channels, { name: '', url: '' }] })}>
            {t('deskSetup.addChannel')}
          </Button>
        </>
      )}
    </Sheet>
  )
}

/** What is promised, by the tier of a contract, and who is woken (support policy 5, regulations 6 and 7). */
export function DeskPromises({ now, calendars }: { now: DeskSet['promises']; calendars: DeskSet['calendars'] }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [wanted, set] = useState(now)
  const change = (part: Partial<DeskSet['promises']>) => set({ ...wanted, ...part })
  const numbers = [
    ['gold_minutes', t('deskSetup.gold')],
    ['silver_minutes', t('deskSetup.silver')],
    ['other_minutes', t('deskSetup.other')],
    ['second_line_minutes', t('deskSetup.secondLine')],
    ['critical_minutes', t('deskSetup.criticalMinutes')],
    ['deadline_days', t('deskSetup.deadlineDays')],
    ['reopen_days', t('deskSetup.reopenDays')],
    ['clarifications', t('deskSetup.clarifications')],
  ] as const
  const choices = calendars.map((one) => ({ value: one.id ?? '', label: one.name }))
  return (
    <Sheet title={t('deskSetup.promises')} text={t('deskSetup.promisesText')} unsaved={differ(wanted, now)} done={(kept) => set(kept.promises)} save={() => setPromises(wanted)}>
      {(fields) => (
        <>
          <Select label={t('deskSetup.calendar')} description={t('deskSetup.calendarHint')} data={choices} value={wanted.calendar ?? null} onChange={(calendar) => change({ calendar: calendar ?? undefined })} clearable error={fields.calendar} />
          <Select label={t('deskSetup.native')} description={t('deskSetup.nativeHint')} data={choices} value={wanted.native_calendar ?? null} onChange={(calendar) => change({ native_calendar: calendar ?? undefined })} clearable error={fields.native_calendar} />
          <div className={console.pairs}>
            {numbers.map(([name, label]) => (
              <NumberInput key={name} label={label} description={name.endsWith('_minutes') ? f.span(wanted[name] * 60) : undefined} min={1} required value={wanted[name]} onChange={(n) => change({ [name]: Number(n) || 1 })} error={fields[name]} />
            ))}
          </div>
          <TagsInput label={t('deskSetup.pageEmails')} description={t('deskSetup.pageEmailsHint')} value={wanted.page_emails} onChange={(page_emails) => change({ page_emails })} maxTags={20} error={fields.page_emails} />
        </>
      )}
    </Sheet>
  )
}

/** The address that is called for a critical error; what was set is never shown again. */
export function DeskWebhook() {
  const { t } = useTranslation()
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  return (
    <Sheet
      title={t('deskSetup.webhook')}
      text={t('deskSetup.webhookText')}
      unsaved={url !== '' || secret !== ''}
      save={() => setWebhook(url, secret)}
      done={() => {
        setUrl('')
        setSecret('')
      }}
    >
      {(fields) => (
        <>
          <TextInput type="url" label={t('deskSetup.webhookUrl')} description={t('deskSetup.webhookUrlHint')} value={url} maxLength={500} onChange={(event) => setUrl(event.currentTarget.value)} error={fields.webhook_url} />
          <PasswordInput label={t('deskSetup.webhookSecret')} autoComplete="off" value={secret} maxLength={200} onChange={(event) => setSecret(event.currentTarget.value)} />
        </>
      )}
    </Sheet>
  )
}
