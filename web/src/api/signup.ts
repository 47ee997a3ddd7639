import type { Language } from '../i18n'
import { api, take } from './http'
import type { components } from './schema'

// Signing up, who has, and the documents of a brand, in the words of the API's document.

type Schemas = components['schemas']
export type SignUpPage = Schemas['SignUpPage']
export type SignUpForm = Schemas['Sign-upRequest']
export type SignUpSettings = Schemas['SignUpSettings']
export type SignUpRules = Schemas['SignUpRules']
export type Application = Schemas['Application']
export type Question = Schemas['Question']
export type DocumentHead = Schemas['DocumentHead']
export type DocumentText = Schemas['DocumentText']
export type DocumentKind = DocumentHead['kind']
export type DocumentHistory = Schemas['DocumentHistory']
export type DocumentVersion = Schemas['DocumentVersion']
export type VersionText = Schemas['VersionText']
export type DocumentPreview = Schemas['DocumentPreview']
export type MyDocument = Schemas['MyDocument']
export type DocumentChanges = Schemas['DocumentChanges']
export type DocumentVariable = Schemas['DocumentVariable']
export type DocumentAcceptance = Schemas['DocumentAcceptance']
export type ProviderDocument = Schemas['ProviderDocument']

const spoken = (language: string) => ({ locale: language as Language })

export const getSignUp = (language: string) => take(api.GET('/api/sign-up', { params: { query: spoken(language) } }))
export const signUp = (body: SignUpForm) => take(api.POST('/api/sign-up', { body }))
export const askBeforeSignUp = (body: Schemas['Ask-before-sign-upRequest']) => take(api.POST('/api/sign-up/questions', { body }))
export const confirmAddress = (token: string) => take(api.POST('/api/sign-up/confirmation', { body: { token } }))
export const getMyAddress = () => take(api.GET('/api/sign-up/confirmation'))
export const resendConfirmation = () => take(api.POST('/api/sign-up/confirmation/letter'))

export const listDocuments = (language: string) => take(api.GET('/api/documents', { params: { query: spoken(language) } }))
export const getDocument = (kind: DocumentKind, version: number | undefined, language: string) =>
  take(api.GET('/api/documents/{kind}', { params: { path: { kind }, query: { ...spoken(language), version } } }))
export const getPublicChanges = (kind: DocumentKind, version: number, language: string) =>
  take(api.GET('/api/documents/{kind}/changes', { params: { path: { kind }, query: { ...spoken(language), version } } }))
export const fileOf = (document: { kind: string; version: number }, language: string) => `/api/documents/${document.kind}/file?version=${document.version}&locale=${language}`

export const listAcceptances = (language: string) => take(api.GET('/api/acceptances', { params: { query: spoken(language) } })).then((page) => page.items)
export const tellUse = (language: string) => take(api.POST('/api/acceptances/use', { params: { query: spoken(language) } })).then((page) => page.items)
export const acceptDocuments = () => take(api.POST('/api/acceptances'))

export type PartnerPage = Schemas['PartnerPage']
export type PartnerSettings = Schemas['PartnerSettings']
export const getPartnerPage = (language: string) => take(api.GET('/api/partners', { params: { query: spoken(language) } }))
export const lookUpHost = (name: string, signal: AbortSignal) => take(api.GET('/api/partners/host', { params: { query: { name } }, signal }))
export const askForBusiness = (body: Schemas['Ask-for-businessRequest']) => take(api.POST('/api/partners', { body }))
export const confirmBusiness = (token: string, host: string | undefined) => take(api.POST('/api/partners/confirmation', { body: { token, host } }))
export const getPartnerSettings = () => take(api.GET('/api/console/partner-sign-up'))
export const changePartnerSettings = (body: PartnerSettings) => take(api.PUT('/api/console/partner-sign-up', { body }))

export const getSettings = () => take(api.GET('/api/console/sign-up'))
export const changeSettings = (body: SignUpSettings) => take(api.PUT('/api/console/sign-up', { body }))
export const listApplications = (q: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/applications', { params: { query: { q: q || undefined, after, limit: 100 } }, signal }))
export const getApplication = (application: string) => take(api.GET('/api/console/applications/{application}', { params: { path: { application } } }))
export const approve = (application: string, instead: { login?: string; host?: string }) =>
  take(api.POST('/api/console/applications/{application}/approval', { params: { path: { application } }, body: instead }))
export const refuse = (application: string, reason: string) =>
  take(api.POST('/api/console/applications/{application}/refusal', { params: { path: { application } }, body: { reason } }))
export const listQuestions = (q: string, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/questions', { params: { query: { q: q || undefined, after, limit: 100 } }, signal }))
export const eraseApplication = (application: string) => take(api.DELETE('/api/console/applications/{application}', { params: { path: { application } } }))
export const eraseQuestion = (question: string) => take(api.DELETE('/api/console/questions/{question}', { params: { path: { question } } }))
export const exportApplication = (application: string) => take(api.POST('/api/console/applications/{application}/export', { params: { path: { application } }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const exportQuestion = (question: string) => take(api.POST('/api/console/questions/{question}/export', { params: { path: { question } }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const settleQuestion = (question: string) => take(api.POST('/api/console/questions/{question}/settled', { params: { path: { question } } }))

export const listHistories = (language: string) => take(api.GET('/api/console/documents', { params: { query: spoken(language) } })).then((page) => page.items)
export const getTexts = (document: string) => take(api.GET('/api/console/documents/{document}', { params: { path: { document } } })).then((page) => page.items)
export const postDocument = (body: Schemas['Post-documentRequest']) => take(api.POST('/api/console/documents', { body }))
export const withdrawDocument = (document: string) => take(api.POST('/api/console/documents/{document}/withdrawal', { params: { path: { document } } }))
export const getChanges = (document: string, language: string) => take(api.GET('/api/console/documents/{document}/changes', { params: { path: { document }, query: spoken(language) } }))
export const getStarter = (kind: DocumentKind) => take(api.GET('/api/console/document-starters/{kind}', { params: { path: { kind } } }))
export const previewDocument = (texts: VersionText[]) => take(api.POST('/api/console/document-preview', { body: { texts } }))
export const listProofs = (document: string | undefined, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/document-acceptances', { params: { query: { document, after, limit: 50 } }, signal }))
export const proofsFile = (format: 'csv' | 'xlsx') => `/api/console/document-acceptances/file?format=${format}`
export const listProviderDocuments = (language: string) => take(api.GET('/api/console/provider/documents', { params: { query: spoken(language) } })).then((page) => page.items)
export const getProviderDocument = (document: string, language: string) =>
  take(api.GET('/api/console/provider/documents/{document}', { params: { path: { document }, query: spoken(language) } }))
export const acceptProviderDocuments = () => take(api.POST('/api/console/provider/documents/acceptance'))
