import { api, take } from './http'
import type { components } from './schema'

// Acting in a customer, the access that a provider is granted, and the audit that tells of both.

type Schemas = components['schemas']
export type Acting = Schemas['Acting']
export type AccessGrant = Schemas['AccessGrant']
export type AuditEntry = Schemas['AuditEntry']

export const actIn = (tenant: string, body: Schemas['Act-inRequest']) => take(api.POST('/api/console/tenants/{tenant}/act-in', { params: { path: { tenant } }, body }))
export const enterActing = (token: string) => take(api.POST('/api/acting', { body: { token } }))
export const leaveActing = () => take(api.DELETE('/api/acting'))

export const listActings = () => take(api.GET('/api/acting/sessions')).then((page) => page.items)
export const endActing = (acting: string) => take(api.DELETE('/api/acting/sessions/{acting}', { params: { path: { acting } } }))

export const listGrants = () => take(api.GET('/api/console/grants')).then((page) => page.items)
export const grantAccess = (body: Schemas['Grant-accessRequest']) => take(api.POST('/api/console/grants', { body }))
export const revokeGrant = (grant: string) => take(api.DELETE('/api/console/grants/{grant}', { params: { path: { grant } } }))

/** What narrows the audit, as it stands in the address of the page. */
export interface AuditFilter {
  action?: string
  person?: string
  subject?: string
  from?: string
  to?: string
}

export const listAudit = (filter: AuditFilter, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/audit', { params: { query: { ...filter, after, limit: 50 } }, signal }))
export const checkAudit = () => take(api.GET('/api/audit/check'))
export const checkAllAudits = () => take(api.GET('/api/platform/audit/check'))

/** Where the audit is downloaded from. */
export function auditFile(filter: AuditFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value))
  return `/api/audit/export?${query}`
}
