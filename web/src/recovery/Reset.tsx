import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readReset, resetPassword } from '../api/recovery'
import { Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { FormFault, LinkFailure, Page, useToken } from './parts'

/** Chooses a new password by the link of a letter. */
export function Reset() {
  const { t } = useTranslation()
  return (
    <Page title={t('recovery.reset')}>
      <NewPassword token={useToken()} />
    </Page>
  )
}

/** The form itself, also for whoever has come another way to the right of a new password. */
export function NewPassword({ token }: { token: string }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const link = useQuery({ queryKey: ['reset', token], queryFn: () => readReset(token), retry: false, staleTime: Infinity })
  const reset = useMutation({ mutationFn: () => resetPassword(token, password) })
  const fields = useFieldTexts(reset.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reset.mutate()
  }
  if (reset.isSuccess) {
    return (
      <>
        <Alert role="status" color="green" variant="light" icon={<IconCheck size={18} />}>
          {t('recovery.resetDone')}
        </Alert>
        <Button size="md" fullWidth mt="lg" onClick={() => location.assign('/')}>
          {t('signIn.submit')}
        </Button>
      </>
    )
  }
  if (link.isPending) return <Waiting />
  if (link.isError) return <LinkFailure error={link.error} retry={() => void link.refetch()} />
  return (
    <form onSubmit={submit}>
      <TextInput label={t('recovery.yourLogin')} value={link.data.login} readOnly variant="filled" autoComplete="username" size="md" />
      <PasswordInput label={t('settings.passwordNew')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="new-password" required autoFocus size="md" mt="md" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }} />
      <FormFault error={reset.error} />
      <Button type="submit" size="md" fullWidth mt="lg" loading={reset.isPending} disabled={password === ''}>
        {t('recovery.setPassword')}
      </Button>
    </form>
  )
}
