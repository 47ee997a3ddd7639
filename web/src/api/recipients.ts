import { api, take } from './http'
import type { components } from './schema'

// Addresses outside of a tenant's users that its notices go to, in the words of the API's document.

type Schemas = components['schemas']
export type Recipient = Schemas['Recipient']
export type RecipientWanted = Schemas['RecipientWanted']

export const listRecipients = () => take(api.GET('/api/recipients'))
export const addRecipient = (body: Schemas['Add-recipientRequest']) => take(api.POST('/api/recipients', { body }))
export const changeRecipient = (recipient: string, body: RecipientWanted) => take(api.PUT('/api/recipients/{recipient}', { params: { path: { recipient } }, body }))
export const askRecipient = (recipient: string) => take(api.POST('/api/recipients/{recipient}/ask', { params: { path: { recipient } } }))
export const removeRecipient = (recipient: string) => take(api.DELETE('/api/recipients/{recipient}', { params: { path: { recipient } } }))
