import type { Language } from '../i18n'
import { api, take } from './http'
import type { components } from './schema'

// Documents by agreement, in the words of the API's document.

type Schemas = components['schemas']
export type AgreedDocument = Schemas['AgreedDocument']
export type AgreedDocumentText = Schemas['AgreedDocumentText']
export type CustomerAgreed = Schemas['CustomerAgreed']
export type CustomerDocuments = Schemas['CustomerDocuments']
export type ReplaceableDocument = Schemas['ReplaceableDocument']

const spoken = (language: string) => ({ locale: language as Language })

export const listCustomerDocuments = (customer: string, language: string) =>
  take(api.GET('/api/console/customers/{customer}/agreement/documents', { params: { path: { customer }, query: spoken(language) } }))
export const agreeDocument = (customer: string, body: Schemas['NewAgreed']) => take(api.POST('/api/console/customers/{customer}/agreement/documents', { params: { path: { customer } }, body }))
export const getCustomerTexts = (customer: string, replacement: string) =>
  take(api.GET('/api/console/customers/{customer}/agreement/documents/{replacement}', { params: { path: { customer, replacement } } })).then((page) => page.items)
export const endAgreed = (customer: string, replacement: string, ends_at?: string) =>
  take(api.POST('/api/console/customers/{customer}/agreement/documents/{replacement}/end', { params: { path: { customer, replacement } }, body: { ends_at } }))

/** Those of one's own account, or of a reseller with its provider: read in two places, and alike. */
export interface Side {
  key: string
  list: (language: string) => Promise<AgreedDocument[]>
  one: (agreed: string, language: string) => Promise<AgreedDocumentText>
  file: (agreed: string) => string
}
export const accountSide: Side = {
  key: 'agreed-mine',
  list: (language) => take(api.GET('/api/agreed-documents', { params: { query: spoken(language) } })).then((page) => page.items),
  one: (agreed, language) => take(api.GET('/api/agreed-documents/{agreed}', { params: { path: { agreed }, query: spoken(language) } })),
  file: (agreed) => `/api/agreed-documents/${agreed}/file`,
}
export const providerSide: Side = {
  key: 'agreed-provider',
  list: (language) => take(api.GET('/api/console/provider/agreed-documents', { params: { query: spoken(language) } })).then((page) => page.items),
  one: (agreed, language) => take(api.GET('/api/console/provider/agreed-documents/{agreed}', { params: { path: { agreed }, query: spoken(language) } })),
  file: (agreed) => `/api/console/provider/agreed-documents/${agreed}/file`,
}
