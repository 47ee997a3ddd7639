import { api, take } from './http'
import type { components } from './schema'

// What somebody does who cannot get in, one's own address, and the staff's work on stolen logins.

type Schemas = components['schemas']
export type MyEmail = Schemas['MyEmail']
export type StolenReport = Schemas['StolenReport']
export type StolenFacts = Schemas['StolenFacts']
export type StolenItem = Schemas['StolenCheck']['item']

export const askReset = (body: Schemas['Ask-resetRequest']) => take(api.POST('/api/reset', { body }))
export const readReset = (token: string) => take(api.POST('/api/reset/link', { body: { token } }))
export const resetPassword = (token: string, password: string) => take(api.POST('/api/reset/password', { body: { token, password } }))
export const confirmEmail = (token: string) => take(api.POST('/api/email/confirm', { body: { token } }))
export const undoEmail = (token: string) => take(api.POST('/api/email/undo', { body: { token } }))
export const reportStolen = (body: Schemas['Report-stolenRequest']) => take(api.POST('/api/stolen', { body }))

export const getEmail = () => take(api.GET('/api/email'))
export const changeEmail = (email: string, password: string) => take(api.PUT('/api/email', { body: { email, password } }))
export const cancelEmail = () => take(api.DELETE('/api/email/pending'))

const one = (report: string) => ({ params: { path: { report } } })
export const listStolen = (open: boolean, after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/stolen', { params: { query: { open, after, limit: 50 } }, signal }))
export const getStolen = (report: string) => take(api.GET('/api/console/stolen/{report}', one(report)))
export const lookUpStolen = (report: string) => take(api.POST('/api/console/stolen/{report}/facts', one(report)))
export const tickStolen = (report: string, item: StolenItem, ticked: boolean) => take(api.POST('/api/console/stolen/{report}/checks', { ...one(report), body: { item, ticked } }))
export const blockStolen = (report: string) => take(api.POST('/api/console/stolen/{report}/block', one(report)))
export const restoreStolen = (report: string, former: boolean) => take(api.POST('/api/console/stolen/{report}/restore', { ...one(report), body: { former } }))
export const refuseStolen = (report: string, reason: string) => take(api.POST('/api/console/stolen/{report}/refuse', { ...one(report), body: { reason } }))
