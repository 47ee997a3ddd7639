import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconDoorExit, IconEye } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveActing } from '../api/acting'
import { useSession } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import styles from './banner.module.css'

/** Goes back to where whoever acted came from. */
async function leave() {
  const { back } = await leaveActing()
  location.assign(back || '/')
}

/** Reminds whoever acts in a customer of who and where they are, for how long, and of the way out. */
export function Banner() {
  const { session } = useSession()
  return session.acting ? <Reminder /> : null
}

function Reminder() {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const { session } = useSession()
  const acting = session.acting!
  const left = Math.ceil((new Date(acting.until).getTime() - now) / 1000)
  const out = useMutation({ mutationFn: leave })
  const over = left <= 0
  const { mutate } = out
  useEffect(() => {
    if (over) mutate()
  }, [over, mutate])
  return (
    <section className={styles.banner} aria-label={t('acting.region')}>
      <IconEye size={19} stroke={1.8} aria-hidden />
      <p>
        <b>{t('acting.banner', { tenant: session.tenant.name, name: session.user.name || session.user.login })}</b>
        <span className={styles.reason}>{t('acting.bannerReason', { reason: acting.reason })}</span>
      </p>
      <span className={`figures ${styles.left}`}>{t('acting.left', { time: f.span(Math.max(60, left)) })}</span>
      <Button className={styles.leave} size="compact-md" leftSection={<IconDoorExit size={17} aria-hidden />} loading={out.isPending} onClick={() => mutate()}>
        {t('acting.leave')}
      </Button>
    </section>
  )
}
