import { Alert, Button, Drawer, Select, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeProfile, endSession, listSessions } from '../api/model'
import { useSession } from '../app/Gate'
import { Failure } from '../app/Notice'
import { useProblemText } from '../app/problems'
import { ZoneSelect } from '../app/ZoneSelect'
import { changeLanguage, type Language, offered } from '../i18n'
import type { Measures } from '../i18n/measures'
import { SessionList } from '../security/SessionList'
import { Email } from './Email'
import { MeasureFields } from './MeasureFields'
import { Password } from './Password'
import styles from './settings.module.css'

/** What is about the user: name, language, password, and where they are signed in. */
export function Settings({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer opened={opened} onClose={close} position="right" size="md" title={<b>{t('settings.title')}</b>} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Profile />
      <Email opened={opened} />
      <Password />
      <Sessions opened={opened} />
    </Drawer>
  )
}

export function Profile({ bare }: { bare?: boolean }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { session } = useSession()
  const [name, setName] = useState(session.user.name)
  const [zone, setZone] = useState(session.user.time_zone || '')
  const [measures, setMeasures] = useState<Measures>(session.user.measures)
  const save = useMutation({
    mutationFn: () => changeProfile({ name: name.trim(), locale: i18n.language as Language, time_zone: zone, measures }),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      void queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const problem = useProblemText()
  return (
    <form
      className={styles.part}
      data-bare={bare || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!bare && <h3>{t('settings.profile')}</h3>}
      <TextInput label={t('settings.login')} value={session.user.login} readOnly variant="filled" />
      <TextInput label={t('settings.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} autoComplete="name" />
      <Select label={t('settings.language')} value={i18n.language} onChange={(language) => language && void changeLanguage(language as Language)} data={offered()} />
      <ZoneSelect label={t('customer.timeZone')} description={t('mine.zoneHint', { zone: session.tenant.time_zone })} placeholder={session.tenant.time_zone} value={zone || null} onChange={(next) => setZone(next ?? '')} clearable clearButtonProps={{ 'aria-label': t('mine.zoneClear') }} />
      <MeasureFields value={measures} change={setMeasures} />
      {save.isError && (
        <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
          {problem(save.error)}
        </Alert>
      )}
      <Button type="submit" variant="light" className={styles.end} loading={save.isPending}>
        {t('state.save')}
      </Button>
    </form>
  )
}

function Sessions({ opened }: { opened: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: listSessions, enabled: opened })
  const end = useMutation({ mutationFn: endSession, onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }) })
  return (
    <section className={styles.part}>
      <h3>{t('settings.sessions')}</h3>
      <p className={styles.faint}>{t('settings.sessionsText')}</p>
      {sessions.isPending ? (
        <Skeleton height={60} />
      ) : sessions.isError ? (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      ) : (
        <SessionList rows={sessions.data} end={(id) => end.mutate(id)} busy={end.isPending} />
      )}
    </section>
  )
}
