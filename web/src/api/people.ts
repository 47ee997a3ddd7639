import { api, take } from './http'
import type { components } from './schema'

// People of one's own tenant, their roles, invitations and keys, in the words of the API's document.

type Schemas = components['schemas']
export type Person = Schemas['Person']
export type Granted = Schemas['Granted']
export type Role = Schemas['Role']
export type Invitation = Schemas['Invitation']
export type Key = Schemas['Key']
export type Welcome = Schemas['Welcome']

const one = (person: string) => ({ params: { path: { person } } })

export const listPeople = (q: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/people', { params: { query: { q: q || undefined, after, limit: 100 } }, signal }))
/** As many people as are offered at once. */
export const findPeople = (q: string, limit: number, signal: AbortSignal) => take(api.GET('/api/people', { params: { query: { q: q || undefined, limit } }, signal }))
// As many as the server names at once.
const named = 100
/** Those people who are named, of however many. */
export async function namePeople(ids: string[], signal: AbortSignal): Promise<Person[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / named) }, (_, n) => ids.slice(n * named, (n + 1) * named))
  const pages = await Promise.all(parts.map((only) => take(api.GET('/api/people', { params: { query: { only, limit: named } }, querySerializer: { array: { style: 'form', explode: false } }, signal }))))
  return pages.flatMap((page) => page.items)
}
export const getPerson = (person: string) => take(api.GET('/api/people/{person}', one(person)))
export const addPerson = (body: Schemas['Add-personRequest']) => take(api.POST('/api/people', { body }))
export const changePerson = (person: string, body: Schemas['Change-personRequest']) => take(api.PATCH('/api/people/{person}', { ...one(person), body }))
export const removePerson = (person: string) => take(api.DELETE('/api/people/{person}', one(person)))
export const setFirstPassword = (person: string, password: string) => take(api.POST('/api/people/{person}/password', { ...one(person), body: { password } }))
export const listPersonsSessions = (person: string) => take(api.GET('/api/people/{person}/sessions', one(person))).then((page) => page.items)
export const endPersonsSessions = (person: string) => take(api.DELETE('/api/people/{person}/sessions', one(person)))
export const endPersonsSession = (person: string, session: string) => take(api.DELETE('/api/people/{person}/sessions/{session}', { params: { path: { person, session } } }))

export const listPersonsKeys = (person: string) => take(api.GET('/api/people/{person}/keys', one(person))).then((page) => page.items)
export const revokePersonsKey = (person: string, key: string) => take(api.DELETE('/api/people/{person}/keys/{key}', { params: { path: { person, key } } }))
export const exportPerson = (person: string) => take(api.POST('/api/people/{person}/export', { ...one(person), parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const erasePerson = (person: string) => take(api.POST('/api/people/{person}/erasure', one(person)))
export const closeAccount = (confirm: string, password: string, to: { recipient: string; bank_account: string }) =>
  take(api.POST('/api/closing', { body: { confirm, password, recipient: to.recipient || undefined, bank_account: to.bank_account || undefined } }))

export const listRoles = () => take(api.GET('/api/roles'))
export const makeRole = (body: Schemas['RoleBody']) => take(api.POST('/api/roles', { body }))
export const changeRole = (role: string, body: Schemas['RoleBody']) => take(api.PUT('/api/roles/{role}', { params: { path: { role } }, body }))
export const deleteRole = (role: string) => take(api.DELETE('/api/roles/{role}', { params: { path: { role } } }))

export const listInvitations = () => take(api.GET('/api/invitations')).then((page) => page.items)
export const invite = (body: Schemas['InviteRequest']) => take(api.POST('/api/invitations', { body }))
export const resendInvitation = (invitation: string) => take(api.POST('/api/invitations/{invitation}/resend', { params: { path: { invitation } } }))
export const revokeInvitation = (invitation: string) => take(api.DELETE('/api/invitations/{invitation}', { params: { path: { invitation } } }))
export const readInvitation = (token: string) => take(api.POST('/api/invitation', { body: { token } }))
export const acceptInvitation = (body: Schemas['Accept-invitationRequest']) => take(api.POST('/api/invitation/accept', { body }))

export const offerOwnership = (user: string, password: string) => take(api.POST('/api/ownership', { body: { user, password } }))
export const acceptOwnership = (password: string) => take(api.POST('/api/ownership/accept', { body: { password } }))
export const endOffer = () => take(api.DELETE('/api/ownership'))

export const listKeys = () => take(api.GET('/api/keys')).then((page) => page.items)
export const makeKey = (body: Schemas['Make-keyRequest']) => take(api.POST('/api/keys', { body }))
export const revokeKey = (key: string) => take(api.DELETE('/api/keys/{key}', { params: { path: { key } } }))
export const endOtherSessions = () => take(api.DELETE('/api/sessions'))
