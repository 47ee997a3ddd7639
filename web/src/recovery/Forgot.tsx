import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconMailCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askReset } from '../api/recovery'
import type { Language } from '../i18n'
import styles from '../signin/signin.module.css'
import { FormFault, Page } from './parts'

/** Asks for a link to a new password. What it says afterwards is the same whoever was named. */
export function Forgot() {
  const { t, i18n } = useTranslation()
  const [login, setLogin] = useState('')
  const ask = useMutation({ mutationFn: () => askReset({ login: login.trim(), locale: i18n.language as Language }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <Page title={t('recovery.forgot')} lead={ask.isSuccess ? undefined : t('recovery.forgotText')}>
      {ask.isSuccess ? (
        <Alert role="status" variant="light" icon={<IconMailCheck size={18} />}>
          {t('recovery.asked')}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <TextInput label={t('signIn.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254} required autoFocus size="md" />
          <FormFault error={ask.error} />
          <Button type="submit" size="md" fullWidth mt="lg" loading={ask.isPending} disabled={login.trim() === ''}>
            {t('recovery.sendLink')}
          </Button>
        </form>
      )}
      <p className={styles.help}>{t('recovery.noEmail')}</p>
      <p className={styles.help}>
        <Anchor href="/stolen">{t('recovery.stolenLink')}</Anchor>
      </p>
    </Page>
  )
}
