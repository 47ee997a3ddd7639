import { createContext, useContext } from 'react'
import { doWish, getObjectPlan, listChoices, listSubscriptions, previewWish, type Subscription, type Wish } from '../api/billing'
import { doCustomerWish, getCustomerObjectPlan, listCustomerSubscriptions, previewCustomerWish } from '../api/prices'

/** Whose objects' plans are looked at and changed: one's own, or those of a customer, acting as its provider. */
export interface Party {
  /** Tells the answers of one customer from another's. */
  key: string
  mayChange: string
  list: (q: string, state: Subscription['state'] | undefined, after: string | undefined, signal: AbortSignal) => ReturnType<typeof listSubscriptions>
  plan: (object: string) => ReturnType<typeof getObjectPlan>
  /** What several objects could be put on. */
  choices: (objects: string[]) => ReturnType<typeof listChoices>
  preview: (wish: Wish) => ReturnType<typeof previewWish>
  act: (wish: Wish, key: string) => ReturnType<typeof doWish>
}

const own: Party = {
  key: '',
  mayChange: 'billing.subscription.write',
  list: listSubscriptions,
  plan: getObjectPlan,
  choices: listChoices,
  preview: previewWish,
  act: doWish,
}

export const customersParty = (customer: string): Party => ({
  key: customer,
  mayChange: 'reselling.subscription.write',
  list: (q, state, after, signal) => listCustomerSubscriptions(customer, q, state, after, signal),
  plan: (object) => getCustomerObjectPlan(customer, object),
  // Whatever is served to one of a customer's objects is served to the others.
  choices: async (objects) => (objects[0] ? (await getCustomerObjectPlan(customer, objects[0])).choices : []),
  preview: (wish) => previewCustomerWish(customer, wish),
  act: (wish, key) => doCustomerWish(customer, wish, key),
})

export const PartyContext = createContext<Party>(own)
export const useParty = () => useContext(PartyContext)
