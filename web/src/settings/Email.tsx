import { Alert, Button, Group, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconMailForward } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelEmail, changeEmail, getEmail } from '../api/recovery'
import { Failure } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { useFormats } from '../i18n/format'
import styles from './settings.module.css'

/** One's own address: which it is, which one waits to be confirmed, and another. */
export function Email({ opened, bare }: { opened: boolean; bare?: boolean }) {
  const { t } = useTranslation()
  const state = useQuery({ queryKey: ['email'], queryFn: getEmail, enabled: opened })
  return (
    <section className={styles.part} data-bare={bare || undefined}>
      {!bare && <h3>{t('mailing.title')}</h3>}
      {state.isPending ? <Skeleton height={60} /> : state.isError ? <Failure error={state.error} retry={() => void state.refetch()} /> : <State {...state.data} />}
    </section>
  )
}

function State({ email, pending, undo_until }: Awaited<ReturnType<typeof getEmail>>) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const problem = useProblemText()
  const cancel = useMutation({ mutationFn: cancelEmail, onSettled: () => queries.invalidateQueries({ queryKey: ['email'] }) })
  return (
    <>
      <p className={styles.faint}>{email || t('mailing.none')}</p>
      {undo_until && <p className={styles.faint}>{t('mailing.undoUntil', { when: f.date(undo_until) })}</p>}
      {pending ? (
        <Alert variant="light" icon={<IconMailForward size={18} />} title={t('mailing.pending', { email: pending.email })}>
          <p>{t('mailing.pendingText', { when: f.full(pending.expires_at) })}</p>
          <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('mailing.cancel')}
          </Button>
          {cancel.isError && <p role="alert">{problem(cancel.error)}</p>}
        </Alert>
      ) : (
        <Change />
      )}
    </>
  )
}

function Change() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => changeEmail(email.trim(), password),
    onSuccess: (state) => {
      notifications.show({ message: t('mailing.sent', { email: email.trim() }), color: 'green' })
      queries.setQueryData(['email'], state)
    },
  })
  const fields = useFieldTexts(change.error)
  const problem = useProblemText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  if (!open) {
    return (
      <Button variant="light" className={styles.end} onClick={() => setOpen(true)}>
        {t('mailing.change')}
      </Button>
    )
  }
  return (
    <form className={styles.part} data-bare onSubmit={submit}>
      <TextInput label={t('mailing.new')} description={t('mailing.newText')} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={fields.email} autoComplete="email" maxLength={254} required autoFocus />
      <PasswordInput label={t('settings.passwordNow')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="current-password" required visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
      {change.isError && Object.keys(fields).length === 0 && (
        <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
          {problem(change.error)}
        </Alert>
      )}
      <Group gap="sm">
        <Button type="submit" variant="light" loading={change.isPending} disabled={email.trim() === '' || password === ''}>
          {t('mailing.ask')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('state.cancel')}
        </Button>
      </Group>
    </form>
  )
}
