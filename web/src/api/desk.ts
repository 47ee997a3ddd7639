import { api, take } from './http'
import type { components } from './schema'

// What a desk has set, and its reports, in the words of the API's document.

type Schemas = components['schemas']
export type DeskSet = Schemas['DeskSet']
export type DeskReport = Schemas['DeskReport']
export type ReportBy = 'day' | 'week' | 'month' | 'tier' | 'team' | 'category' | 'kind' | 'agent'

export const getDesk = () => take(api.GET('/api/console/desk'))
export const setPromises = (body: Schemas['DeskPromises']) => take(api.PUT('/api/console/desk/promises', { body }))
export const setWebhook = (url: string, secret: string) => take(api.PUT('/api/console/desk/webhook', { body: { url, secret } }))
export const setPage = (body: Schemas['DeskPage']) => take(api.PUT('/api/console/desk/page', { body }))

/** What there may be several of, and how one is set. */
export const shelves = {
  calendar: (body: Schemas['DeskCalendar']) => take(api.PUT('/api/console/desk/calendars', { body })),
  team: (body: Schemas['DeskTeam']) => take(api.PUT('/api/console/desk/teams', { body })),
  category: (body: Schemas['DeskCategory']) => take(api.PUT('/api/console/desk/categories', { body })),
  address: (body: Schemas['DeskAddress']) => take(api.PUT('/api/console/desk/addresses', { body })),
  macro: (body: Schemas['DeskMacro']) => take(api.PUT('/api/console/desk/macros', { body })),
  product: (body: Schemas['DeskProduct']) => take(api.PUT('/api/console/desk/products', { body })),
  duty: (body: Schemas['DeskDuty']) => take(api.PUT('/api/console/desk/duties', { body })),
}
export const removeFromDesk = (shelf: 'address' | 'macro' | 'product' | 'duty' | 'team' | 'calendar', item: string) => take(api.DELETE('/api/console/desk/{shelf}/{item}', { params: { path: { shelf, item } } }))
export const reportDesk = (from: string, to: string, by: ReportBy) => take(api.GET('/api/console/desk/report', { params: { query: { from, to, by } } }))
