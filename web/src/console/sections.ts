import { IconAdjustments, IconBarcode, IconBuildingStore, IconCash, IconClockCheck, IconDoorEnter, IconFileCertificate, IconFileImport, IconFileText, IconHeadset, IconHistory, IconHourglass, IconLayoutDashboard, IconLifebuoy, IconMapPin, IconMessageQuestion, IconPalette, IconReportMoney, IconSettings, IconStairs, IconTags, IconTool, IconTrash, IconUserExclamation, IconUserPlus, IconUserQuestion, IconUsers, IconUsersGroup, IconWallet, IconWebhook, IconWorld, IconZzz } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Section } from '../app/Sections'

/** The pages of the console, in the order of its navigation: a page is added here with a line of its own. */
export const sections: Section[] = [
  { path: '/console/today', name: 'today', icon: IconLayoutDashboard, needs: 'reselling.customer.read', page: lazy(() => import('./Today')) },
  { path: '/console/customers', name: 'customers', icon: IconUsers, needs: 'reselling.customer.read', page: lazy(() => import('./Customers')) },
  { path: '/console/resellers', name: 'resellers', icon: IconBuildingStore, needs: 'reselling.customer.read', page: lazy(() => import('./Resellers')) },
  { path: '/console/objects', name: 'customersObjects', icon: IconMapPin, needs: 'reselling.object.read', page: lazy(() => import('./CustomersObjects')) },
  { path: '/console/desk', name: 'desk', icon: IconHeadset, needs: 'desk.ticket.read', page: lazy(() => import('../support/Desk')) },
  { path: '/console/desk-reports', name: 'deskReports', icon: IconClockCheck, needs: 'desk.ticket.read', page: lazy(() => import('../support/DeskReports')) },
  { path: '/console/desk-settings', name: 'deskSettings', group: 'business', icon: IconSettings, needs: 'desk.settings.write', page: lazy(() => import('../support/DeskSettings')) },
  { path: '/console/stolen', name: 'stolen', icon: IconUserExclamation, needs: 'support.stolen.read', page: lazy(() => import('./StolenLogins')) },
  { path: '/console/import', name: 'importing', icon: IconFileImport, needs: 'reselling.customer.import', page: lazy(() => import('../importing/Importing')) },
  { path: '/console/applications', name: 'applications', group: 'business', icon: IconUserQuestion, needs: 'reselling.application.read', page: lazy(() => import('../signup/Applications')) },
  { path: '/console/questions', name: 'questions', group: 'business', icon: IconMessageQuestion, needs: 'reselling.question.read', page: lazy(() => import('../signup/Questions')) },
  { path: '/console/sign-up', name: 'signUp', group: 'business', icon: IconUserPlus, needs: 'reselling.signup.read', page: lazy(() => import('../signup/Settings')) },
  { path: '/console/documents', name: 'documents', group: 'business', icon: IconFileText, needs: 'reselling.document.read', page: lazy(() => import('../documents/Published')) },
  { path: '/console/trash', name: 'trash', icon: IconTrash, needs: 'reselling.customer.close', page: lazy(() => import('../lifecycle/ClosedCustomers')) },
  { path: '/console/dormant', name: 'dormant', group: 'business', icon: IconZzz, needs: 'reselling.customer.close', page: lazy(() => import('../payments/Dormant')) },
  { path: '/console/stock', name: 'stock', group: 'fleet', icon: IconBarcode, needs: 'reselling.stock.read', page: lazy(() => import('../stock/Stock')) },
  { path: '/console/trackers', name: 'customersTrackers', group: 'fleet', icon: IconHourglass, needs: 'reselling.claim.read', page: lazy(() => import('../claims/Trackers')) },
  { path: '/console/payments', name: 'payments', group: 'business', icon: IconCash, needs: 'billing.payment.read', page: lazy(() => import('../payments/Payments')) },
  { path: '/console/prices', name: 'prices', group: 'business', icon: IconTags, needs: 'billing.price.read', page: lazy(() => import('../prices/PriceList')) },
  { path: '/console/wallets', name: 'wallets', group: 'business', icon: IconWallet, needs: 'billing.book.read', page: lazy(() => import('../prices/Wallets')) },
  { path: '/console/margin', name: 'margin', group: 'business', icon: IconReportMoney, needs: 'billing.margin.read', page: lazy(() => import('../prices/Margin')) },
  { path: '/console/wholesale', name: 'wholesale', group: 'business', icon: IconStairs, needs: 'billing.wholesale.read', page: lazy(() => import('../prices/Wholesale')) },
  { path: '/console/people', name: 'people', group: 'team', icon: IconUsersGroup, needs: 'people.person.read', page: lazy(() => import('../people/People')) },
  { path: '/console/audit', name: 'audit', group: 'team', icon: IconHistory, needs: 'audit.entry.read', page: lazy(() => import('../audit/Audit')) },
  { path: '/console/access', name: 'access', group: 'team', icon: IconDoorEnter, needs: 'acting.grant.write', page: lazy(() => import('../acting/Grants')) },
  { path: '/console/brand', name: 'brand', group: 'business', icon: IconPalette, needs: 'brand.look.read', page: lazy(() => import('../studio/Studio')) },
  { path: '/console/domains', name: 'domains', group: 'business', icon: IconWorld, needs: 'brand.domain.read', page: lazy(() => import('../domains/Domains')) },
  { path: '/console/maintenance', name: 'maintenance', group: 'business', icon: IconTool, needs: 'settings.realm.write', page: lazy(() => import('../payments/Maintenance')) },
  { path: '/console/settings', name: 'settings', group: 'business', icon: IconAdjustments, needs: 'settings.realm.write', page: lazy(() => import('./RealmSettings')) },
  { path: '/console/webhooks', name: 'webhooks', group: 'business', icon: IconWebhook, needs: 'settings.webhook.read', page: lazy(() => import('../webhooks/Webhooks')) },
  { path: '/console/provider', name: 'provider', group: 'business', icon: IconFileCertificate, needs: 'reselling.provider.read', page: lazy(() => import('./Provider')) },
  { path: '/console/provider-tickets', name: 'providerTickets', group: 'business', icon: IconLifebuoy, needs: 'support.provider.write', page: lazy(() => import('../support/ProviderTickets')) },
]
