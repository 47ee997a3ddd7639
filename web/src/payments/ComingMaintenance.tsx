import { useQuery } from '@tanstack/react-query'
import { IconTool } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listComingMaintenance } from '../api/consoles'
import { useFormats } from '../i18n/format'
import styles from '../signup/signup.module.css'

/** Maintenance to come, on every page, in the brand's own name and in the reader's language. */
export function ComingMaintenance() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const coming = useQuery({ queryKey: ['coming maintenance', i18n.language], queryFn: () => listComingMaintenance(i18n.language), staleTime: 300_000, refetchInterval: 600_000 })
  return (
    <>
      {(coming.data ?? []).map((one) => (
        <section key={one.id} className={styles.banner} aria-label={t('payments.upkeepTitle')}>
          <IconTool size={20} aria-hidden />
          <p>
            <b>{t('payments.upkeepFromTo', { from: f.moment(one.starts_at), to: f.moment(one.ends_at) })}</b> {one.text}
          </p>
        </section>
      ))}
    </>
  )
}
