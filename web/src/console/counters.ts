import type { TFunction } from 'i18next'

/** Lists that somebody should look through, by the name that the server counts them under. */
export interface CounterPlace {
  label: (t: TFunction<'app'>) => string
  href: string
}

/** A list is added here with a line of its own, beside the one in the server that counts it. */
export const counters: Record<string, CounterPlace> = {
  applications: { label: (t) => t('today.applications'), href: '/console/applications' },
  desk_mailboxes: { label: (t) => t('today.deskMailboxes'), href: '/console/desk-settings' },
  mail_sender: { label: (t) => t('today.mailSender'), href: '/console/sender' },
  questions: { label: (t) => t('today.questions'), href: '/console/questions' },
  stolen: { label: (t) => t('today.stolen'), href: '/console/stolen' },
  tickets: { label: (t) => t('today.tickets'), href: '/console/desk' },
  tracker_requests: { label: (t) => t('today.trackerRequests'), href: '/console/trackers' },
}
