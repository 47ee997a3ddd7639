import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endSession, listSessions } from '../api/model'
import { endOtherSessions } from '../api/people'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { Password } from '../settings/Password'
import { Factors } from './Factors'
import { Keys } from './Keys'
import { SessionList } from './SessionList'

/** One's own way in: the password, where one is signed in, and keys for programs. */
export default function Security() {
  const { t } = useTranslation()
  const mayKeys = useMay('security.key.write')
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('security.title')}</h1>
        <p className={styles.lead}>{t('security.lead')}</p>
      </header>
      <section className={styles.card}>
        <h2>{t('settings.password')}</h2>
        <Password bare />
      </section>
      <Factors />
      <Sessions />
      {mayKeys && <Keys />}
    </div>
  )
}

function Sessions() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: listSessions })
  const settled = () => queries.invalidateQueries({ queryKey: ['sessions'] })
  const one = useMutation({ mutationFn: endSession, onSettled: settled })
  const others = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => notifications.show({ message: t('security.othersEnded'), color: 'green' }),
    onSettled: settled,
  })
  return (
    <section className={styles.card}>
      <h2>{t('settings.sessions')}</h2>
      <p className={styles.faint}>{t('settings.sessionsText')}</p>
      {sessions.isPending ? (
        <Waiting />
      ) : sessions.isError ? (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      ) : (
        <>
          <SessionList rows={sessions.data} end={(id) => one.mutate(id)} busy={one.isPending} />
          {sessions.data.length > 1 && (
            <div>
              <Button variant="light" color="red" loading={others.isPending} onClick={() => others.mutate()}>
                {t('security.endOthers')}
              </Button>
            </div>
          )}
        </>
      )}
      <Fault error={one.error ?? others.error} />
    </section>
  )
}
