import { IconBarcode, IconHourglass, IconMapPin, IconUsers, IconUsersGroup } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Section } from '../app/Sections'

/** The pages of the console, in the order of its navigation: a page is added here with a line of its own. */
export const sections: Section[] = [
  { path: '/console/customers', name: 'customers', icon: IconUsers, needs: 'reselling.customer.read', page: lazy(() => import('./Customers')) },
  { path: '/console/objects', name: 'customersObjects', icon: IconMapPin, needs: 'reselling.object.read', page: lazy(() => import('./CustomersObjects')) },
  { path: '/console/stock', name: 'stock', group: 'fleet', icon: IconBarcode, needs: 'reselling.stock.read', page: lazy(() => import('../stock/Stock')) },
  { path: '/console/trackers', name: 'customersTrackers', group: 'fleet', icon: IconHourglass, needs: 'reselling.claim.read', page: lazy(() => import('../claims/Trackers')) },
  { path: '/console/people', name: 'people', group: 'team', icon: IconUsersGroup, needs: 'people.person.read', page: lazy(() => import('../people/People')) },
]
