import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { exportProfile, getHelp, save } from '../api/consoles'
import { useSession } from '../app/Gate'
import { Contact } from '../console/Contact'
import { hoursFor } from '../console/HoursIn'
import { Fault } from '../people/parts'
import { Email } from '../settings/Email'
import { Password } from '../settings/Password'
import { Profile } from '../settings/Settings'
import styles from '../console/console.module.css'
import { CloseAccount } from './CloseAccount'

/** What is about oneself: profile, language and time zone, password, what is kept, and where help is found. */
export default function Mine() {
  const { t, i18n } = useTranslation()
  const { session } = useSession()
  const help = useQuery({ queryKey: ['help'], queryFn: getHelp, staleTime: 300_000 })
  const kept = useMutation({
    mutationFn: exportProfile,
    onSuccess: (all) => save(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }), `${session.user.login}.json`),
  })
  return (
    <div className={styles.sheet} data-narrow>
      <header>
        <h1>{t('sections.profile')}</h1>
        <p className={styles.lead}>{session.tenant.name}</p>
      </header>
      <section className={styles.card}>
        <h2>{t('settings.profile')}</h2>
        <Profile bare />
      </section>
      <section className={styles.card}>
        <h2>{t('mailing.title')}</h2>
        <Email opened bare />
      </section>
      <section className={styles.card}>
        <h2>{t('settings.password')}</h2>
        <Password bare />
        <p className={styles.faint}>
          {t('mine.sessions')} <Link href="/account/security">{t('sections.security')}</Link>
        </p>
      </section>
      <section className={styles.card}>
        <h2>{t('mine.kept')}</h2>
        <p className={styles.faint}>{t('mine.keptText')}</p>
        <Fault error={kept.error} />
        <Button variant="light" className={styles.end} leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />} loading={kept.isPending} onClick={() => kept.mutate()}>
          {t('mine.keptGet')}
        </Button>
      </section>
      <CloseAccount />
      {help.data && (
        <section className={styles.card}>
          <h2>{t('mine.help')}</h2>
          <Contact email={help.data.email} phone={help.data.phone} hours={hoursFor(i18n.language, help.data.hours, help.data.hours_in)} none={t('mine.noHelp', { brand: help.data.brand })} />
        </section>
      )}
    </div>
  )
}
