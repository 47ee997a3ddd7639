import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declined, type Proof } from '../api/strong'
import { useFieldTexts } from '../app/problems'
import { Buttons, Fault } from '../people/parts'

/** Asks for the password, or a code where there is an app, before a way in changes. */
export function Confirmed<T>({ text, button, danger, withCode, work, done, close, children, ready = true }: { text?: string; button: string; danger?: boolean; withCode: boolean; work: (proof: Proof) => Promise<T>; done: (made: T) => void; close: () => void; children?: ReactNode; ready?: boolean }) {
  const { t } = useTranslation()
  const [byCode, setByCode] = useState(false)
  const [value, setValue] = useState('')
  const change = useMutation({ mutationFn: () => work(byCode ? { code: value } : { password: value }), onSuccess: done })
  const fields = useFieldTexts(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  const set = (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value)
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {text && <Text>{text}</Text>}
        {children}
        {byCode ? (
          <TextInput label={t('security.code')} value={value} onChange={set} error={fields.code} autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
        ) : (
          <PasswordInput label={t('settings.passwordNow')} value={value} onChange={set} error={fields.password} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
        )}
        {withCode && (
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                setByCode(!byCode)
                setValue('')
              }}
            >
              {byCode ? t('security.proveByPassword') : t('security.proveByCode')}
            </Button>
          </div>
        )}
        {declined(change.error) ? <Text role="alert">{t('security.passkeyDeclined')}</Text> : !fields.password && !fields.code && <Fault error={change.error} />}
        <Buttons close={close}>
          <Button type="submit" color={danger ? 'red' : undefined} loading={change.isPending} disabled={value === '' || !ready}>
            {button}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}
