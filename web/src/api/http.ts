// One door to the server: JSON in and out, problems as errors, and one try to renew a session that has run out.

import createClient from 'openapi-fetch'
import type { components, paths } from './schema'

/** An answer that is not a success, as RFC 9457 describes it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What is wrong with which field: its path, like "tracker.identity". */
    readonly fields: Record<string, string> = {},
    /** Seconds after which it is worth asking again. */
    readonly retryAfter = 0,
  ) {
    super(message)
  }
}

/** Nobody answered: no network, or the server is away. */
export class Unreachable extends Error {}

type ProblemBody = Partial<components['schemas']['Problem']>

const anonymous = new Set<() => void>()

/** Calls back when the session has ended and could not be renewed. */
export function onSignedOut(callback: () => void): () => void {
  anonymous.add(callback)
  return () => anonymous.delete(callback)
}

const renewed = new Set<() => void>()

/** Calls back when the session has been renewed. */
export function onRenewed(callback: () => void): () => void {
  renewed.add(callback)
  return () => renewed.delete(callback)
}

let renewing: Promise<boolean> | undefined

/** Renews the session once for all who need it, in all windows of this browser. */
export function renew(): Promise<boolean> {
  renewing ??= exclusively(async () => {
    const response = await reach(new Request('/api/session/refresh', { method: 'POST', headers: json, body: '{}' }))
    drop(response)
    return response.ok
  })
    .then((ok) => {
      if (ok) renewed.forEach((callback) => callback())
      return ok
    })
    .finally(() => {
      renewing = undefined
    })
  return renewing
}

// Two windows that renew at once would look like a stolen token to the server.
async function exclusively(work: () => Promise<boolean>): Promise<boolean> {
  if (!navigator.locks) return work()
  return await navigator.locks.request('session', work)
}

/** Says that nobody will read an answer: until then it keeps its connection, and a browser has six for a host. */
function drop(response: Response) {
  void response.body?.cancel()
}

const json = { Accept: 'application/json', 'Content-Type': 'application/json' }

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Unreachable(String(error))
  }
}

// Signing in, out and renewing are about the session itself.
const aboutSession = (request: Request) => new URL(request.url).pathname.startsWith('/api/session') && request.method !== 'GET'

async function reachRenewed(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await reach(request)
  if (response.status !== 401 || aboutSession(request)) return response
  if (await renew()) {
    drop(response)
    return reach(again)
  }
  anonymous.forEach((callback) => callback())
  return response
}

/** The generated client: addresses, parameters, bodies and answers are those of the API's document. */
export const api = createClient<paths>({ fetch: reachRenewed, headers: { Accept: 'application/json' } })

function problemOf(response: Response, told: unknown): Problem {
  const body = (typeof told === 'object' && told !== null ? told : {}) as ProblemBody
  const fields: Record<string, string> = {}
  for (const fault of body.errors ?? []) {
    const place = (fault.field ?? '').replace(/^body\./, '')
    if (place && fault.message) fields[place] ??= fault.message
  }
  return new Problem(response.status, body.reason ?? '', body.detail ?? response.statusText, fields, Number(response.headers.get('Retry-After') ?? 0))
}

/**
 * Asks, and waits no longer than patience, in milliseconds, for the answer: Unreachable then. Whoever waits is let go even if the browser
 * forgets to give the request up, as it may where a signal of its own time is followed by others (AbortSignal.any, AbortSignal.timeout).
 */
export async function within<T>(patience: number, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giving = new AbortController()
  const left = () => giving.abort(signal.reason)
  const timer = setTimeout(() => giving.abort(new Unreachable('no answer in time')), patience)
  const given = new Promise<never>((_, reject) => giving.signal.addEventListener('abort', () => reject(giving.signal.reason as Error)))
  signal.addEventListener('abort', left)
  if (signal.aborted) left()
  try {
    return await Promise.race([ask(giving.signal), given])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', left)
  }
}

/** Takes what an answer holds, or throws what was wrong. */
export async function take<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer
  if (!response.ok) throw problemOf(response, error)
  return data as T
}
