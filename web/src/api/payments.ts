import { api, take } from './http'
import type { components } from './schema'

// What customers pay their provider.

type Schemas = components['schemas']
export type Payment = Schemas['Payment']
export type Waiting = Schemas['UnidentifiedPayment']
export type Takeback = Schemas['PaymentTakeback']
export type PayoutRow = Schemas['Payout']
export type StatementImport = Schemas['StatementImport']

export const listPayments = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payments', { params: { query: { after, limit: 50 } }, signal }))
export const listUnidentified = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payments/unidentified', { params: { query: { after, limit: 50 } }, signal }))
export const assignPayment = (receipt: string, customer: string) => take(api.POST('/api/console/payments/unidentified/{receipt}/assign', { params: { path: { receipt } }, body: { customer } }))
export const returnPayment = (receipt: string, comment: string) => take(api.POST('/api/console/payments/unidentified/{receipt}/return', { params: { path: { receipt } }, body: { comment } }))
export const ownPayment = (receipt: string, from: 'stripe' | 'own', comment: string) => take(api.POST('/api/console/payments/unidentified/{receipt}/own', { params: { path: { receipt } }, body: { from, comment } }))
export const listTakebacks = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payments/takebacks', { params: { query: { after, limit: 50 } }, signal }))
export const reverseReceipt = (takeback: string) => take(api.POST('/api/console/payments/takebacks/{takeback}/reverse', { params: { path: { takeback } } }))
export const keepReceipt = (takeback: string) => take(api.POST('/api/console/payments/takebacks/{takeback}/keep', { params: { path: { takeback } } }))
export const importStatement = (name: string, file: string, dry_run: boolean) => take(api.POST('/api/console/payments/statements', { body: { name, file, dry_run } }))
export const takeCash = (body: { customer: string; currency: string; amount: number; comment: string }, once: string) =>
  take(api.POST('/api/console/payments/cash', { body, params: { header: { 'Idempotency-Key': once } } }))
export const getStripe = () => take(api.GET('/api/console/payments/stripe'))
export const connectStripe = (secret_key: string) => take(api.PUT('/api/console/payments/stripe', { body: { secret_key } }))
export const disconnectStripe = () => take(api.DELETE('/api/console/payments/stripe'))
export const refundPayment = (payment: string, amount: number, once: string) =>
  take(api.POST('/api/console/payments/{payment}/refund', { params: { path: { payment }, header: { 'Idempotency-Key': once } }, body: { amount } }))
export const listPayouts = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/payouts', { params: { query: { after, limit: 50 } }, signal }))
export const listPayoutRequests = () => take(api.GET('/api/console/payouts/asked'))
export const beginPayout = (body: { customer: string; currency: string; commission: number; recipient: string; bank_account: string; bank: string }, once: string) => take(api.POST('/api/console/payouts', { body, params: { header: { 'Idempotency-Key': once } } }))
export const notePayoutSent = (payout: string) => take(api.POST('/api/console/payouts/{payout}/sent', { params: { path: { payout } } }))
export const cancelPayout = (payout: string, comment: string) => take(api.POST('/api/console/payouts/{payout}/cancel', { params: { path: { payout } }, body: { comment } }))
export const notePayoutReturned = (payout: string, comment: string) => take(api.POST('/api/console/payouts/{payout}/returned', { params: { path: { payout } }, body: { comment } }))
export const listIssuedPapers = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/papers', { params: { query: { after, limit: 50 } }, signal }))
export const fetchIssuedPaper = (paper: string) => take(api.GET('/api/console/papers/{paper}', { params: { path: { paper } }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const creditInvoice = (paper: string, amount: number, reason: string, once: string) =>
  take(api.POST('/api/console/papers/{paper}/credit', { params: { path: { paper }, header: { 'Idempotency-Key': once } }, body: { amount, reason } }))
