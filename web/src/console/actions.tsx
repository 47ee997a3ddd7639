import { ActInDialog } from '../acting/ActIn'
import type { OneCustomer } from '../api/consoles'
import { Close, Edit, Lift, Move, Restore, Suspend, type Tenant, Why } from '../lifecycle'

interface Props {
  customer: OneCustomer
  close: () => void
}

const tenantOf = (customer: OneCustomer): Tenant => ({ id: customer.id, name: customer.name, kind: customer.kind === 'reseller' ? 'reseller' : 'account', number: customer.number })

// The dialogs of other parts, as the page of a customer opens them.

export function ActInCustomer({ customer, close }: Props) {
  return <ActInDialog tenant={customer.id} name={customer.name} close={close} />
}

export function EditCustomer({ customer, close }: Props) {
  return <Edit tenant={tenantOf(customer)} close={close} />
}

export function SuspendCustomer({ customer, close }: Props) {
  return <Suspend tenant={tenantOf(customer)} close={close} />
}

export function LiftSuspension({ customer, close }: Props) {
  return <Lift tenant={tenantOf(customer)} close={close} />
}

export function MoveCustomer({ customer, close }: Props) {
  return <Move tenant={tenantOf(customer)} close={close} />
}

export function CloseCustomer({ customer, close }: Props) {
  return <Close tenant={tenantOf(customer)} close={close} />
}

export function RestoreCustomer({ customer, close }: Props) {
  return <Restore tenant={tenantOf(customer)} close={close} />
}

/** Why a customer is stopped, where it is. */
export function WhyStopped({ customer }: { customer: OneCustomer }) {
  if (customer.status === 'active' || customer.depth !== 1) return null
  return <Why tenant={tenantOf(customer)} />
}
