import { api, take } from './http'
import type { components } from './schema'

// Where a brand's letters come from, and who gets none, in the words of the API's document.

type Schemas = components['schemas']
export type MailSender = Schemas['MailSender']
export type MailSettings = Schemas['Change-mail-senderRequest']
export type MailSuppression = Schemas['MailSuppression']
export type MailFinding = Schemas['DomainFinding']

export const getSender = () => take(api.GET('/api/console/mail'))
export const changeSender = (body: MailSettings) => take(api.PUT('/api/console/mail', { body }))
export const checkSender = () => take(api.POST('/api/console/mail/check'))
export const testSender = () => take(api.POST('/api/console/mail/test'))
export const listSuppressions = (search: string, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/mail/suppressions', { params: { query: { search, after } }, signal }))
export const liftSuppression = (suppression: string) => take(api.DELETE('/api/console/mail/suppressions/{suppression}', { params: { path: { suppression } } }))
