import { Alert, Badge, Button, Drawer, PasswordInput, Select, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword, changeProfile, endSession, listSessions, type SessionRow } from '../api/model'
import { useSession } from '../app/Gate'
import { Failure } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { changeLanguage, type Language, languages } from '../i18n'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import styles from './settings.module.css'

/** What is about the user: name, language, password, and where they are signed in. */
export function Settings({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer opened={opened} onClose={close} position="right" size="md" title={<b>{t('settings.title')}</b>} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Profile />
      <Password />
      <Sessions opened={opened} />
    </Drawer>
  )
}

function Profile() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { session } = useSession()
  const [name, setName] = useState(session.user.name)
  const save = useMutation({
    mutationFn: () => changeProfile({ name: name.trim(), locale: i18n.language as Language }),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      void queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const problem = useProblemText()
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h3>{t('settings.profile')}</h3>
      <TextInput label={t('signIn.login')} value={session.user.login} readOnly variant="filled" />
      <TextInput label={t('settings.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} autoComplete="name" />
      <Select label={t('settings.language')} value={i18n.language} onChange={(language) => language && void changeLanguage(language as Language)} data={Object.entries(languages).map(([value, label]) => ({ value, label }))} allowDeselect={false} />
      {save.isError && (
        <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
          {problem(save.error)}
        </Alert>
      )}
      <Button type="submit" variant="light" loading={save.isPending}>
        {t('state.save')}
      </Button>
    </form>
  )
}

function Password() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: () => {
      setCurrent('')
      setPassword('')
      notifications.show({ message: t('settings.passwordChanged'), color: 'green' })
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
    <form className={styles.part} onSubmit={submit}>
      <h3>{t('settings.password')}</h3>
      <PasswordInput label={t('settings.passwordNow')} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} autoComplete="current-password" error={fields.current} visibilityToggleButtonProps={toggle} />
      <PasswordInput label={t('settings.passwordNew')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="new-password" error={fields.password} visibilityToggleButtonProps={toggle} />
      {save.isError && Object.keys(fields).length === 0 && (
        <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
          {problem(save.error)}
        </Alert>
      )}
      <Button type="submit" variant="light" loading={save.isPending} disabled={current === '' || password === ''}>
        {t('settings.passwordChange')}
      </Button>
    </form>
  )
}

function Sessions({ opened }: { opened: boolean }) {
  const { t } = useTranslation()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: listSessions, enabled: opened })
  return (
    <section className={styles.part}>
      <h3>{t('settings.sessions')}</h3>
      <p className={styles.faint}>{t('settings.sessionsText')}</p>
      {sessions.isPending ? (
        <Skeleton height={60} />
      ) : sessions.isError ? (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      ) : (
        <ul className={styles.sessions}>
          {sessions.data.map((row) => (
            <SessionItem key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

function SessionItem({ row }: { row: SessionRow }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const queries = useQueryClient()
  const end = useMutation({ mutationFn: () => endSession(row.id), onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }) })
  const agent = browserOf(row.agent)
  const Icon = /Android|iPhone|Mobile/.test(row.agent) ? IconDeviceMobile : IconDeviceDesktop
  return (
    <li>
      <Icon size={22} stroke={1.5} aria-hidden />
      <div>
        <b>{agent || t('settings.unknownDevice')}</b> {row.current && <Badge size="sm" variant="light">{t('settings.thisDevice')}</Badge>}
        <span className="figures">
          {row.address} · {f.ago(row.seen_at, now)}
        </span>
      </div>
      {!row.current && (
        <Button size="compact-sm" color="red" variant="subtle" loading={end.isPending} onClick={() => end.mutate()}>
          {t('settings.end')}
        </Button>
      )}
    </li>
  )
}

function browserOf(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /OPR\//.test(agent) ? 'Opera' : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(e|ium)\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : ''
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : ''
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
