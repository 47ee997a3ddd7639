import { api, take } from './http'
import type { components } from './schema'

// Bringing a business from the files of another system, in the words of the API's document.

type Schemas = components['schemas']
export type Import = Schemas['Import']
export type ImportLine = Schemas['ImportLine']
export type Outcome = NonNullable<ImportLine['outcome']>

const one = (id: string) => ({ params: { path: { import: id } } })

export const listImports = (after?: string) => take(api.GET('/api/console/imports', { params: { query: { after, limit: 50 } } }))
export const getImport = (id: string) => take(api.GET('/api/console/imports/{import}', one(id)))
export const uploadImport = (file: File) =>
  take(
    api.POST('/api/console/imports', {
      params: { query: { name: file.name } },
      body: file as never,
      bodySerializer: (body) => body as unknown as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  )
export const discardImport = (id: string) => take(api.DELETE('/api/console/imports/{import}', one(id)))
export const checkImport = (id: string, mapping: string[], protocol: string, invites: boolean) =>
  take(api.POST('/api/console/imports/{import}/check', { ...one(id), body: { mapping, protocol: protocol || undefined, invites } }))
export const startImport = (id: string) => take(api.POST('/api/console/imports/{import}/start', one(id)))
export const undoImport = (id: string) => take(api.POST('/api/console/imports/{import}/undo', one(id)))
export const listImportFields = () => take(api.GET('/api/console/import-fields'))
export const listImportLines = (id: string, outcome: Outcome | undefined, after: string | undefined, signal: AbortSignal) =>
  take(api.GET('/api/console/imports/{import}/lines', { params: { path: { import: id }, query: { outcome, after, limit: 100 } }, signal }))
export const listImportLeft = (id: string) => take(api.GET('/api/console/imports/{import}/left', one(id))).then((page) => page.items)

export const fetchResult = (id: string) => take(api.GET('/api/console/imports/{import}/result', { ...one(id), parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const fetchPasswords = (id: string) => take(api.POST('/api/console/imports/{import}/passwords', { ...one(id), parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>

/** Lets the browser keep a file. */
export function keepFile(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
