import { IconFingerprint, IconHeadset, IconHeartRateMonitor, IconHistory, IconRepeat, IconSitemap, IconUsersGroup, IconStairs, IconTool, IconWorld } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Section } from '../app/Sections'

/** The pages of the platform's staff, in the order of their navigation: a page is added here with a line of its own. */
export const sections: Section[] = [
  { path: '/platform/tenants', name: 'tree', icon: IconSitemap, needs: 'platform.tenant.read', page: lazy(() => import('./Tenants')) },
  { path: '/platform/health', name: 'health', icon: IconHeartRateMonitor, needs: 'platform.health.read', page: lazy(() => import('./Health')) },
  { path: '/platform/jobs', name: 'jobs', icon: IconRepeat, needs: 'platform.health.read', page: lazy(() => import('./Jobs')) },
  { path: '/platform/desk', name: 'desk', icon: IconHeadset, needs: 'desk.ticket.read', page: lazy(() => import('../support/Desk')) },
  { path: '/platform/hosts', name: 'hosts', icon: IconWorld, needs: 'platform.host.read', page: lazy(() => import('../domains/Hosts')) },
  { path: '/platform/identities', name: 'identities', icon: IconFingerprint, needs: 'platform.identity.read', page: lazy(() => import('../claims/Identities')) },
  { path: '/platform/wholesale', name: 'wholesale', icon: IconStairs, needs: 'billing.wholesale.read', page: lazy(() => import('../prices/Wholesale')) },
  { path: '/platform/maintenance', name: 'maintenance', icon: IconTool, needs: 'settings.realm.write', page: lazy(() => import('../payments/Maintenance')) },
  { path: '/platform/people', name: 'people', group: 'team', icon: IconUsersGroup, needs: 'people.person.read', page: lazy(() => import('../people/People')) },
  { path: '/platform/audit', name: 'audit', group: 'team', icon: IconHistory, needs: 'audit.entry.read', page: lazy(() => import('../audit/PlatformAudit')) },
]
