import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeAccount } from '../api/people'
import { useMay, useSession } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import styles from '../console/console.module.css'
import { Buttons, Dialog, Fault } from '../people/parts'

/** Closes one's own account, for its owner: with its name and their password. */
export function CloseAccount() {
  const { t } = useTranslation()
  const { session } = useSession()
  const may = useMay('settings.account.close')
  const [open, setOpen] = useState(false)
  if (!may || session.tenant.kind !== 'account') return null
  return (
    <section className={styles.card}>
      <h2>{t('mine.closing')}</h2>
      <p className={styles.faint}>{t('mine.closingText')}</p>
      <Button variant="light" color="red" className={styles.end} onClick={() => setOpen(true)}>
        {t('mine.closingButton')}
      </Button>
      {open && <Confirm close={() => setOpen(false)} />}
    </section>
  )
}

function Confirm({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { session } = useSession()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [to, send] = useState({ recipient: '', bank_account: '' })
  const leave = useMutation({
    mutationFn: () => closeAccount(name, password, to),
    onSuccess: () => {
      close()
      notifications.show({ message: t('mine.closed'), color: 'green' })
      // Whoever asks next is nobody any more, and is shown the way in.
      return queries.resetQueries({ queryKey: ['session'] })
    },
  })
  const fields = useFieldTexts(leave.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    leave.mutate()
  }
  return (
    <Dialog title={t('mine.closingTitle', { name: session.tenant.name })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{t('mine.closingText')}</Text>
          <TextInput label={t('mine.closingConfirm', { name: session.tenant.name })} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.confirm} maxLength={200} autoComplete="off" data-autofocus />
          <PasswordInput label={t('settings.passwordNow')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
          <Text size="sm">{t('papers.leavingText')}</Text>
          <TextInput label={t('payments.payoutRecipient')} value={to.recipient} onChange={(event) => send({ ...to, recipient: event.currentTarget.value })} error={fields.recipient} maxLength={200} autoComplete="off" />
          <TextInput label={t('papers.entity_bank_account')} value={to.bank_account} onChange={(event) => send({ ...to, bank_account: event.currentTarget.value })} error={fields.bank_account} maxLength={60} autoComplete="off" />
          {Object.keys(fields).length === 0 && <Fault error={leave.error} />}
          <Buttons close={close}>
            <Button type="submit" color="red" loading={leave.isPending} disabled={name.trim() === '' || password === ''}>
              {t('mine.closingButton')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
