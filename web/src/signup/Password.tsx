import { PasswordInput, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './signup.module.css'
import { strength } from './strength'

const colours = ['red', 'red', 'yellow', 'teal', 'green']

/** A new password, and how hard it is to guess. */
export function NewPassword({ value, onChange, error }: { value: string; onChange: (value: string) => void; error?: string }) {
  const { t } = useTranslation()
  const score = strength(value)
  return (
    <div>
      <PasswordInput
        label={t('signUp.password')}
        description={t('settings.passwordHint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        autoComplete="new-password"
        required
        size="md"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
      />
      <div className={styles.strength} data-empty={value === '' || undefined}>
        <Progress value={value === '' ? 0 : 20 + 20 * score} color={colours[score]} size="sm" aria-label={t('signUp.strength')} />
        <span aria-live="polite">{value === '' ? '' : t(`signUp.strength_${score}`)}</span>
      </div>
    </div>
  )
}
