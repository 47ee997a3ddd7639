import { api, take } from './http'
import type { components, paths } from './schema'

// One's own questions, and the desk, in the words of the API's document.

type Schemas = components['schemas']
export type Ticket = Schemas['Ticket']
export type Conversation = Schemas['Conversation']
export type DeskTicket = Schemas['DeskTicket']
export type DeskConversation = Schemas['DeskConversation']
export type NewTicket = Schemas['NewTicket']
export type Front = Schemas['SupportFront']
export type NewFile = Schemas['NewFile']
export type Reply = Schemas['NewReply']
export type Change = Schemas['Change-ticketRequest']
export type Refusal = Schemas['Refuse-ticketRequest']['refusal']
export type Preview = Schemas['Preview-escalationRequest']
export type Onward = Schemas['Escalate-ticketRequest']
export type Call = Schemas['Note-callRequest']
export type Level = 'own' | 'provider'

/** Nobody, where a change of a ticket takes somebody away from it. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** A file as the API takes it. */
export const toNewFile = (file: File) =>
  new Promise<NewFile>((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done({ name: file.name, content: (reader.result as string).split(',', 2)[1] ?? '' })
    reader.onerror = () => fail(reader.error as Error)
    reader.readAsDataURL(file)
  })

const path = (ticket: string) => ({ path: { ticket } })

/** The two desks there are for whoever asks: of their own realm, and for an owner the one above. */
export const asked = {
  own: {
    front: () => take(api.GET('/api/support')),
    list: (q: string, after?: string) => take(api.GET('/api/support/tickets', { params: { query: { q: q || undefined, after } } })),
    get: (ticket: string) => take(api.GET('/api/support/tickets/{ticket}', { params: path(ticket) })),
    ask: (body: NewTicket) => take(api.POST('/api/support/tickets', { body })),
    reply: (ticket: string, body: string, files: NewFile[]) => take(api.POST('/api/support/tickets/{ticket}/messages', { params: path(ticket), body: { body, files } })),
    giveSecret: (ticket: string, body: Schemas['Give-secretRequest']) => take(api.POST('/api/support/tickets/{ticket}/secrets', { params: path(ticket), body })),
    confirm: (ticket: string) => take(api.POST('/api/support/tickets/{ticket}/confirmation', { params: path(ticket) })),
    withdraw: (ticket: string) => take(api.POST('/api/support/tickets/{ticket}/withdrawal', { params: path(ticket) })),
    takeBack: (ticket: string) => take(api.DELETE('/api/support/tickets/{ticket}/withdrawal', { params: path(ticket) })),
    tell: (ticket: string, facts: Record<string, string>) => take(api.POST('/api/support/tickets/{ticket}/facts', { params: path(ticket), body: { facts } })),
    name: (ticket: string, user: string, sees: boolean) => take(api.POST('/api/support/tickets/{ticket}/people', { params: path(ticket), body: { user, sees } })),
    endSecret: (ticket: string, secret: string) => take(api.DELETE('/api/support/tickets/{ticket}/secrets/{secret}', { params: { path: { ticket, secret } } })),
    looks: (ticket: string) => take(api.GET('/api/support/tickets/{ticket}/looks', { params: path(ticket) })),
  },
  provider: {
    front: () => take(api.GET('/api/console/provider/support')),
    list: (q: string, after?: string) => take(api.GET('/api/console/provider/support/tickets', { params: { query: { q: q || undefined, after } } })),
    get: (ticket: string) => take(api.GET('/api/console/provider/support/tickets/{ticket}', { params: path(ticket) })),
    ask: (body: NewTicket) => take(api.POST('/api/console/provider/support/tickets', { body })),
    reply: (ticket: string, body: string, files: NewFile[]) => take(api.POST('/api/console/provider/support/tickets/{ticket}/messages', { params: path(ticket), body: { body, files } })),
    giveSecret: (ticket: string, body: Schemas['Give-secretRequest']) => take(api.POST('/api/console/provider/support/tickets/{ticket}/secrets', { params: path(ticket), body })),
    confirm: (ticket: string) => take(api.POST('/api/console/provider/support/tickets/{ticket}/confirmation', { params: path(ticket) })),
    withdraw: (ticket: string) => take(api.POST('/api/console/provider/support/tickets/{ticket}/withdrawal', { params: path(ticket) })),
    takeBack: (ticket: string) => take(api.DELETE('/api/console/provider/support/tickets/{ticket}/withdrawal', { params: path(ticket) })),
    tell: (ticket: string, facts: Record<string, string>) => take(api.POST('/api/console/provider/support/tickets/{ticket}/facts', { params: path(ticket), body: { facts } })),
    name: (ticket: string, user: string, sees: boolean) => take(api.POST('/api/console/provider/support/tickets/{ticket}/people', { params: path(ticket), body: { user, sees } })),
    endSecret: (ticket: string, secret: string) => take(api.DELETE('/api/console/provider/support/tickets/{ticket}/secrets/{secret}', { params: { path: { ticket, secret } } })),
    looks: (ticket: string) => take(api.GET('/api/console/provider/support/tickets/{ticket}/looks', { params: path(ticket) })),
  },
}

/** Looks at one device that are given for a time, handed on to the level above, ended, and used. */
export const allowLook = (ticket: string, body: Schemas['Grant-lookRequest']) => take(api.POST('/api/support/tickets/{ticket}/looks', { params: path(ticket), body }))
export const endLook = (look: string) => take(api.DELETE('/api/support/looks/{look}', { params: { path: { look } } }))
export const handLookOn = (ticket: string, through: string) => take(api.POST('/api/console/provider/support/tickets/{ticket}/looks', { params: path(ticket), body: { through } }))
export const lookAtDevice = (look: string) => take(api.POST('/api/console/desk/looks/{look}', { params: { path: { look } } }))

const one = (ticket: string) => ({ path: { case: ticket } })
export type Sift = NonNullable<paths['/api/console/desk/tickets']['get']['parameters']['query']>
export const listQueue = (after?: string, by: Sift = {}) => take(api.GET('/api/console/desk/queue', { params: { query: { ...by, state: undefined, q: undefined, after } } }))
export const searchDesk = (q: string, after?: string, by: Sift = {}) => take(api.GET('/api/console/desk/tickets', { params: { query: { ...by, q: q || undefined, after } } }))
export const getDeskTicket = (ticket: string) => take(api.GET('/api/console/desk/tickets/{case}', { params: one(ticket) }))
const way = (ticket: string, body: Reply) => ({ params: one(ticket), body })
export const answer = (ticket: string, reply: Reply) => take(api.POST('/api/console/desk/tickets/{case}/answers', way(ticket, reply)))
export const note = (ticket: string, reply: Reply) => take(api.POST('/api/console/desk/tickets/{case}/notes', way(ticket, reply)))
export const changeTicket = (ticket: string, body: Change) => take(api.PATCH('/api/console/desk/tickets/{case}', { params: one(ticket), body }))
export const refuseTicket = (ticket: string, refusal: Refusal, reason: string) => take(api.POST('/api/console/desk/tickets/{case}/refusal', { params: one(ticket), body: { refusal, reason } }))
export const unrefuseTicket = (ticket: string) => take(api.DELETE('/api/console/desk/tickets/{case}/refusal', { params: one(ticket) }))
export const reopenTicket = (ticket: string) => take(api.POST('/api/console/desk/tickets/{case}/reopening', { params: one(ticket) }))
export const groupTicket = (ticket: string, lead: string) => take(api.POST('/api/console/desk/tickets/{case}/group', { params: one(ticket), body: { lead } }))
export const ungroupTicket = (ticket: string) => take(api.POST('/api/console/desk/tickets/{case}/ungrouping', { params: one(ticket) }))
export const splitTicket = (ticket: string, message: string, subject: string, body?: string) => take(api.POST('/api/console/desk/tickets/{case}/split', { params: one(ticket), body: { message, subject, body } }))
export const learnFacts = (ticket: string, facts: Record<string, string>) => take(api.POST('/api/console/desk/tickets/{case}/facts', { params: one(ticket), body: { facts } }))
export const readSecret = (ticket: string, secret: string) => take(api.POST('/api/console/desk/tickets/{case}/secrets/{secret}/reading', { params: { path: { case: ticket, secret } } }))
export const noteCall = (body: Call) => take(api.POST('/api/console/desk/calls', { body }))
export const previewEscalation = (ticket: string, body: Preview) => take(api.POST('/api/console/desk/tickets/{case}/escalation/preview', { params: one(ticket), body }))
export const escalate = (ticket: string, body: Onward) => take(api.POST('/api/console/desk/tickets/{case}/escalation', { params: one(ticket), body }))

// Lists that are kept at the desk, and who looks at a ticket.
export type View = Schemas['DeskView']
export type ViewFilter = View['filter']
export const listViews = () => take(api.GET('/api/console/desk/views'))
export const keepView = (body: View) => take(api.PUT('/api/console/desk/views', { body }))
export const shareView = (body: View) => take(api.PUT('/api/console/desk/shared-views', { body }))
export const dropView = ({ id = '', shared }: View) => take(shared ? api.DELETE('/api/console/desk/shared-views/{view}', { params: { path: { view: id } } }) : api.DELETE('/api/console/desk/views/{view}', { params: { path: { view: id } } }))
export const orderViews = (views: string[]) => take(api.PUT('/api/console/desk/view-order', { body: { views } }))
export const lookAt = (ticket: string, writing: boolean) => take(api.PUT('/api/console/desk/tickets/{case}/look', { params: one(ticket), body: { writing } }))
export const lookAway = (ticket: string) => take(api.DELETE('/api/console/desk/tickets/{case}/look', { params: one(ticket) }))
