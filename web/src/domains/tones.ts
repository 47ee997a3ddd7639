import type { Domain } from '../api/domains'

/** How a domain stands, in a colour. */
export const tones: Record<Domain['state'], string> = { pending: 'gray', verified: 'yellow', issuing: 'yellow', active: 'green', degraded: 'red', detached: 'gray' }
