import { api, take } from './http'
import type { components } from './schema'

// What is put in writing about money, and who is named there.

type Schemas = components['schemas']
export type Paper = Schemas['Paper']
export type LegalEntity = Schemas['LegalEntity']
export type Format = 'csv' | 'xlsx' | '1c' | 'pdf'

/** Whose papers: an account's own, or what a reseller has from its provider. */
export type Side = 'own' | 'provider'

const blob = (answer: Promise<unknown>) => answer as Promise<Blob>

export const listPapers = (side: Side, after: string | undefined, signal: AbortSignal) => {
  const query = { params: { query: { after, limit: 50 } }, signal }
  return side === 'own' ? take(api.GET('/api/billing/papers', query)) : take(api.GET('/api/console/provider/papers', query))
}
export const fetchPaper = (side: Side, paper: string) => {
  const of = { params: { path: { paper } }, parseAs: 'blob' } as const
  return blob(side === 'own' ? take(api.GET('/api/billing/papers/{paper}', of)) : take(api.GET('/api/console/provider/papers/{paper}', of)))
}
export const fetchSlip = (side: Side, amount?: number, currency?: string) => {
  const of = { params: { query: { amount, currency } }, parseAs: 'blob' } as const
  return blob(side === 'own' ? take(api.GET('/api/billing/slip', of)) : take(api.GET('/api/console/provider/slip', of)))
}
export const fetchEntries = (side: Side, format: Format, from: string, to: string) => {
  const of = { params: { query: { format, from: from || undefined, to: to || undefined } }, parseAs: 'blob' } as const
  return blob(side === 'own' ? take(api.GET('/api/billing/entries/file', of)) : take(api.GET('/api/console/provider/entries/file', of)))
}
export const beginTopup = (amount: number, currency: string, once: string) =>
  take(api.POST('/api/billing/topups', { body: { amount, currency }, params: { header: { 'Idempotency-Key': once } } }))
export const getEntity = () => take(api.GET('/api/entity'))
export const changeEntity = (body: LegalEntity) => take(api.PUT('/api/entity', { body }))
