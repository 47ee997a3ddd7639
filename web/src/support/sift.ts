import { listQueue, searchDesk, type ViewFilter } from '../api/support'

// A filter stands in the address, so that a link to a list can be passed on; a view keeps it.

export const states = ['open', 'answered', 'confirmed', 'grouped', 'escalated', 'unanswerable'] as const
export const kinds = ['question', 'stolen_login', 'cancellation', 'tracker_claim', 'sms_dispute', 'complaint', 'incident'] as const
export const tiers = ['gold', 'silver', 'other'] as const
export const sorts = ['queue', 'changed', 'opened'] as const
export const columns = ['state', 'asker', 'customer', 'tier', 'due', 'assignee', 'team', 'category', 'kind', 'via', 'asked', 'opened', 'changed'] as const
export type Column = (typeof columns)[number]

/** What is shown of a ticket where a view does not say. */
export const usual: Column[] = ['state', 'customer', 'asker', 'tier', 'due']

const words = ['kind', 'team', 'category', 'tier', 'assignee', 'customer', 'sort'] as const
const marks = ['mine', 'nobodys', 'critical', 'awaiting', 'native'] as const

export function fromAddress(all: URLSearchParams): ViewFilter {
  const filter: ViewFilter = {}
  for (const name of words) if (all.get(name)) filter[name] = all.get(name)!
  for (const name of marks) if (all.get(name) === 'true') filter[name] = true
  if (all.has('state')) filter.states = all.getAll('state')
  return filter
}

export function toAddress(filter: ViewFilter): URLSearchParams {
  const all = new URLSearchParams()
  for (const name of words) if (filter[name]) all.set(name, filter[name])
  for (const name of marks) if (filter[name]) all.set(name, 'true')
  for (const state of filter.states ?? []) all.append('state', state)
  return all
}

/** Whether a filter is of the queue, which has an order of its own. */
export const queued = (filter: ViewFilter) => (filter.sort ? filter.sort === 'queue' : !filter.states?.length && !filter.awaiting)

/** A page of what a filter finds, or of what words find in all tickets. */
export function load(q: string, filter: ViewFilter, after: string | undefined) {
  const { states, sort, ...rest } = filter
  const by = { ...rest, kind: rest.kind as 'question', tier: rest.tier as 'gold' }
  if (!q && queued(filter)) return listQueue(after, by)
  return searchDesk(q, after, { ...by, state: (states ?? undefined) as ['open'] | undefined, sort: sort === 'opened' ? 'opened' : undefined })
}
