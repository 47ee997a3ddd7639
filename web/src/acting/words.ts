import { useTranslation } from 'react-i18next'

/** A choice of how long, from minutes: in the largest unit that fits. */
export function useLife(): (minutes: number) => string {
  const { t } = useTranslation()
  return (minutes) => {
    if (minutes < 60) return t('acting.minutes', { count: minutes })
    if (minutes < 1440) return t('acting.hours', { count: minutes / 60 })
    return t('acting.days', { count: minutes / 1440 })
  }
}
