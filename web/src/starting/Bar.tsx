import { useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { settledSteps, useGuide } from './guide'
import styles from './starting.module.css'

/** Above the other pages of the console while a business begins: how far it has come, and the way back. */
export function StartBar() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const queries = useQueryClient()
  const guide = useGuide()
  const begins = guide.data?.begins ?? false
  // What was done on one page is a step of the next look at the way.
  useEffect(() => {
    if (begins) void queries.invalidateQueries({ queryKey: ['start'] })
  }, [begins, path, queries])
  if (!guide.data || !begins || path === '/console/start' || path === '/console') return null
  return (
    <Link href="/console/start" className={styles.bar}>
      <IconArrowLeft size={17} aria-hidden />
      <span>{t('start.back', settledSteps(guide.data))}</span>
    </Link>
  )
}
