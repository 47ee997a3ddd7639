import { Button, Checkbox, Code, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWebhook, changeWebhook, type Webhook } from '../api/webhooks'
import { useSession } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { Buttons, Fault, Secret } from '../people/parts'
import styles from '../people/people.module.css'
import { eventsOf, type Topic, topics } from './events'

/** What only resellers have: a customer is not asked about it. */
const above: Topic[] = ['customers', 'applications', 'domains']

/** An address and what it is told; a new one's secret is shown once. */
export function Form({ one, close }: { one?: Webhook; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { session } = useSession()
  const [url, setURL] = useState(one?.url ?? '')
  const [note, setNote] = useState(one?.note ?? '')
  const [chosen, setChosen] = useState<string[]>(one?.topics ?? [])
  const offered = topics.filter((topic) => session.tenant.kind !== 'account' || !above.includes(topic) || one?.topics?.includes(topic))
  const wanted = { url: url.trim(), note: note.trim() || undefined, topics: chosen }
  const save = useMutation({
    mutationFn: async () => (one ? (await changeWebhook(one.id, { ...wanted, on: !one.disabled_at }), undefined) : addWebhook(wanted)),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['webhooks'] })
      if (!made) close()
    },
  })
  const fields = useFieldTexts(save.error)
  if (save.data) {
    return (
      <>
        <Text>{t('webhooks.secretText')}</Text>
        <Secret label={t('webhooks.secret')} value={save.data.secret ?? ''} />
        <Button onClick={close}>{t('webhooks.secretTaken')}</Button>
      </>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput type="url" label={t('webhooks.url')} description={t('webhooks.urlText')} placeholder="https://example.com/hook" value={url} onChange={(event) => setURL(event.currentTarget.value)} error={fields.url} maxLength={500} required data-autofocus />
        <TextInput label={t('webhooks.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} error={fields.note} maxLength={200} />
        <Checkbox.Group label={t('webhooks.about')} value={chosen} onChange={setChosen} error={fields.topics}>
          <div className={styles.bundles}>
            {offered.map((topic) => (
              <Checkbox key={topic} value={topic} label={t(`webhooks.topics.${topic}`)} />
            ))}
          </div>
        </Checkbox.Group>
        {eventsOf(chosen).length > 0 && (
          <details>
            <summary>{t('webhooks.allEvents')}</summary>
            <ul>
              {eventsOf(chosen).map((event) => (
                <li key={event}>
                  <Code>{event}</Code> {t(`webhooks.events.${event}`)}
                </li>
              ))}
            </ul>
            <Text size="sm">{t('webhooks.actionsToo')}</Text>
          </details>
        )}
        {save.isError && Object.keys(fields).length === 0 && <Fault error={save.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={save.isPending} disabled={url.trim() === '' || chosen.length === 0}>
            {t('state.save')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}
