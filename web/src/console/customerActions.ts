import type { TFunction } from 'i18next'
import { IconDoorEnter, IconFileText } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { OneCustomer } from '../api/consoles'
import { ActInCustomer } from './actions'
import { TermsDialog } from './Terms'

/** What can be done about a customer: it stands in the menu of their page. */
export interface CustomerAction {
  /** Told apart by this; it stands nowhere. */
  key: string
  label: (t: TFunction<'app'>) => string
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  /** The operation without which it is not offered. */
  needs?: string
  /** Absent: for every customer, of whatever status and depth. */
  when?: (customer: OneCustomer) => boolean
  /** It takes something away, and stands in red below the others. */
  danger?: boolean
  /** A dialog that is shown once it is chosen, until it calls close. */
  dialog: ComponentType<{ customer: OneCustomer; close: () => void }>
}

/** An action is added here with a line of its own. */
export const customerActions: CustomerAction[] = [
  { key: 'act-in', label: (t) => t('acting.actIn'), icon: IconDoorEnter, needs: 'reselling.customer.enter', dialog: ActInCustomer },
  { key: 'terms', label: (t) => t('customer.changeTerms'), icon: IconFileText, needs: 'reselling.contract.write', when: (customer) => customer.depth === 1, dialog: TermsDialog },
]

/** What is shown at the head of a customer's page where it has something to say, like why they are suspended. */
export const customerNotices: ComponentType<{ customer: OneCustomer }>[] = []
