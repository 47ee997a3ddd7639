import { api, take } from './http'
import type { components } from './schema'

// One's own money, and the plans of one's own objects.

type Schemas = components['schemas']
export type Billing = Schemas['Billing']
export type Entry = Schemas['StatementLine']
export type Subscription = Schemas['Subscription']
export type PlanChoice = Schemas['PlanChoice']
export type Outcomes = Schemas['SubscriptionOutcomes']
export type Wish = Schemas['SubscriptionWish']
export type Offer = Schemas['Offer']
export type OfferedPackage = Schemas['OfferedPackage']
export type BoughtPackage = Schemas['BoughtPackage']
export type Price = Schemas['Price']

const once = (key: string) => ({ header: { 'Idempotency-Key': key } })

export const getBilling = () => take(api.GET('/api/billing'))
export const listEntries = (currency: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/billing/entries', { params: { query: { currency, after, limit: 30 } }, signal }))
export const getEntry = (entry: string) => take(api.GET('/api/billing/entries/{entry}', { params: { path: { entry } } }))
export const beginTopup = (currency: string, amount: number, key: string) => take(api.POST('/api/billing/topups', { params: once(key), body: { currency, amount } }))
export type Autopay = Schemas['Autopay']
export interface AutopayWish {
  currency: string
  amount: number
  below: number
  month_most: number
  words: string
  new_card?: boolean
}
export const getAutopay = () => take(api.GET('/api/billing/autopay'))
export const agreeAutopay = (wish: AutopayWish, key: string) => take(api.POST('/api/billing/autopay', { params: once(key), body: wish }))
export const stopAutopay = () => take(api.DELETE('/api/billing/autopay'))
export const getOffer = () => take(api.GET('/api/offer'))
export const getLimits = () => take(api.GET('/api/limits'))
export const listSubscriptions = (q: string, state: Subscription['state'] | undefined, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/subscriptions', { params: { query: { q: q || undefined, state, after, limit: 50 } }, signal }))
export const getObjectPlan = (object: string) => take(api.GET('/api/objects/{object}/plan', { params: { path: { object } } }))
export const listChoices = () => take(api.GET('/api/subscriptions/choices')).then((all) => all.items)
export const previewWish = (wish: Wish) => take(api.POST('/api/subscriptions/preview', { body: wish }))
export const doWish = (wish: Wish, key: string) => take(api.POST('/api/subscriptions', { params: once(key), body: wish }))
export const listPackages = () => take(api.GET('/api/billing/packages')).then((all) => all.items)
export const buyPackage = (version: string, objects: string[], key: string) =>
  take(api.POST('/api/billing/packages', { params: once(key), body: { version, objects: objects.length > 0 ? objects : undefined } }))
export const whyObject = (object: string) => take(api.GET('/api/objects/{object}/why', { params: { path: { object } } })).then((causes) => causes.items)
