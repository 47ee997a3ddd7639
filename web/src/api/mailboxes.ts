import { api, take } from './http'
import type { components } from './schema'

// Mailboxes elsewhere that letters to a desk are fetched from, in the words of the API's document.

type Schemas = components['schemas']
export type DeskMailbox = Schemas['DeskMailbox']
export type DeskMailboxWanted = Schemas['DeskMailboxWanted']
export type DeskMailboxCheck = Schemas['DeskMailboxCheck']

const at = (mailbox: string) => ({ path: { mailbox } })

export const listMailboxes = () => take(api.GET('/api/console/desk/mailboxes'))
export const setMailbox = (mailbox: string, body: DeskMailboxWanted) => take(api.PUT('/api/console/desk/mailboxes/{mailbox}', { params: at(mailbox), body }))
export const checkMailbox = (mailbox: string, body: DeskMailboxWanted) => take(api.POST('/api/console/desk/mailboxes/{mailbox}/check', { params: at(mailbox), body }))
export const removeMailbox = (mailbox: string) => take(api.DELETE('/api/console/desk/mailboxes/{mailbox}', { params: at(mailbox) }))
