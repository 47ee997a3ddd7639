// One door to the server: JSON in and out, problems as errors, and one try to renew a session that has run out.

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

type Body = Record<string, unknown>

interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  reason?: string
  type?: string
  errors?: { message?: string; location?: string; field?: string }[]
}

const anonymous = new Set<() => void>()

/** Calls back when the session has ended and could not be renewed. */
export function onSignedOut(callback: () => void): () => void {
  anonymous.add(callback)
  return () => anonymous.delete(callback)
}

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable(String(error))
  }
}

let renewing: Promise<boolean> | undefined

/** Renews the session once for all who need it, in all windows of this browser. */
export function renew(): Promise<boolean> {
  renewing ??= exclusively(async () => (await send('POST', '/api/session/refresh')).ok).finally(() => {
    renewing = undefined
  })
  return renewing
}

// Two windows that renew at once would look like a stolen token to the server.
async function exclusively(work: () => Promise<boolean>): Promise<boolean> {
  if (!navigator.locks) return work()
  return await navigator.locks.request('session', work)
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody
  const fields: Record<string, string> = {}
  for (const fault of body.errors ?? []) {
    const place = (fault.field ?? fault.location ?? '').replace(/^body\./, '')
    if (place && fault.message) fields[place] ??= fault.message
  }
  return new Problem(
    response.status,
    body.reason ?? body.code ?? '',
    body.detail ?? body.title ?? response.statusText,
    fields,
    Number(response.headers.get('Retry-After') ?? 0),
  )
}

export interface Options {
  body?: Body
  query?: Record<string, string | number | boolean | undefined>
  /** Makes a repeated write harmless. */
  once?: string
  signal?: AbortSignal
  /** Do not try to renew: the caller is signing in or asking who it is. */
  plain?: boolean
}

export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const address = query.size > 0 ? `${path}?${query}` : path
  const headers: Record<string, string> = options.once ? { 'Idempotency-Key': options.once } : {}
  let response = await send(method, address, options.body, headers, options.signal)
  if (response.status === 401 && !options.plain) {
    if (await renew()) response = await send(method, address, options.body, headers, options.signal)
    if (response.status === 401) anonymous.forEach((callback) => callback())
  }
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}
