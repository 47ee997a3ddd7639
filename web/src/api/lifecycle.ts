import { api, take } from './http'
import type { components } from './schema'

// The life of objects and customers: the trash, opening, suspending, closing, moving, and why something is stopped.

type Schemas = components['schemas']
export type TrashedObject = Schemas['TrashedObject']
export type ClosedCustomer = Schemas['ClosedCustomer']
export type NewCustomer = Schemas['NewCustomer']
export type CustomerCause = Schemas['CustomerCause']
export type MovePreview = Schemas['MovePreview']
export type MoveRest = Schemas['MoveRest']
export type Suspension = Schemas['CustomerSuspension']

const one = (customer: string) => ({ params: { path: { customer } } })

export const listTrash = () => take(api.GET('/api/trash')).then((page) => page.items)
export const restoreObject = (object: string) => take(api.POST('/api/trash/{object}/restore', { params: { path: { object } } }))
export const whySelf = () => take(api.GET('/api/why')).then((causes) => causes.items)

export const getOpening = () => take(api.GET('/api/console/opening'))
export const openCustomer = (body: NewCustomer, once: string) => take(api.POST('/api/console/customers', { body, params: { header: { 'Idempotency-Key': once } } }))
export const changeCustomer = (customer: string, body: Schemas['CustomerChange']) => take(api.PATCH('/api/console/customers/{customer}', { ...one(customer), body }))
export const whyCustomer = (customer: string) => take(api.GET('/api/console/customers/{customer}/why', one(customer))).then((causes) => causes.items)
export const suspendCustomer = (customer: string, body: Suspension) => take(api.PUT('/api/console/customers/{customer}/suspension', { ...one(customer), body }))
export const liftSuspension = (customer: string) => take(api.DELETE('/api/console/customers/{customer}/suspension', one(customer)))
export const closeCustomer = (customer: string, confirm: string) => take(api.DELETE('/api/console/customers/{customer}', { params: { path: { customer }, query: { confirm } } }))
export const restoreCustomer = (customer: string) => take(api.POST('/api/console/trash/{customer}/restore', one(customer)))
export const listClosed = () => take(api.GET('/api/console/trash')).then((page) => page.items)
export type DormantAccount = Schemas['DormantAccount']
export const listDormant = () => take(api.GET('/api/console/dormant')).then((page) => page.items)
export const warnDormant = (customer: string) => take(api.POST('/api/console/dormant/{customer}/warn', one(customer)))
export const removeDormant = (customer: string) => take(api.POST('/api/console/dormant/{customer}/remove', one(customer)))
export const previewMove = (customer: string, to: string) => take(api.POST('/api/console/moves/preview', { body: { customer, to } }))
export const moveCustomer = (customer: string, to: string, rest?: MoveRest) => take(api.POST('/api/console/moves', { body: { customer, to, rest } }))
