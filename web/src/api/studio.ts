import { api, take } from './http'
import type { components } from './schema'

// How the brand looks, in the words of the API's document.

type Schemas = components['schemas']
export type Studio = Schemas['BrandStudio']
export type Content = Schemas['BrandContent']
export type Palette = Schemas['BrandPalette']
export type Picture = Schemas['BrandPicture']
export type LogoKind = 'light' | 'dark' | 'icon' | 'maskable' | 'document' | 'backdrop'

export const getStudio = () => take(api.GET('/api/console/brand'))
export const saveDraft = (body: Content) => take(api.PUT('/api/console/brand/draft', { body }))
export const discardDraft = () => take(api.DELETE('/api/console/brand/draft'))
export const previewDraft = () => take(api.POST('/api/console/brand/draft/preview'))
export const publishBrand = (note: string) => take(api.POST('/api/console/brand/publish', { body: { note } }))
export const deriveBrand = (tokens: Record<string, string>, signal: AbortSignal) => take(api.GET('/api/console/brand/derived', { params: { query: { tokens: JSON.stringify(tokens) } }, signal }))
export const listVersions = (after: string | undefined, signal: AbortSignal) => take(api.GET('/api/console/brand/versions', { params: { query: { after, limit: 20 } }, signal }))
export const restoreBrand = (edition: string) => take(api.POST('/api/console/brand/versions/{edition}/restore', { params: { path: { edition } } }))
export const uploadPicture = (kind: LogoKind, file: File) =>
  take(api.POST('/api/console/brand/pictures', { params: { query: { kind } }, body: file as never, bodySerializer: (body) => body as unknown as Blob, headers: { 'Content-Type': 'application/octet-stream' } }))
