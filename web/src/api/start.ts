import { api, take } from './http'
import type { components } from './schema'

// How far a new business has come, in the words of the API's document.

type Schemas = components['schemas']
export type Guide = Schemas['StartGuide']
export type Step = Schemas['StartStep']
export type Wish = Schemas['Change-startRequest']

export const getStart = () => take(api.GET('/api/console/start'))
export const changeStart = (body: Wish) => take(api.PUT('/api/console/start', { body }))
