import { useTranslation } from 'react-i18next'

/** What a fact is called; one that has no name here is shown as it is. */
export function useFactName(): (name: string) => string {
  const { t, i18n } = useTranslation()
  return (name) => (i18n.exists(`support.fact.${name}`) ? t(`support.fact.${name as 'app'}`) : name)
}

/** A name as it stands within a sentence. */
export const within = (name: string) => name.charAt(0).toLocaleLowerCase() + name.slice(1)

/** Those that can be told of a ticket that was asked already, in the order in which they help. */
export const factNames = ['before', 'object', 'tracker', 'tracker_model', 'app', 'app_version', 'os', 'os_version', 'product', 'product_version', 'page', 'span'] as const
