import { useTranslation } from 'react-i18next'

/** What a fact is called; one that has no name here is shown as it is. */
export function useFactName(): (name: string) => string {
  const { t, i18n } = useTranslation()
  return (name) => (i18n.exists(`support.fact.${name}`) ? t(`support.fact.${name as 'app'}`) : name)
}
