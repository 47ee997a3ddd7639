import { api, take } from './http'
import type { components, paths } from './schema'

// What a realm sells, what its customers have left, and what it owes itself.

type Schemas = components['schemas']
export type Plan = Schemas['ListedPlan']
export type PlanVersion = Schemas['PlanVersion']
export type Terms = Schemas['Terms']
export type Package = Schemas['ListedPackage']
export type PackageVersion = Schemas['PackageVersion']
export type Contents = Schemas['Contents']
export type Wallet = Schemas['Wallet']
export type WalletEntry = Schemas['WalletEntry']
export type Transaction = Schemas['LedgerTransaction']
export type Margin = Schemas['Margin']
export type Reseller = Schemas['WholesaleReseller']
export type Ladder = Schemas['DebtLadder']
export type MeteredDay = Schemas['MeteredDay']

export const listPlans = () => take(api.GET('/api/console/prices/plans')).then((page) => page.items)
export const createPlan = (body: Schemas['NewPlan']) => take(api.POST('/api/console/prices/plans', { body }))
export const changePlan = (plan: string, body: Schemas['PlanChange']) => take(api.PATCH('/api/console/prices/plans/{plan}', { params: { path: { plan } }, body }))
export const publishPlan = (plan: string, terms: Terms, in_force_from: string) => take(api.POST('/api/console/prices/plans/{plan}/versions', { params: { path: { plan } }, body: { terms, in_force_from } }))
export const withdrawPlan = (plan: string, version: string) => take(api.DELETE('/api/console/prices/plans/{plan}/versions/{version}', { params: { path: { plan, version } } }))

export const listPackages = () => take(api.GET('/api/console/prices/packages')).then((page) => page.items)
export const createPackage = (body: Schemas['NewPackage']) => take(api.POST('/api/console/prices/packages', { body }))
export const changePackage = (id: string, body: Schemas['PackageChange']) => take(api.PATCH('/api/console/prices/packages/{package}', { params: { path: { package: id } }, body }))
export const publishPackage = (id: string, contents: Contents, in_force_from: string) => take(api.POST('/api/console/prices/packages/{package}/versions', { params: { path: { package: id } }, body: { contents, in_force_from } }))
export const withdrawPackage = (id: string, release: string) => take(api.DELETE('/api/console/prices/packages/{package}/versions/{release}', { params: { path: { package: id, release } } }))

type Narrowed = NonNullable<paths['/api/console/wallets']['get']['parameters']['query']>
export const listWallets = (query: Narrowed, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/wallets', { params: { query: { ...query, after, limit: 100 } }, signal }))
export const listBooks = () => take(api.GET('/api/console/books')).then((page) => page.items)
export const getCustomerMoney = (customer: string) => take(api.GET('/api/console/customers/{customer}/money', { params: { path: { customer } } }))
export const listCustomerEntries = (customer: string, currency: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/customers/{customer}/entries', { params: { path: { customer }, query: { currency, after, limit: 50 } }, signal }))
export const getTransaction = (transaction: string) => take(api.GET('/api/console/transactions/{transaction}', { params: { path: { transaction } } }))
export const bookByHand = (customer: string, body: Schemas['Book-by-handRequest'], once: string) =>
  take(api.POST('/api/console/customers/{customer}/entries', { params: { path: { customer }, header: { 'Idempotency-Key': once } }, body }))
export const reverseTransaction = (transaction: string, reason: string, once: string) =>
  take(api.POST('/api/console/transactions/{transaction}/reversal', { params: { path: { transaction }, header: { 'Idempotency-Key': once } }, body: { reason } }))
export const giveCredit = (customer: string, body: Schemas['Give-creditRequest']) => take(api.PUT('/api/console/customers/{customer}/credit', { params: { path: { customer } }, body }))

export const getAgreement = (customer: string) => take(api.GET('/api/console/customers/{customer}/agreement', { params: { path: { customer } } }))
export type Agreement = Schemas['CustomerAgreement']
export type AgreedPrice = Schemas['AgreedPrice']
export const agreePrice = (customer: string, item: string, price: Schemas['Price'], in_force_from?: string) =>
  take(api.POST('/api/console/customers/{customer}/agreement/prices', { params: { path: { customer } }, body: { item, price, in_force_from } }))
export const endAgreedPrice = (customer: string, price: string) => take(api.DELETE('/api/console/customers/{customer}/agreement/prices/{price}', { params: { path: { customer, price } } }))
export const changeAgreement = (customer: string, body: Schemas['AgreementChange']) => take(api.PUT('/api/console/customers/{customer}/agreement', { params: { path: { customer } }, body }))
export const listCustomerSubscriptions = (customer: string, q: string, state: Schemas['Subscription']['state'] | undefined, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/customers/{customer}/subscriptions', { params: { path: { customer }, query: { q: q || undefined, state, after, limit: 50 } }, signal }))
export const getCustomerObjectPlan = (customer: string, object: string) => take(api.GET('/api/console/customers/{customer}/objects/{object}/plan', { params: { path: { customer, object } } }))
export const previewCustomerWish = (customer: string, body: Schemas['SubscriptionWish']) => take(api.POST('/api/console/customers/{customer}/subscriptions/preview', { params: { path: { customer } }, body }))
export const doCustomerWish = (customer: string, body: Schemas['SubscriptionWish'], once: string) =>
  take(api.POST('/api/console/customers/{customer}/subscriptions', { params: { path: { customer }, header: { 'Idempotency-Key': once } }, body }))
export const listAgreementFiles = (customer: string) => take(api.GET('/api/console/customers/{customer}/agreement/files', { params: { path: { customer } } })).then((page) => page.items)
export async function putAgreementFile(customer: string, file: File) {
  const bytes = Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte))
  return take(api.POST('/api/console/customers/{customer}/agreement/files', { params: { path: { customer } }, body: { name: file.name, file: btoa(bytes.join('')) } }))
}

export const getMargin = (from: string, to: string) => take(api.GET('/api/console/margin', { params: { query: { from, to } } }))
export type MarginPlace = paths['/api/console/margin/figure']['get']['parameters']['query']
export type MarginEntry = Schemas['MarginEntry']
export const getMarginFigure = (query: MarginPlace) => take(api.GET('/api/console/margin/figure', { params: { query } }))
export const listMarginEntries = (query: MarginPlace, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/margin/entries', { params: { query: { ...query, after, limit: 50 } }, signal }))
export const listWholesale = (q: string, owing: boolean, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/wholesale', { params: { query: { q: q || undefined, owing: owing || undefined, after, limit: 100 } }, signal }))
export const listMeteredDays = (customer: string) => take(api.GET('/api/console/customers/{customer}/metered', { params: { path: { customer } } })).then((page) => page.items)
export const getLadder = () => take(api.GET('/api/console/wholesale/ladder'))
export const changeLadder = (body: Ladder) => take(api.PUT('/api/console/wholesale/ladder', { body }))
export const getOwed = () => take(api.GET('/api/console/provider/money'))
/** Metered days of a month, or the last thirty. */
export const listOwedDays = (month?: string) => take(api.GET('/api/console/provider/metered', { params: { query: month ? daysOf(month) : {} } })).then((page) => page.items)

/** The first and the last day of a month, by any day of it. */
function daysOf(month: string) {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month.slice(0, 7)}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

export const listOwedEntries = (currency: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/provider/entries', { params: { query: { currency, after, limit: 50 } }, signal }))
