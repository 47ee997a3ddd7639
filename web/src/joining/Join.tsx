import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptInvitation, readInvitation, type Welcome } from '../api/people'
import { Problem } from '../api/http'
import { whoAmI } from '../api/model'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { Wordmark } from '../app/Wordmark'
import type { Language } from '../i18n'
import { Backdrop } from '../signin/Backdrop'
import styles from '../signin/signin.module.css'

/** Answers an invitation: whoever holds the link chooses a login and a password, and is in. */
export function Join() {
  const { t } = useTranslation()
  const [token] = useState(() => location.hash.slice(1))
  const invitation = useQuery({ queryKey: ['invitation', token], queryFn: () => readInvitation(token), retry: false, staleTime: Infinity })
  useEffect(() => {
    document.title = `${t('join.title')} · ${boot.brand}`
  }, [t])
  if (invitation.isPending) return <Frame><Waiting /></Frame>
  if (invitation.isError) {
    const gone = invitation.error instanceof Problem && invitation.error.status < 500
    return (
      <Frame>
        {gone ? (
          <Notice kind="missing" title={t('join.void')} text={t('join.voidText')} action={t('join.toSignIn')} onAction={() => location.replace('/')} />
        ) : (
          <Failure error={invitation.error} retry={() => void invitation.refetch()} />
        )}
      </Frame>
    )
  }
  return (
    <Frame>
      <JoinForm token={token} invitation={invitation.data} />
    </Frame>
  )
}

/** What is chosen begins with what the invitation says, and is nobody's but theirs who choose from the first letter on. */
function JoinForm({ token, invitation }: { token: string; invitation: Welcome }) {
  const { t, i18n } = useTranslation()
  const [login, setLogin] = useState(invitation.email ?? '')
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: () => acceptInvitation({ token, login: login.trim(), name: name.trim(), password, locale: i18n.language as Language }),
    // Whoever has customers begins among them.
    onSuccess: async () => location.replace((await whoAmI()).areas.includes('reselling') ? '/console' : '/'),
  })
  const fields = useFieldTexts(join.error)
  const problem = useProblemText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    join.mutate()
  }
  return (
    <form onSubmit={submit}>
      <h1 className={styles.title}>{t('join.title')}</h1>
      <p className={styles.lead}>{t('join.lead', { tenant: invitation.tenant, brand: boot.brand })}</p>
      <TextInput label={t('settings.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} autoComplete="name" maxLength={200} size="md" />
      <TextInput label={t('signIn.login')} description={t('join.loginText')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} error={fields.login} autoComplete="username" autoCapitalize="none" spellCheck={false} required size="md" mt="md" />
      <PasswordInput label={t('signIn.password')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="new-password" required size="md" mt="md" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }} />
      {join.isError && Object.keys(fields).length === 0 && (
        <Alert role="alert" mt="md" color="red" variant="light" icon={<IconAlertCircle size={18} />}>
          {problem(join.error)}
        </Alert>
      )}
      <Button type="submit" size="md" fullWidth mt="lg" loading={join.isPending} disabled={login.trim() === '' || password === ''}>
        {t('join.submit')}
      </Button>
    </form>
  )
}

/** A page of its own, in the brand's look, for whoever is on the way in. */
export function Frame({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={styles.page}>
      <Backdrop />
      <main className={styles.main}>
        <div className={styles.brand}>
          <Wordmark size={40} on="backdrop" />
        </div>
        <div className={styles.card} data-wide={wide || undefined}>{children}</div>
      </main>
    </div>
  )
}
