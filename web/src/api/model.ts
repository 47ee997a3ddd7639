import { call } from './http'

// What the server answers, in the words of its API document.

export type Status = 'moving' | 'standing' | 'offline' | 'never' | 'blocked'
export const statuses: Status[] = ['moving', 'standing', 'offline', 'never', 'blocked']

export interface Place {
  at: string
  lat: number
  lon: number
  altitude?: number | null
  speed?: number | null
  course?: number | null
  valid: boolean
}

export type Attributes = Record<string, unknown>

export interface Why {
  cause: string
  since?: string | null
  reason?: string
  keep_data?: boolean
}

export interface Tracker {
  id: string
  protocol: string
  model: string
  identity: string
  phone: string
  has_password: boolean
  time_zone: string
  since: string
  waiting: boolean
}

/** What the map needs of an object. */
export interface ObjectState {
  id: string
  name: string
  kind: string
  group?: string | null
  status: Status
  moving_since?: string | null
  heard_at?: string | null
  place?: Place | null
  withheld?: boolean
  attributes?: Attributes
  why?: Why[]
}

export interface FleetObject extends ObjectState {
  created_at: string
  odometer?: number | null
  tracker?: Tracker | null
}

export interface Group {
  id: string
  name: string
  objects: number
}

export interface Page<T> {
  items: T[]
  next?: string
}

export interface Session {
  user: { id: string; login: string; name: string; locale: string; time_zone: string; email?: string }
  tenant: { id: string; name: string; kind: 'platform' | 'reseller' | 'account'; time_zone: string }
  role: string
  operations: string[]
  brand: string
  areas: string[]
}

export interface Day {
  distance: number
  moving_seconds: number
  max_speed: number
  stops: { from: string; to: string; lat: number; lon: number }[]
}

export interface Track {
  items: Place[]
  withheld_from?: string | null
}

export interface Contact {
  at: string
  outcome: string
  protocol: string
  port: number
  detail?: Record<string, unknown>
}

export const signIn = (login: string, password: string) => call<unknown>('POST', '/api/session', { body: { login, password }, plain: true })
export const signOut = () => call<void>('DELETE', '/api/session', { plain: true })
export const whoAmI = () => call<Session>('GET', '/api/session')

export interface ObjectQuery {
  q?: string
  group?: string
  status?: string
}

export const listObjects = (query: ObjectQuery, after?: string, signal?: AbortSignal) =>
  call<Page<FleetObject>>('GET', '/api/objects', { query: { ...query, after, limit: 100 }, signal })
export const getObject = (id: string) => call<FleetObject>('GET', `/api/objects/${id}`)
export const getStates = () => call<Page<ObjectState>>('GET', '/api/states').then((page) => page.items)
export const listGroups = () => call<Page<Group>>('GET', '/api/groups').then((page) => page.items)

export const getDay = (id: string) => call<Day>('GET', `/api/objects/${id}/day`, { query: { zone: Intl.DateTimeFormat().resolvedOptions().timeZone } })
export const getTrack = (id: string, from: Date, to: Date, points: number) =>
  call<Track>('GET', `/api/objects/${id}/track`, { query: { from: from.toISOString(), to: to.toISOString(), points } })

export interface TrackerInput {
  protocol: string
  model?: string
  identity: string
  phone?: string
  password?: string
  time_zone?: string
  since?: string
  move?: boolean
}

export interface Warning {
  field: string
  reason: string
  message: string
}

export const createObject = (body: { name: string; kind: string; group?: string; tracker?: TrackerInput }, once: string) =>
  call<FleetObject & { warnings?: Warning[] }>('POST', '/api/objects', { body, once })
export const changeObject = (id: string, body: { name?: string; kind?: string; group?: string | null }) => call<FleetObject>('PATCH', `/api/objects/${id}`, { body })
export const deleteObject = (id: string, confirm: string) => call<void>('DELETE', `/api/objects/${id}`, { query: { confirm } })
export const bindTracker = (id: string, body: TrackerInput) => call<FleetObject>('PUT', `/api/objects/${id}/tracker`, { body: { ...body } })
export const blockObject = (id: string, body: { keep_data: boolean; reason: string }) => call<void>('PUT', `/api/objects/${id}/block`, { body })
export const unblockObject = (id: string) => call<void>('DELETE', `/api/objects/${id}/block`)
export const createGroup = (name: string) => call<Group>('POST', '/api/groups', { body: { name } })

export interface SMS {
  purpose: string
  text: string
  optional?: boolean
}
export interface Model {
  name: string
  vendor: string
  sms?: SMS[] | null
  link?: string
  stores?: string[] | null
  notes?: string[] | null
}
export interface Setup {
  protocol: string
  title: string
  host: string
  port: number
  transports: string[]
  by_imei: boolean
  has_password: boolean
  models: Model[]
  steps?: string[] | null
}
export const listProtocols = () => call<Page<Setup>>('GET', '/api/protocols').then((page) => page.items)

export interface ContactState {
  what: string
  at?: string | null
  protocol?: string
  port?: number
  detail?: Record<string, unknown>
  why?: Why[]
}
export const getContact = (id: string) => call<ContactState>('GET', `/api/objects/${id}/contact`)

export interface SessionRow {
  id: string
  current: boolean
  created_at: string
  seen_at: string
  address: string
  agent: string
}
export const listSessions = () => call<Page<SessionRow>>('GET', '/api/sessions').then((page) => page.items)
export const endSession = (id: string) => call<void>('DELETE', `/api/sessions/${id}`)
export const changeProfile = (body: { name?: string; locale?: string }) => call<unknown>('PATCH', '/api/profile', { body })
export const changePassword = (body: { current: string; password: string }) => call<void>('POST', '/api/password', { body })

export interface Customer {
  id: string
  name: string
  kind: string
  number: string
  status: string
  objects: number
  created_at: string
  realm?: string
  depth?: number
}
export interface CustomerObject {
  id: string
  name: string
  kind: string
  tenant: string
  tenant_name?: string
  created_at: string
}
export const listCustomers = (q: string, after?: string, signal?: AbortSignal) => call<Page<Customer>>('GET', '/api/console/customers', { query: { q, after, limit: 100 }, signal })
export const listCustomerObjects = (q: string, after?: string, signal?: AbortSignal) =>
  call<Page<CustomerObject>>('GET', '/api/console/objects', { query: { q, after, limit: 100 }, signal })
export const listTenants = (q: string, after?: string, signal?: AbortSignal) => call<Page<Customer>>('GET', '/api/platform/tenants', { query: { q, after, limit: 100 }, signal })
