import { api, take } from './http'
import type { components } from './schema'

// What a brand answers on, in the words of the API's document.

type Schemas = components['schemas']
export type Domain = Schemas['Domain']
export type Finding = Schemas['DomainFinding']
export type PlatformHost = Schemas['PlatformHost']

const at = (domain: string) => ({ params: { path: { domain } } })

export const listDomains = () => take(api.GET('/api/console/domains')).then((page) => page.items)
export const getDomain = (domain: string) => take(api.GET('/api/console/domains/{domain}', at(domain)))
export const askForDomain = (host: string) => take(api.POST('/api/console/domains', { body: { host } }))
export const checkDomain = (domain: string) => take(api.POST('/api/console/domains/{domain}/check', at(domain)))
export const makePrimary = (domain: string, redirect_others: boolean) => take(api.POST('/api/console/domains/{domain}/primary', { ...at(domain), body: { redirect_others } }))
export const setRedirects = (domain: string, redirects: boolean) => take(api.PUT('/api/console/domains/{domain}/redirect', { ...at(domain), body: { redirects } }))
export const bringCertificate = (domain: string, chain: string, key: string) => take(api.PUT('/api/console/domains/{domain}/certificate', { ...at(domain), body: { chain, key } }))
export const dropCertificate = (domain: string) => take(api.DELETE('/api/console/domains/{domain}/certificate', at(domain)))
export const removeDomain = (domain: string) => take(api.DELETE('/api/console/domains/{domain}', at(domain)))

export const listHosts = (q: string, after: string | undefined, signal: AbortSignal, params: URLSearchParams) =>
  take(api.GET('/api/platform/hosts', { params: { query: { q: q || undefined, after, limit: 100, state: (params.get('state') as PlatformHost['state'] | 'contested' | null) ?? undefined } }, signal }))
export const releaseHost = (domain: string, reason: string) => take(api.POST('/api/platform/hosts/{domain}/release', { params: { path: { domain } }, body: { reason } }))
