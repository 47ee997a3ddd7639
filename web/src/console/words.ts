import { useTranslation } from 'react-i18next'

/** States of objects that a customer is looked for by. */
export function useStates() {
  const { t } = useTranslation()
  return {
    blocked: t('customer.withBlocked'),
    offline: t('customer.withOffline'),
    silent_day: t('customer.withSilentDay'),
    silent_week: t('customer.withSilentWeek'),
    never: t('customer.withNever'),
  }
}
