import { IconCreditCard, IconFileInvoice, IconFileText, IconHistory, IconLifebuoy, IconMailForward, IconShieldLock, IconTrash, IconUserCog, IconUsersGroup, IconWebhook } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Section } from '../app/Sections'

/** The pages about one's own account, whatever its kind, in the order of their navigation: a page is added here with a line. */
export const sections: Section[] = [
  { path: '/account/settings', name: 'profile', icon: IconUserCog, page: lazy(() => import('./Mine')) },
  { path: '/account/billing', name: 'billing', icon: IconCreditCard, needs: 'billing.wallet.read', page: lazy(() => import('../billing/Billing')) },
  { path: '/account/people', name: 'people', icon: IconUsersGroup, needs: 'people.person.read', page: lazy(() => import('../people/People')) },
  { path: '/account/security', name: 'security', icon: IconShieldLock, page: lazy(() => import('../security/Security')) },
  { path: '/account/audit', name: 'audit', icon: IconHistory, needs: 'audit.entry.read', page: lazy(() => import('../audit/Audit')) },
  { path: '/account/papers', name: 'papers', icon: IconFileInvoice, needs: 'billing.paper.read', page: lazy(() => import('../papers/Papers')) },
  { path: '/account/recipients', name: 'recipients', icon: IconMailForward, needs: 'billing.recipient.read', page: lazy(() => import('../recipients/Recipients')) },
  { path: '/account/support', name: 'support', icon: IconLifebuoy, needs: 'support.ticket.read', page: lazy(() => import('../support/Support')) },
  { path: '/account/documents', name: 'documents', icon: IconFileText, page: lazy(() => import('../documents/Mine')) },
  { path: '/account/webhooks', name: 'webhooks', icon: IconWebhook, needs: 'settings.webhook.read', page: lazy(() => import('../webhooks/Webhooks')) },
  { path: '/account/trash', name: 'trash', icon: IconTrash, needs: 'fleet.object.read', page: lazy(() => import('../lifecycle/Trash')) },
]
