import { api, take } from './http'
import type { components } from './schema'

// Translations by a machine, at the desk, in the words of the API's document.

type Schemas = components['schemas']
export type Translator = Schemas['DeskTranslator']
export type TranslatorWanted = Schemas['DeskTranslatorWanted']
export type Language = Schemas['DeskTranslation']['to']

export const getTranslator = () => take(api.GET('/api/console/desk/translator'))
export const setTranslator = (body: TranslatorWanted) => take(api.PUT('/api/console/desk/translator', { body }))
export const checkTranslator = (body: TranslatorWanted) => take(api.POST('/api/console/desk/translator/check', { body }))
export const removeTranslator = () => take(api.DELETE('/api/console/desk/translator'))
export const translateMessage = (ticket: string, message: string, to: Language) => take(api.POST('/api/console/desk/tickets/{case}/messages/{message}/translation', { params: { path: { case: ticket, message } }, body: { to } }))
export const translateDraft = (ticket: string, body: string, to: Language) => take(api.POST('/api/console/desk/tickets/{case}/translation', { params: { path: { case: ticket } }, body: { body, to } }))
