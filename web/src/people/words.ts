import { useTranslation } from 'react-i18next'
import type { Role } from '../api/people'
import type en from '../i18n/en.json'

type RoleWord = keyof typeof en.roleNames
type BundleWord = keyof typeof en.bundles

/** Roles and bundles in words. What a bundle is for is said in a sentence; its own name means nothing to people. */
export function useWords() {
  const { t, i18n } = useTranslation()
  return {
    role: (role: string, own?: string) => (role === 'own' ? own || t('people.ownRole') : t(`roleNames.${role as RoleWord}`)),
    roleText: (role: string) => (role === 'own' ? '' : t(`roleTexts.${role as Exclude<RoleWord, 'own'>}`)),
    bundle: (bundle: string) => (i18n.exists(`bundles.${key(bundle)}`) ? t(`bundles.${key(bundle)}`) : bundle),
  }
}

const key = (bundle: string) => bundle.replaceAll(' ', '_') as BundleWord

/** The bundles that mean something for a kind of tenant. */
export function meaningful(kind: string) {
  const below = ['customer view', 'customer manage', 'customer enter', 'desk', 'brand manage', 'provider', 'prices']
  const tree = ['tree view', 'tree manage']
  return (bundle: string) => bundle !== 'self' && (kind === 'platform' || !tree.includes(bundle)) && (kind !== 'account' || !below.includes(bundle))
}

/** The roles that make sense for a kind of tenant. */
export function offered(kind: string) {
  return (role: Role) => role.grantable && (kind !== 'account' || role.role !== 'support')
}
