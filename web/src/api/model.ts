import { api, take } from './http'
import type { components } from './schema'

// What the app asks the server, in the words of the API's document.

type Schemas = components['schemas']
export type Status = Schemas['ObjectState']['status']
export type Place = Schemas['Place']
export type Why = Schemas['Why']
export type Tracker = Schemas['Tracker']
export type FleetObject = Schemas['Object']
export type Group = Schemas['Group']
export type Session = Schemas['Me']
export type Setup = Schemas['Protocol']
export type Model = Schemas['TrackerModel']
export type TrackerInput = Schemas['TrackerSpec']
export type ContactState = Schemas['Contact']
export type SessionRow = Schemas['Session']
export type Attributes = Record<string, unknown>

export const statuses: Status[] = ['moving', 'standing', 'offline', 'never', 'blocked']

/** What the map knows of an object: its state, and what has come over the live connection since. */
export type ObjectState = Schemas['ObjectState'] & { attributes?: Attributes }

export interface Page<T> {
  items: T[]
  next?: string
}

const pageSize = 100

export const signIn = (login: string, password: string) => take(api.POST('/api/session', { body: { login, password } }))
export const signOut = () => take(api.DELETE('/api/session'))
export const whoAmI = () => take(api.GET('/api/session'))

export interface ObjectQuery {
  q?: string
  group?: string
  status?: Status[]
}

export const listObjects = ({ q, group, status }: ObjectQuery, after?: string, signal?: AbortSignal) =>
  take(
    api.GET('/api/objects', {
      params: { query: { q: q || undefined, group: group || undefined, status: status?.length ? status : undefined, after, limit: pageSize } },
      querySerializer: { array: { style: 'form', explode: false } },
      signal,
    }),
  )
/** As many objects as are offered at once. */
export const findObjects = (q: string, limit: number, signal: AbortSignal) => take(api.GET('/api/objects', { params: { query: { q: q || undefined, limit } }, signal }))
export const getObject = (object: string) => take(api.GET('/api/objects/{object}', { params: { path: { object } } }))
export const getStates = () => take(api.GET('/api/states'))
export const listGroups = () => take(api.GET('/api/groups')).then((page) => page.items)
export const createGroup = (name: string) => take(api.POST('/api/groups', { body: { name } }))

/** The day that it is in the reader's time zone; without one, the browser's. */
export const getDay = (object: string, zone?: string) =>
  take(api.GET('/api/objects/{object}/day', { params: { path: { object }, query: { zone: zone || Intl.DateTimeFormat().resolvedOptions().timeZone } } }))
/** The positions of a stretch of time; points thins them to about so many. */
export const getTrack = (object: string, from: Date, to: Date, points?: number) =>
  take(api.GET('/api/objects/{object}/track', { params: { path: { object }, query: { from: from.toISOString(), to: to.toISOString(), points } } }))

export const createObject = (body: Schemas['NewObject'], once: string) => take(api.POST('/api/objects', { body, params: { header: { 'Idempotency-Key': once } } }))
export const changeObject = (object: string, body: Schemas['ObjectChange']) => take(api.PATCH('/api/objects/{object}', { params: { path: { object } }, body }))
export const deleteObject = (object: string, confirm: string) => take(api.DELETE('/api/objects/{object}', { params: { path: { object }, query: { confirm } } }))
export const bindTracker = (object: string, body: TrackerInput) => take(api.PUT('/api/objects/{object}/tracker', { params: { path: { object } }, body }))
export const blockObject = (object: string, body: Schemas['Blocking']) => take(api.PUT('/api/objects/{object}/block', { params: { path: { object } }, body }))
export const unblockObject = (object: string) => take(api.DELETE('/api/objects/{object}/block', { params: { path: { object } } }))

export const listProtocols = () => take(api.GET('/api/protocols')).then((page) => page.items)
export const getContact = (object: string) => take(api.GET('/api/objects/{object}/contact', { params: { path: { object } } }))

export const listSessions = () => take(api.GET('/api/sessions')).then((page) => page.items)
export const endSession = (session: string) => take(api.DELETE('/api/sessions/{session}', { params: { path: { session } } }))
export const changeProfile = (body: Schemas['Change-profileRequest']) => take(api.PATCH('/api/profile', { body }))
export const changePassword = (body: Schemas['Change-passwordRequest']) => take(api.POST('/api/password', { body }))

const found = (q: string, after?: string) => ({ params: { query: { q: q || undefined, after, limit: pageSize } } })
export const listCustomerObjects = (q: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/objects', { ...found(q, after), signal }))
export const listTenants = (q: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/platform/tenants', { ...found(q, after), signal }))

export const moveObjects = (ids: string[], group: string | null) => take(api.POST('/api/objects/move', { body: { ids, group } }))
export const blockObjects = (ids: string[], keep_data: boolean, reason: string) => take(api.POST('/api/objects/block', { body: { ids, keep_data, reason } }))
export const unblockObjects = (ids: string[]) => take(api.POST('/api/objects/unblock', { body: { ids } }))
export const deleteObjects = (ids: string[], confirm: number) => take(api.POST('/api/objects/delete', { body: { ids, confirm } }))
export const exportObjects = (ids: string[]) => take(api.POST('/api/objects/export', { body: { ids }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
