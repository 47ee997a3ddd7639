import { Badge, Button, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeWebhook, hearEvents, listWebhooks, removeWebhook, replaySpan, rotateSecret, testWebhook, type Webhook } from '../api/webhooks'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault, Secret } from '../people/parts'
import styles from '../people/people.module.css'
import { Deliveries } from './Deliveries'
import { Form } from './Form'

/** Addresses of one's own programs that are told what happens here. */
export default function Webhooks() {
  const { t } = useTranslation()
  const may = useMay('settings.webhook.write')
  const hooks = useQuery({ queryKey: ['webhooks'], queryFn: listWebhooks, refetchInterval: 10_000 })
  const [adding, setAdding] = useState(false)
  if (hooks.isPending) return <Waiting />
  if (hooks.isError) return <Failure error={hooks.error} retry={() => void hooks.refetch()} />
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('webhooks.title')}</h1>
        <p className={styles.lead}>{t('webhooks.lead')}</p>
      </header>
      {may && (
        <div>
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
            {t('webhooks.add')}
          </Button>
        </div>
      )}
      {hooks.data.length === 0 ? <Notice kind="empty" title={t('webhooks.none')} text={t('webhooks.noneText')} /> : hooks.data.map((one) => <One key={one.id} one={one} may={may} />)}
      <Dialog title={t('webhooks.add')} opened={adding} close={() => setAdding(false)}>
        {adding && <Form close={() => setAdding(false)} />}
      </Dialog>
    </div>
  )
}

function One({ one, may }: { one: Webhook; may: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'change' | 'secret' | 'remove' | 'replay'>()
  const [shown, setShown] = useState(false)
  // A secret is shown once, and what went wrong in a dialog goes with it.
  const close = () => {
    setOpen(undefined)
    for (const one of [rotate, remove, repeat]) one.reset()
  }
  const again = () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  const on = useMutation({ mutationFn: (on: boolean) => changeWebhook(one.id, { url: one.url, note: one.note, topics: one.topics, on }), onSettled: again })
  const events = useMutation({ mutationFn: () => hearEvents(one.id), onSettled: again })
  const test = useMutation({ mutationFn: () => testWebhook(one.id), onSuccess: () => (setShown(true), notifications.show({ message: t('webhooks.testSent'), color: 'green' })), onSettled: again })
  const rotate = useMutation({ mutationFn: () => rotateSecret(one.id), onSettled: again })
  const remove = useMutation({ mutationFn: () => removeWebhook(one.id), onSuccess: close, onSettled: again })
  // What was missed while nothing got through, and at least the day before.
  const repeat = useMutation({
    mutationFn: () => replaySpan(one.id, one.failing_since && new Date(one.failing_since).getTime() < Date.now() - 86_400_000 ? one.failing_since : new Date(Date.now() - 86_400_000).toISOString(), new Date(Date.now() + 60_000).toISOString()),
    onSuccess: (told) => {
      close()
      notifications.show({ message: t('webhooks.replayed', { count: told.messages }), color: 'green' })
    },
    onSettled: again,
  })
  return (
    <section className={styles.card} aria-label={one.url}>
      <h2>{one.url}</h2>
      {one.note && <p className={styles.faint}>{one.note}</p>}
      <div className={styles.chips}>
        {one.topics.map((topic) => (
          <Badge key={topic} variant="light" color="gray" tt="none">
            {t(`webhooks.topics.${topic as 'money'}`)}
          </Badge>
        ))}
        {one.waiting > 0 && <Badge variant="light">{t('webhooks.waiting', { count: one.waiting })}</Badge>}
      </div>
      {one.disabled_why && one.disabled_why !== 'by hand' && <p role="alert">{t(one.disabled_why === 'gone' ? 'webhooks.gone' : 'webhooks.failing')}</p>}
      {!one.disabled_at && one.failing_since && <p role="alert">{t('webhooks.failingSince', { at: f.full(one.failing_since) })}</p>}
      {one.former_secret_until && new Date(one.former_secret_until).getTime() > Date.now() && <p className={styles.faint}>{t('webhooks.former', { at: f.full(one.former_secret_until) })}</p>}
      {may && <Switch label={t('webhooks.on')} description={one.disabled_at && t('webhooks.offText')} checked={!one.disabled_at} disabled={on.isPending} onChange={(event) => on.mutate(event.currentTarget.checked)} />}
      {one.by_actions && (
        <div>
          <p className={styles.faint}>{t('webhooks.byActions')}</p>
          {may && (
            <Button variant="default" loading={events.isPending} onClick={() => events.mutate()}>
              {t('webhooks.hearEvents')}
            </Button>
          )}
        </div>
      )}
      <Fault error={on.error ?? test.error ?? events.error} />
      <div className={styles.chips}>
        <Button size="compact-md" variant="light" onClick={() => setShown(!shown)} aria-expanded={shown}>
          {t('webhooks.deliveries')}
        </Button>
        {may && (
          <>
            <Button size="compact-md" variant="light" loading={test.isPending} disabled={!!one.disabled_at} onClick={() => test.mutate()}>
              {t('webhooks.test')}
            </Button>
            <Button size="compact-md" variant="light" disabled={!!one.disabled_at} onClick={() => setOpen('replay')}>
              {t('webhooks.replay')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => setOpen('change')}>
              {t('webhooks.change')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => setOpen('secret')}>
              {t('webhooks.rotate')}
            </Button>
            <Button size="compact-md" variant="subtle" color="red" onClick={() => setOpen('remove')}>
              {t('webhooks.remove')}
            </Button>
          </>
        )}
      </div>
      {shown && <Deliveries webhook={one.id} may={may && !one.disabled_at} />}
      <Dialog title={t('webhooks.change')} opened={open === 'change'} close={close}>
        {open === 'change' && <Form one={one} close={close} />}
      </Dialog>
      <Dialog title={t('webhooks.rotate')} opened={open === 'secret'} close={close}>
        {rotate.data ? (
          <>
            <Text>{t('webhooks.secretText')}</Text>
            <Secret label={t('webhooks.secret')} value={rotate.data.secret} />
            <Button onClick={close}>{t('webhooks.secretTaken')}</Button>
          </>
        ) : (
          <>
            <Text>{t('webhooks.rotateText')}</Text>
            <Fault error={rotate.error} />
            <Buttons close={close}>
              <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
                {t('webhooks.rotate')}
              </Button>
            </Buttons>
          </>
        )}
      </Dialog>
      <Dialog title={t('webhooks.replay')} opened={open === 'replay'} close={close}>
        <Text>{t('webhooks.replayText')}</Text>
        <Fault error={repeat.error} />
        <Buttons close={close}>
          <Button loading={repeat.isPending} onClick={() => repeat.mutate()}>
            {t('webhooks.replay')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('webhooks.remove')} opened={open === 'remove'} close={close}>
        <Text>{t('webhooks.removeText')}</Text>
        <Fault error={remove.error} />
        <Buttons close={close}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('webhooks.remove')}
          </Button>
        </Buttons>
      </Dialog>
    </section>
  )
}
