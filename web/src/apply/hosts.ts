import { useTranslation } from 'react-i18next'

/** Why a host cannot be had, in words. */
export function useHostText() {
  const { t } = useTranslation()
  return (reason: string | undefined) => t(`problems.${reason === 'host_taken' || reason === 'host_reserved' ? reason : 'bad_host_label'}`)
}
