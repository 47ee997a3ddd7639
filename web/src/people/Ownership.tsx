import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconKey } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptOwnership, endOffer, offerOwnership, type Person } from '../api/people'
import { useSession } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from './parts'
import styles from './people.module.css'

const everything = [['people'], ['person'], ['session'], ['roles']]

/** The owner's half: with their password, to somebody who must accept. */
export function OfferButton({ person }: { person: Person }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const name = person.name || person.login
  return (
    <section className={styles.card}>
      <h2>{t('ownership.title')}</h2>
      <p className={styles.faint}>{t('ownership.text', { name })}</p>
      <div>
        <Button variant="light" onClick={() => setOpen(true)}>
          {t('ownership.offer')}
        </Button>
      </div>
      {open && <Confirm title={t('ownership.offerTo', { name })} text={t('ownership.offerText', { name })} action={t('ownership.offer')} done={t('ownership.offered', { name })} work={(password) => offerOwnership(person.id, password)} close={() => setOpen(false)} />}
    </section>
  )
}

/**
 * The other half, and where it stands. Whoever is asked reads it on every page, for not all who are asked may see the page of
 * people; whoever has asked reads it there.
 */
export function OfferNotice({ half }: { half: 'asked' | 'waiting' }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const offer = useSession().session.ownership
  const [accepting, setAccepting] = useState(false)
  const end = useMutation({ mutationFn: endOffer, onSettled: () => queries.invalidateQueries({ queryKey: ['session'] }) })
  if (!offer?.open || offer.mine !== (half === 'asked')) return null
  const { mine, from, to, expires_at } = offer
  return (
    <Alert m="md" mb={0} variant="light" icon={<IconKey size={20} />} title={mine ? t('ownership.asked', { name: from }) : t('ownership.waiting', { name: to })}>
      <Stack gap="sm">
        <Text size="sm">{t(mine ? 'ownership.askedText' : 'ownership.waitingText', { when: expires_at ? f.full(expires_at) : '' })}</Text>
        <Fault error={end.error} />
        <Group gap="sm">
          {mine && <Button onClick={() => setAccepting(true)}>{t('ownership.accept')}</Button>}
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
            {t(mine ? 'ownership.decline' : 'ownership.withdraw')}
          </Button>
        </Group>
      </Stack>
      {accepting && <Confirm title={t('ownership.accept')} text={t('ownership.acceptText')} action={t('ownership.accept')} done={t('ownership.accepted')} work={acceptOwnership} close={() => setAccepting(false)} />}
    </Alert>
  )
}

function Confirm({ title, text, action, done, work, close }: { title: string; text: string; action: string; done: string; work: (password: string) => Promise<unknown>; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => work(password),
    onSuccess: async () => {
      close()
      notifications.show({ message: done, color: 'green' })
      await Promise.all(everything.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  const fields = useFieldTexts(confirm.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <Dialog title={title} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{text}</Text>
          <PasswordInput label={t('settings.passwordNow')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="current-password" data-autofocus visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
          {Object.keys(fields).length === 0 && <Fault error={confirm.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={confirm.isPending} disabled={password === ''}>
              {action}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
