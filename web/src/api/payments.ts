import { api, take } from './http'
import type { components } from './schema'

// What customers pay their provider.

type Schemas = components['schemas']
export type Payment = Schemas['Payment']
export type Waiting = Schemas['UnidentifiedPayment']
export type StatementImport = Schemas['StatementImport']

export const listPayments = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payments', { params: { query: { after, limit: 50 } }, signal }))
export const listUnidentified = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payments/unidentified', { params: { query: { after, limit: 50 } }, signal }))
export const assignPayment = (receipt: string, customer: string) => take(api.POST('/api/console/payments/unidentified/{receipt}/assign', { params: { path: { receipt } }, body: { customer } }))
export const returnPayment = (receipt: string, comment: string) => take(api.POST('/api/console/payments/unidentified/{receipt}/return', { params: { path: { receipt } }, body: { comment } }))
export const importStatement = (name: string, file: string, dry_run: boolean) => take(api.POST('/api/console/payments/statements', { body: { name, file, dry_run } }))
