import { api, take } from './http'
import type { components } from './schema'

// Webhooks: addresses of one's own programs that are told what happens, in the words of the API's document.

type Schemas = components['schemas']
export type Webhook = Schemas['Webhook']
export type Wanted = Schemas['WebhookWanted']
export type Delivery = Schemas['WebhookCall']

const one = (webhook: string) => ({ params: { path: { webhook } } })

export const listWebhooks = () => take(api.GET('/api/webhooks')).then((page) => page.items)
export const addWebhook = (body: Wanted) => take(api.POST('/api/webhooks', { body }))
export const changeWebhook = (webhook: string, body: Wanted & { on: boolean }) => take(api.PUT('/api/webhooks/{webhook}', { ...one(webhook), body }))
export const hearEvents = (webhook: string) => take(api.POST('/api/webhooks/{webhook}/events', one(webhook)))
export const removeWebhook = (webhook: string) => take(api.DELETE('/api/webhooks/{webhook}', one(webhook)))
export const rotateSecret = (webhook: string) => take(api.POST('/api/webhooks/{webhook}/secret', one(webhook)))
export const testWebhook = (webhook: string) => take(api.POST('/api/webhooks/{webhook}/test', one(webhook)))
export const replaySpan = (webhook: string, from: string, until: string) => take(api.POST('/api/webhooks/{webhook}/replay', { ...one(webhook), body: { from, until } }))
export const listDeliveries = (webhook: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/webhooks/{webhook}/calls', { params: { path: { webhook }, query: { after, limit: 50 } }, signal }))
export const getDelivery = (delivery: string) => take(api.GET('/api/webhook-calls/{call}', { params: { path: { call: delivery } } }))
export const replay = (delivery: string) => take(api.POST('/api/webhook-calls/{call}/replay', { params: { path: { call: delivery } } }))
