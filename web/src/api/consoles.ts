import { api, Problem, take } from './http'
import type { components, paths } from './schema'

// What providers and the platform's staff ask, in the words of the API's document.

type Schemas = components['schemas']
export type Customer = Schemas['Customer']
export type OneCustomer = Schemas['OneCustomer']
export type WatchedObject = Schemas['WatchedObject']
export type CustomerPerson = Schemas['CustomerPerson']
export type Note = Schemas['CustomerNote']
export type Trace = Schemas['CustomersTrace']
export type Terms = Schemas['ContractTerms']
export type RealmSettings = Schemas['RealmSettings']
export type Node = Schemas['Node']
export type Health = Schemas['Health']
export type BackgroundWork = Schemas['BackgroundWork']

const pageSize = 100
type Narrowed = NonNullable<paths['/api/console/customers']['get']['parameters']['query']>

/** What the address of a list says, for the server. */
export function narrowed(params: URLSearchParams, fixed: Partial<Narrowed> = {}): Narrowed {
  const one = (name: string) => params.get(name) || undefined
  return { q: one('q'), status: one('status') as Narrowed['status'], with: one('with') as Narrowed['with'], own: one('own') === 'true' || undefined, since: one('since'), sort: one('sort') as Narrowed['sort'], desc: one('desc') === 'true' || undefined, ...fixed }
}

const of = (customer: string) => ({ path: { customer } })

export const listCustomers = (query: Narrowed, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/customers', { params: { query: { ...query, after, limit: pageSize } }, signal }))
/** As many customers as are offered at once. */
export const findCustomers = (query: Narrowed, limit: number, signal: AbortSignal) => take(api.GET('/api/console/customers', { params: { query: { ...query, limit } }, signal }))
export const getCustomer = (customer: string) => take(api.GET('/api/console/customers/{customer}', { params: of(customer) }))
export type ObjectStatus = WatchedObject['status']
export const listObjectsOf = (customer: string, q: string, status: ObjectStatus[], after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/customers/{customer}/objects', { params: { ...of(customer), query: { q: q || undefined, status: status.length > 0 ? status : undefined, after, limit: pageSize } }, signal }))
export const listPeopleOf = (customer: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/customers/{customer}/people', { params: { ...of(customer), query: { after, limit: pageSize } }, signal }))
export const listTraceOf = (customer: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/customers/{customer}/trace', { params: { ...of(customer), query: { after, limit: 50 } }, signal }))
export const listNotes = (customer: string) => take(api.GET('/api/console/customers/{customer}/notes', { params: of(customer) })).then((page) => page.items)
export const addNote = (customer: string, text: string) => take(api.POST('/api/console/customers/{customer}/notes', { params: of(customer), body: { text } }))
export const removeNote = (customer: string, note: string) => take(api.DELETE('/api/console/customers/{customer}/notes/{note}', { params: { path: { customer, note } } }))
export const changeTerms = (customer: string, body: Terms) => take(api.PUT('/api/console/customers/{customer}/contract', { params: of(customer), body }))

/** The list as a file; more: there are more than one file holds. */
export async function exportCustomers(query: Narrowed): Promise<{ file: Blob; more: boolean }> {
  const { data, error, response } = await api.GET('/api/console/customers.csv', { params: { query }, parseAs: 'blob' })
  if (!response.ok) throw new Problem(response.status, (error as { reason?: string } | undefined)?.reason ?? '', response.statusText)
  return { file: data as unknown as Blob, more: response.headers.get('X-More') === 'true' }
}

export const getToday = () => take(api.GET('/api/console/today'))
export const getProvider = () => take(api.GET('/api/console/provider'))
export const getRealmSettings = () => take(api.GET('/api/console/settings'))
export const changeRealmSettings = (body: RealmSettings) => take(api.PUT('/api/console/settings', { body }))

export const getHelp = () => take(api.GET('/api/help'))
export const exportProfile = () => take(api.GET('/api/profile/export'))

export const searchTenants = (q: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/platform/tenants', { params: { query: { q: q || undefined, after, limit: pageSize } }, signal }))
export const listBranch = (parent: string, after?: string) => take(api.GET('/api/platform/tenants', { params: { query: { parent, after, limit: 200 } } }))
export const getTenant = (tenant: string) => take(api.GET('/api/platform/tenants/{tenant}', { params: { path: { tenant } } }))
export const getHealth = () => take(api.GET('/api/platform/health'))
export const getWork = () => take(api.GET('/api/platform/jobs'))
export const tryAgain = (topic: string) => take(api.POST('/api/platform/messages/{topic}/again', { params: { path: { topic } } }))

/** Gives a file to whoever looks at the page. */
export function save(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export type Announced = Schemas['Maintenance']
export const listMaintenance = () => take(api.GET('/api/console/maintenance')).then((page) => page.items)
export const announceMaintenance = (body: Schemas['NewMaintenance'], once: string) => take(api.POST('/api/console/maintenance', { body, params: { header: { 'Idempotency-Key': once } } }))
export const cancelMaintenance = (maintenance: string) => take(api.DELETE('/api/console/maintenance/{maintenance}', { params: { path: { maintenance } } }))
export const listComingMaintenance = (locale: string) => take(api.GET('/api/maintenance', { params: { query: { locale } } })).then((page) => page.items)
