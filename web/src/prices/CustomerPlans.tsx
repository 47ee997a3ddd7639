import { useMemo } from 'react'
import type { OneCustomer } from '../api/consoles'
import { customersParty, PartyContext } from '../billing/party'
import { Subscriptions } from '../billing/Subscriptions'
import console from '../console/console.module.css'

/** Under which plan each object of a customer is served, until when it is paid, and what is debited next; changed at the customer's expense. */
export function CustomerPlans({ customer }: { customer: OneCustomer }) {
  const party = useMemo(() => customersParty(customer.id), [customer.id])
  return (
    <PartyContext.Provider value={party}>
      <div className={console.stack}>
        <Subscriptions />
      </div>
    </PartyContext.Provider>
  )
}
