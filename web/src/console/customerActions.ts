import type { TFunction } from 'i18next'
import { IconArrowBackUp, IconArrowsTransferDown, IconDoorEnter, IconFileText, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { OneCustomer } from '../api/consoles'
import { ActInCustomer, CloseCustomer, EditCustomer, LiftSuspension, MoveCustomer, RestoreCustomer, SuspendCustomer, WhyStopped } from './actions'
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

// What is agreed with a customer, and what becomes of it, is its provider's alone.
const own = (customer: OneCustomer) => customer.depth === 1 && customer.status !== 'closed'

/** An action is added here with a line of its own. */
export const customerActions: CustomerAction[] = [
  { key: 'act-in', label: (t) => t('acting.actIn'), icon: IconDoorEnter, needs: 'reselling.customer.enter', when: (customer) => customer.status !== 'closed', dialog: ActInCustomer },
  { key: 'edit', label: (t) => t('lifecycle.edit'), icon: IconPencil, needs: 'reselling.customer.write', when: own, dialog: EditCustomer },
  { key: 'terms', label: (t) => t('customer.changeTerms'), icon: IconFileText, needs: 'reselling.contract.write', when: own, dialog: TermsDialog },
  { key: 'move', label: (t) => t('lifecycle.move'), icon: IconArrowsTransferDown, needs: 'reselling.customer.move', when: (customer) => customer.status !== 'closed', dialog: MoveCustomer },
  { key: 'lift', label: (t) => t('lifecycle.lift'), icon: IconPlayerPlay, needs: 'reselling.customer.suspend', when: (customer) => own(customer) && customer.status === 'suspended', dialog: LiftSuspension },
  { key: 'restore', label: (t) => t('trash.restore'), icon: IconArrowBackUp, needs: 'reselling.customer.close', when: (customer) => customer.depth === 1 && customer.status === 'closed', dialog: RestoreCustomer },
  { key: 'suspend', label: (t) => t('lifecycle.suspend'), icon: IconPlayerPause, needs: 'reselling.customer.suspend', when: (customer) => own(customer) && customer.status === 'active', danger: true, dialog: SuspendCustomer },
  { key: 'close', label: (t) => t('lifecycle.close'), icon: IconTrash, needs: 'reselling.customer.close', when: own, danger: true, dialog: CloseCustomer },
]

/** What is shown at the head of a customer's page where it has something to say, like why they are suspended. */
export const customerNotices: ComponentType<{ customer: OneCustomer }>[] = [WhyStopped]
