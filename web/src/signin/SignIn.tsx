import { Alert, Anchor, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconAlertCircle, IconArrowBigUpLine, IconClockPause, IconCloudOff, IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, Unreachable } from '../api/http'
import { signIn } from '../api/model'
import { choosePasskey, declined, knowsPasskeys, type Second, signInByPasskey } from '../api/strong'
import { boot } from '../app/boot'
import { useProblemText } from '../app/problems'
import { Wordmark } from '../app/Wordmark'
import { changeLanguage, type Language, offered } from '../i18n'
import { Backdrop } from './Backdrop'
import { SecondStep } from './SecondStep'
import styles from './signin.module.css'

type Fault = { kind: 'wrong' | 'passkey' | 'declined' | 'offline' | 'broken' } | { kind: 'throttled'; until: number } | { kind: 'refused'; why: Problem }

function faultOf(error: unknown): Fault {
  if (error instanceof Unreachable) return { kind: 'offline' }
  if (error instanceof Problem && (error.status === 429 || error.status === 503)) {
    return { kind: 'throttled', until: Date.now() + 1000 * Math.max(1, error.retryAfter) }
  }
  if (declined(error)) return { kind: 'declined' }
  if (error instanceof Problem && (error.code === 'wrong_passkey' || error.code === 'step_void')) return { kind: 'passkey' }
  if (error instanceof Problem && error.status === 401) return { kind: 'wrong' }
  // Whatever else it is, it is not the password.
  if (error instanceof Problem && error.status < 500) return { kind: 'refused', why: error }
  return { kind: 'broken' }
}

export function SignIn({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ login?: boolean; password?: boolean }>({})
  const [fault, setFault] = useState<Fault>()
  const [busy, setBusy] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const [half, setHalf] = useState<Second>()
  const [asking, setAsking] = useState(false)
  const filling = useAutofill(onDone, (error) => setFault(faultOf(error)), half !== undefined)
  const wait = useCountdown(fault?.kind === 'throttled' ? fault.until : 0)

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${boot.brand}`
  }, [t])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Some browsers fill a form without telling; what stands in the fields counts.
    const fields = new FormData(event.currentTarget)
    const name = String(fields.get('login') ?? '').trim()
    const secret = String(fields.get('password') ?? '')
    setMissing({ login: name === '', password: secret === '' })
    if (name === '' || secret === '') return
    setBusy(true)
    setFault(undefined)
    try {
      const answer = await signIn(name, secret)
      if (answer.second) setHalf(answer.second)
      else onDone()
    } catch (error) {
      setFault(faultOf(error))
      setPassword('')
      requestAnimationFrame(() => passwordField.current?.focus())
    } finally {
      setBusy(false)
    }
  }
  const byPasskey = async () => {
    setAsking(true)
    setFault(undefined)
    filling.stop()
    try {
      await signInByPasskey(await choosePasskey())
      onDone()
    } catch (error) {
      setFault(faultOf(error))
      filling.begin()
    } finally {
      setAsking(false)
    }
  }
  const begin = () => {
    setHalf(undefined)
    setPassword('')
  }
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <div className={styles.page}>
      <Backdrop />
      <main className={styles.main}>
        <div className={styles.brand}>
          <Wordmark size={40} on="backdrop" />
        </div>
        {half ? (
          <SecondStep half={half} done={onDone} again={begin} />
        ) : (
          <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
            <h1 className={styles.title}>{t('signIn.title')}</h1>
            <p className={styles.lead}>{t('signIn.lead', { brand: boot.brand })}</p>
            <TextInput
              name="login"
              label={t('signIn.login')}
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              error={missing.login && t('signIn.loginMissing')}
              autoComplete="username webauthn"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              autoFocus
              size="md"
            />
            <PasswordInput
              ref={passwordField}
              name="password"
              label={t('signIn.password')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              onKeyUp={watchCapsLock}
              onKeyDown={watchCapsLock}
              onBlur={() => setCapsLock(false)}
              error={missing.password && t('signIn.passwordMissing')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
              size="md"
              mt="md"
            />
            <div aria-live="polite" className={styles.hints}>
              {capsLock && (
                <span className={styles.caps}>
                  <IconArrowBigUpLine size={16} aria-hidden /> {t('signIn.capsLock')}
                </span>
              )}
            </div>
            {fault && <FaultAlert fault={fault} seconds={wait} />}
            <Button type="submit" size="md" fullWidth mt="md" loading={busy} disabled={wait > 0}>
              {wait > 0 ? t('signIn.waitSeconds', { count: wait }) : t('signIn.submit')}
            </Button>
            {knowsPasskeys() && (
              <Button variant="light" size="md" fullWidth mt="sm" loading={asking} onClick={() => void byPasskey()} leftSection={<IconFingerprint size={19} aria-hidden />}>
                {t('security.signInPasskey')}
              </Button>
            )}
            <p className={styles.help}>
              <Anchor href="/forgot">{t('recovery.forgotLink')}</Anchor>
            </p>
            <p className={styles.help}>
              <Anchor href="/stolen">{t('recovery.stolenLink')}</Anchor>
            </p>
            <p className={styles.ways}>
              <a href="/sign-up">{t('signUp.create')}</a>
              <a href="/documents">{t('documents.title')}</a>
              {boot.site &&
                (['tariffs', 'help', 'contacts'] as const).map((page) => (
                  <a key={page} href={`/${i18n.language}/${page}`}>
                    {t(`site.page_${page}`)}
                  </a>
                ))}
            </p>
          </form>
        )}
        <SegmentedControl
          aria-label={t('settings.language')}
          className={styles.language}
          size="xs"
          value={i18n.language}
          onChange={(name) => void changeLanguage(name as Language)}
          data={offered()}
        />
        {boot.mark && (
          <p className={styles.mark}>
            <a href={boot.mark.url} rel="noopener">
              {t('signIn.poweredBy', { name: boot.mark.name })}
            </a>
          </p>
        )}
      </main>
    </div>
  )
}

const words = {
  wrong: 'signIn.wrong',
  passkey: 'security.passkeyWrong',
  declined: 'security.passkeyDeclined',
  offline: 'signIn.offline',
  broken: 'signIn.broken',
} as const

function FaultAlert({ fault, seconds }: { fault: Fault; seconds: number }) {
  const { t } = useTranslation()
  const problem = useProblemText()
  if (fault.kind === 'throttled') {
    if (seconds === 0) return null
    return (
      <Alert role="alert" mt="md" color="yellow" variant="light" icon={<IconClockPause size={18} />}>
        {t('signIn.throttled')}
      </Alert>
    )
  }
  const offline = fault.kind === 'offline'
  return (
    <Alert role="alert" mt="md" color={offline ? 'yellow' : 'red'} variant="light" icon={offline ? <IconCloudOff size={18} /> : <IconAlertCircle size={18} />}>
      {fault.kind === 'refused' ? problem(fault.why) : t(words[fault.kind])}
    </Alert>
  )
}

/** Whole seconds until a moment; 0 when it has passed. */
function useCountdown(until: number): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (until <= Date.now()) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}

// A challenge waits five minutes; a page that stands open longer asks for another.
const challengeLife = 4 * 60_000

/** Offers passkeys among what the browser fills into the login, until one is taken or the page goes on another way. */
function useAutofill(done: () => void, failed: (error: unknown) => void, off: boolean) {
  const [round, setRound] = useState(0)
  const [stopped, setStopped] = useState(false)
  const told = useRef({ done, failed })
  told.current = { done, failed }
  const running = useRef<AbortController>(undefined)
  useEffect(() => {
    if (off || stopped || !knowsPasskeys() || !PublicKeyCredential.isConditionalMediationAvailable) return
    const end = new AbortController()
    running.current = end
    const timer = setTimeout(() => setRound((n) => n + 1), challengeLife)
    void (async () => {
      try {
        if (!(await PublicKeyCredential.isConditionalMediationAvailable()) || end.signal.aborted) return
        // Whoever chose nothing is not told of it; nor of a browser, a network or a server that does not want to.
        const chosen = await choosePasskey(end.signal).catch(() => undefined)
        if (!chosen) return
        await signInByPasskey(chosen)
        told.current.done()
      } catch (error) {
        if (error instanceof Problem && !end.signal.aborted && error.status < 500 && error.status !== 429) told.current.failed(error)
      }
    })()
    return () => {
      clearTimeout(timer)
      end.abort()
    }
  }, [round, off, stopped])
  return {
    stop: () => {
      running.current?.abort()
      setStopped(true)
    },
    begin: () => setStopped(false),
  }
}
