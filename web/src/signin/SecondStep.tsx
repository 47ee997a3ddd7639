import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { IconAlertCircle, IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { answerSecond, answerSecondByPasskey, declined, knowsPasskeys, type Second } from '../api/strong'
import { useProblemText } from '../app/problems'
import styles from './signin.module.css'

/** The second step: a code, a passkey, or what is kept for whoever has lost both. */
export function SecondStep({ half, done, again }: { half: Second; done: () => void; again: () => void }) {
  const { t } = useTranslation()
  const problem = useProblemText()
  const ways = half.ways.filter((way) => way !== 'passkey' || knowsPasskeys())
  const [way, setWay] = useState(ways[0])
  const [code, setCode] = useState('')
  const answer = useMutation({
    mutationFn: () => (way === 'passkey' ? answerSecondByPasskey(half.token) : answerSecond(half.token, way === 'totp' ? { code } : { recovery_code: code })),
    onSuccess: done,
    onError: () => setCode(''),
  })
  const choose = (next: Second['ways'][number]) => {
    setWay(next)
    setCode('')
    answer.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate()
  }
  const over = answer.error instanceof Problem && answer.error.code === 'step_void'
  return (
    <form className={styles.card} onSubmit={submit} noValidate>
      <h1 className={styles.title}>{t('security.secondTitle')}</h1>
      <p className={styles.lead}>{way === 'totp' ? t('security.secondTotp') : way === 'passkey' ? t('security.secondPasskey') : way === 'recovery' ? t('security.secondRecovery') : t('security.secondNone')}</p>
      {half.passkeys_elsewhere && <p className={styles.lead}>{t('security.secondElsewhere')}</p>}
      {way === 'totp' && (
        <TextInput key="totp" label={t('security.code')} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus size="md" />
      )}
      {way === 'recovery' && (
        <TextInput key="recovery" label={t('security.recoveryCode')} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={20} autoFocus size="md" />
      )}
      {answer.isError && (
        <Alert role="alert" mt="md" color="red" variant="light" icon={<IconAlertCircle size={18} />}>
          {declined(answer.error) ? t('security.passkeyDeclined') : problem(answer.error)}
        </Alert>
      )}
      {over || !way ? (
        <Button size="md" fullWidth mt="md" onClick={again}>
          {t('security.beginAgain')}
        </Button>
      ) : (
        <Button type="submit" size="md" fullWidth mt="md" loading={answer.isPending} disabled={way !== 'passkey' && code.trim() === ''} leftSection={way === 'passkey' && <IconFingerprint size={19} aria-hidden />}>
          {way === 'passkey' ? t('security.usePasskey') : t('signIn.submit')}
        </Button>
      )}
      <div className={styles.others}>
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} variant="subtle" fullWidth onClick={() => choose(other)}>
              {other === 'totp' ? t('security.byTotp') : other === 'passkey' ? t('security.byPasskey') : t('security.byRecovery')}
            </Button>
          ))}
        {!over && way && (
          <Button variant="subtle" fullWidth onClick={again}>
            {t('security.otherLogin')}
          </Button>
        )}
      </div>
      <p className={styles.help}>
        <Anchor href="/stolen">{t('security.lostAll')}</Anchor>
      </p>
    </form>
  )
}
