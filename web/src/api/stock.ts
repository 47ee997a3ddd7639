import { api, take } from './http'
import type { components } from './schema'

// Trackers in stock, activation codes, claims and requests, in the words of the API's document.

type Schemas = components['schemas']
export type Stocked = Schemas['StockedTracker']
export type Label = Schemas['StockLabel']
export type CustomersTracker = Schemas['CustomersTracker']
export type IdentityClaim = Schemas['IdentityClaim']
export type QueuedRequest = Schemas['QueuedRequest']
export type TrackerRequest = Schemas['TrackerRequest']

const limit = 100

export const listStock = (q: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/stock', { params: { query: { q: q || undefined, after, limit } }, signal }))
export const addStock = (body: Schemas['NewStock']) => take(api.POST('/api/console/stock', { body }))
export const importStock = (body: Schemas['Import-stockRequest']) => take(api.POST('/api/console/stock/import', { body }))
export const changeStock = (stock: string, body: Schemas['StockChange']) => take(api.PATCH('/api/console/stock/{stock}', { params: { path: { stock } }, body }))
export const deleteStock = (stock: string) => take(api.DELETE('/api/console/stock/{stock}', { params: { path: { stock } } }))
export const makeCodes = (trackers: string[]) => take(api.POST('/api/console/stock/codes', { body: { trackers } })).then((page) => page.items)
export const handOut = (stock: string, customer?: string) => take(api.POST('/api/console/stock/{stock}/hand-out', { params: { path: { stock } }, body: { customer } }))
export const takeBack = (stock: string) => take(api.POST('/api/console/stock/{stock}/take-back', { params: { path: { stock } } }))

export const activate = (body: Schemas['Activation'], once: string) => take(api.POST('/api/activations', { body, params: { header: { 'Idempotency-Key': once } } }))
export const askForTracker = (object: string, note: string) => take(api.POST('/api/objects/{object}/request', { params: { path: { object } }, body: { note } }))
export const getTrackerRequest = (object: string) => take(api.GET('/api/objects/{object}/request', { params: { path: { object } } }))

export const listCustomersTrackers = (list: 'waiting' | 'requested' | 'troubled', after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/trackers', { params: { query: { list, after, limit } }, signal }))

export const searchIdentity = (value: string, reason: string) => take(api.POST('/api/platform/identities/search', { body: { value, reason } })).then((page) => page.items)
export const decideIdentity = (claim: string, what: 'release' | 'transfer', reason: string, from: 'now' | 'last_heard') =>
  what === 'release'
    ? take(api.POST('/api/platform/identities/{claim}/release', { params: { path: { claim } }, body: { reason, from } }))
    : take(api.POST('/api/platform/identities/{claim}/transfer', { params: { path: { claim } }, body: { reason, from } }))
export const listTrackerRequests = (after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/platform/tracker-requests', { params: { query: { open: true, after, limit } }, signal }))
export const refuseTrackerRequest = (request: string, reason: string) =>
  take(api.POST('/api/platform/tracker-requests/{request}/refuse', { params: { path: { request } }, body: { reason } }))
