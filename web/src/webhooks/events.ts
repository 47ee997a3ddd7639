import type { webhooks } from '../api/schema'

/** What an address can be told of, in the order it is offered in. */
export const topics = ['money', 'subscriptions', 'customers', 'applications', 'tickets', 'documents', 'domains', 'objects'] as const
export type Topic = (typeof topics)[number]

export type Event = keyof webhooks

/** The topic of each event that the API's document names. */
const topicOf: Record<Event, Topic> = {
  'ticket.opened': 'tickets',
  'ticket.replied': 'tickets',
  'ticket.answered': 'tickets',
  'ticket.confirmed': 'tickets',
  'ticket.refused': 'tickets',
  'ticket.reopened': 'tickets',
  'ticket.escalated': 'tickets',
  'ticket.answered_above': 'tickets',
  'ticket.due': 'tickets',
  'ticket.late': 'tickets',
  'ticket.overdue': 'tickets',
  'payment.received': 'money',
  'payment.returned': 'money',
  'payment.restored': 'money',
  'payment.failed': 'money',
  'payment.unidentified': 'money',
  'payout.begun': 'money',
  'payout.sent': 'money',
  'invoice.issued': 'money',
  'receipt.issued': 'money',
  'statement.issued': 'money',
  'credit_note.issued': 'money',
  'wallet.adjusted': 'money',
  'wallet.low': 'money',
  'subscription.charged': 'money',
  'service.blocked': 'money',
  'service.restored': 'money',
  'price.announced': 'money',
  'autopay.agreed': 'money',
  'autopay.stopped': 'money',
  'autopay.capped': 'money',
  'debt.stage': 'money',
  'subscription.activated': 'subscriptions',
  'subscription.changed': 'subscriptions',
  'subscription.paused': 'subscriptions',
  'subscription.resumed': 'subscriptions',
  'subscription.stopping': 'subscriptions',
  'subscription.kept': 'subscriptions',
  'subscription.ended': 'subscriptions',
  'package.bought': 'subscriptions',
  'package.used_up': 'subscriptions',
  'package.expired': 'subscriptions',
  'agreement.signed': 'documents',
  'agreement.withdrawn': 'documents',
  'agreement.ended': 'documents',
}

/** The events of some topics. */
export const eventsOf = (chosen: string[]) => (Object.keys(topicOf) as Event[]).filter((event) => chosen.includes(topicOf[event]))

/** Whether a type is that of an event: others are actions of the audit. */
export const isEvent = (type: string): type is Event => type in topicOf
