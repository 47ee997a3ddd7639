import { Alert, Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../api/model'
import { useFieldTexts, useProblemText } from '../app/problems'
import styles from './settings.module.css'

/** Changes one's own password. */
export function Password({ bare, onDone }: { bare?: boolean; onDone?: () => void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: () => {
      setCurrent('')
      setPassword('')
      notifications.show({ message: t('settings.passwordChanged'), color: 'green' })
      onDone?.()
    },
  })
  const fields = useFieldTexts(save.error)
  const problem = useProblemText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const toggle = { 'aria-label': t('signIn.showPassword') }
  return (
    <form className={styles.part} data-bare={bare || undefined} onSubmit={submit}>
      {!bare && <h3>{t('settings.password')}</h3>}
      <PasswordInput label={t('settings.passwordNow')} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} autoComplete="current-password" error={fields.current} visibilityToggleButtonProps={toggle} />
      <PasswordInput label={t('settings.passwordNew')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="new-password" error={fields.password} visibilityToggleButtonProps={toggle} />
      {save.isError && Object.keys(fields).length === 0 && (
        <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
          {problem(save.error)}
        </Alert>
      )}
      <Button type="submit" variant="light" className={styles.end} loading={save.isPending} disabled={current === '' || password === ''}>
        {t('settings.passwordChange')}
      </Button>
    </form>
  )
}
