import { ActInDialog } from '../acting/ActIn'
import type { OneCustomer } from '../api/consoles'

interface Props {
  customer: OneCustomer
  close: () => void
}

/** The dialogs of other parts, as the page of a customer opens them. */
export function ActInCustomer({ customer, close }: Props) {
  return <ActInDialog tenant={customer.id} name={customer.name} close={close} />
}
