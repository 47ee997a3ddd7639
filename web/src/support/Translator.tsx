import { Alert, Button, Group, PasswordInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkTranslator, getTranslator, removeTranslator, setTranslator, type Translator as Set } from '../api/translator'
import { useFieldTexts } from '../app/problems'
import { useUnsaved } from '../app/Unsaved'
import { Failure, Waiting } from '../app/Notice'
import console from '../console/console.module.css'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { settingsAt } from './settingsAt'

/** The service that translates for the desk; what was typed as its key is never shown again. */
export function Translator() {
  const { t } = useTranslation()
  const now = useQuery({ queryKey: ['desk translator'], queryFn: getTranslator })
  return (
    <section className={people.card} aria-label={t('deskSetup.translator')}>
      <h2>{t('deskSetup.translator')}</h2>
      <p>{t('deskSetup.translatorText')}</p>
      <p>{t('deskSetup.translatorPrivacy')}</p>
      {now.isPending && <Waiting />}
      {now.isError && <Failure error={now.error} retry={() => void now.refetch()} />}
      {now.isSuccess && <Form key={now.data.set_at ?? ''} now={now.data} />}
    </section>
  )
}

function Form({ now }: { now: Set }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const [url, setUrl] = useState(now.url ?? '')
  useUnsaved(key !== '' || url !== (now.url ?? ''), settingsAt)
  const wanted = () => ({ url: url.trim() || undefined, key: key.trim() || undefined })
  const again = () => queries.invalidateQueries({ queryKey: ['desk translator'] })
  const check = useMutation({ mutationFn: () => checkTranslator(wanted()) })
  const save = useMutation({
    mutationFn: () => setTranslator(wanted()),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      return again()
    },
  })
  const remove = useMutation({ mutationFn: removeTranslator, onSuccess: again })
  const fields = useFieldTexts(save.error ?? check.error)
  const seen = check.data
  return (
    <form
      className={console.stack}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className={people.faint}>{now.set && now.set_at ? t('deskSetup.translatorSet', { at: f.moment(now.set_at) }) : t('deskSetup.translatorNone')}</p>
      <PasswordInput
        label={t('deskSetup.translatorKey')}
        description={t(now.set ? 'deskSetup.translatorKeyKept' : 'deskSetup.translatorKeyText')}
        autoComplete="off"
        required={!now.set}
        maxLength={200}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={fields.key}
      />
      <TextInput type="url" label={t('deskSetup.translatorUrl')} description={t('deskSetup.translatorUrlText')} placeholder="https://translate.example.com" maxLength={300} value={url} onChange={(event) => setUrl(event.currentTarget.value)} error={fields.url} />
      {seen &&
        (seen.fine ? (
          <Alert color="green" role="status">
            {seen.limit ? t('deskSetup.translatorFine', { left: f.whole(Math.max(0, seen.limit - seen.used)), limit: f.whole(seen.limit) }) : t('deskSetup.translatorUnlimited', { used: f.whole(seen.used) })}
          </Alert>
        ) : (
          <Alert color="red" role="alert">
            {t(`deskSetup.translatorProblems.${seen.problem ?? 'refused'}`)}
          </Alert>
        ))}
      <Fault error={save.error ?? check.error ?? remove.error} />
      <Group>
        <Button type="submit" loading={save.isPending}>
          {t('state.save')}
        </Button>
        <Button variant="default" disabled={!now.set && key.trim() === ''} loading={check.isPending} onClick={() => check.mutate()}>
          {t('deskSetup.translatorCheck')}
        </Button>
        {now.set && (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('deskSetup.translatorRemove')}
          </Button>
        )}
      </Group>
    </form>
  )
}
