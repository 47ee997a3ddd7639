import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { whySelf } from '../api/lifecycle'
import { useSession } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { useSum } from '../prices/sums'
import styles from './suspended.module.css'

/** Tells everybody of a suspended account why, on every page. */
export function SuspendedNotice() {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const { session } = useSession()
  const suspended = session.tenant.status === 'suspended'
  const why = useQuery({ queryKey: ['why', 'self'], queryFn: whySelf, enabled: suspended })
  if (!suspended) return null
  const cause = why.data?.find((one) => one.cause === 'suspended')
  const unpaid = why.data?.find((one) => one.cause === 'unpaid')
  const since = cause?.since ?? unpaid?.since
  return (
    <Alert role="alert" className={styles.notice} color="red" variant="light" radius={0} icon={<IconPlayerPause size={18} aria-hidden />} title={t('lifecycle.noticeTitle')}>
      {cause?.reason && <b>{t('lifecycle.noticeReason', { reason: cause.reason })} </b>}
      {since && <span className="figures">{t('lifecycle.noticeSince', { when: f.full(since) })}. </span>}
      {unpaid?.missing && unpaid.currency ? (
        <b>
          {t('lifecycle.short', { amount: sum(unpaid.missing, unpaid.currency) })} <Link href={session.tenant.kind === 'account' ? '/account/billing' : '/console/provider'}>{t('lifecycle.pay')}</Link>{' '}
        </b>
      ) : null}
      {t('lifecycle.noticeText')}
    </Alert>
  )
}
