import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../api/acting'
import { boot } from '../app/boot'
import type en from '../i18n/en.json'

type ActionWord = keyof typeof en.audit.actions

/** The kinds of actions that the audit is narrowed to: what their names begin with. */
export const subjects = ['people', 'security', 'fleet', 'stock', 'reselling', 'tenant', 'signup', 'billing', 'legal', 'settings', 'support', 'acting'] as const

/** Who and what of an entry, in words. */
export function useAuditWords() {
  const { t, i18n } = useTranslation()
  return {
    action: (action: string) => {
      const key = action.replaceAll('.', '_')
      return i18n.exists(`audit.actions.${key}`) ? t(`audit.actions.${key as ActionWord}`) : action
    },
    actor: ({ actor, shredded }: AuditEntry) => {
      const name = actor.name || actor.login || ''
      switch (actor.kind) {
        case 'technical':
          return name || t('acting.technical', { brand: boot.brand })
        case 'system':
          return name ? t('audit.job', { name }) : t('audit.system')
        case 'visitor':
          return t('audit.visitor')
        case 'key':
          return t('audit.byKey', { name })
        default:
          return name || (shredded || !actor.id ? t('audit.forgotten') : actor.id)
      }
    },
  }
}
