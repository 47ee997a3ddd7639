import { api, take } from './http'
import type { components } from './schema'

// One's own questions, and the desk, in the words of the API's document.

type Schemas = components['schemas']
export type Ticket = Schemas['Ticket']
export type Conversation = Schemas['Conversation']
export type DeskTicket = Schemas['DeskTicket']
export type DeskConversation = Schemas['DeskConversation']
export type NewTicket = Schemas['NewTicket']
export type Front = Schemas['SupportFront']
export type Level = 'own' | 'provider'

const path = (ticket: string) => ({ path: { ticket } })

/** The two desks there are for whoever asks: of their own realm, and for an owner the one above. */
export const asked = {
  own: {
    front: () => take(api.GET('/api/support')),
    list: (after?: string) => take(api.GET('/api/support/tickets', { params: { query: { after } } })),
    get: (ticket: string) => take(api.GET('/api/support/tickets/{ticket}', { params: path(ticket) })),
    ask: (body: NewTicket) => take(api.POST('/api/support/tickets', { body })),
    reply: (ticket: string, body: string) => take(api.POST('/api/support/tickets/{ticket}/messages', { params: path(ticket), body: { body } })),
    confirm: (ticket: string) => take(api.POST('/api/support/tickets/{ticket}/confirmation', { params: path(ticket) })),
  },
  provider: {
    front: () => take(api.GET('/api/console/provider/support')),
    list: (after?: string) => take(api.GET('/api/console/provider/support/tickets', { params: { query: { after } } })),
    get: (ticket: string) => take(api.GET('/api/console/provider/support/tickets/{ticket}', { params: path(ticket) })),
    ask: (body: NewTicket) => take(api.POST('/api/console/provider/support/tickets', { body })),
    reply: (ticket: string, body: string) => take(api.POST('/api/console/provider/support/tickets/{ticket}/messages', { params: path(ticket), body: { body } })),
    confirm: (ticket: string) => take(api.POST('/api/console/provider/support/tickets/{ticket}/confirmation', { params: path(ticket) })),
  },
}

const one = (ticket: string) => ({ path: { case: ticket } })
export const listQueue = (after?: string) => take(api.GET('/api/console/desk/queue', { params: { query: { after } } }))
export const searchDesk = (q: string, after?: string) => take(api.GET('/api/console/desk/tickets', { params: { query: { q: q || undefined, after } } }))
export const getDeskTicket = (ticket: string) => take(api.GET('/api/console/desk/tickets/{case}', { params: one(ticket) }))
export const answer = (ticket: string, body: string, asks: boolean) => take(api.POST('/api/console/desk/tickets/{case}/answers', { params: one(ticket), body: { body, asks } }))
export const note = (ticket: string, body: string) => take(api.POST('/api/console/desk/tickets/{case}/notes', { params: one(ticket), body: { body } }))
