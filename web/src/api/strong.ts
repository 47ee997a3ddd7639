import { api, take } from './http'
import type { components } from './schema'

// The second factor: what one signs in with besides the password, in the words of the API's document.

type Schemas = components['schemas']
export type Factors = Schemas['MyFactors']
export type Passkey = Schemas['Passkey']
export type Second = Schemas['SecondStep']
export type SignInRules = Schemas['SignInRules']
/** What is shown once more before a factor changes. */
export type Proof = Schemas['Proof']

export const getFactors = () => take(api.GET('/api/factors'))
export const beginTotp = (body: Proof) => take(api.POST('/api/factors/totp', { body }))
export const confirmTotp = (code: string) => take(api.POST('/api/factors/totp/confirmation', { body: { code } })).then((made) => made.recovery_codes)
export const removeTotp = (body: Proof) => take(api.POST('/api/factors/totp/removal', { body }))
export const renewCodes = (body: Proof) => take(api.POST('/api/factors/recovery-codes', { body })).then((made) => made.recovery_codes)
export const removePasskey = (passkey: string, body: Proof) => take(api.POST('/api/passkeys/{passkey}/removal', { params: { path: { passkey } }, body }))
export const renamePasskey = (passkey: string, name: string) => take(api.PATCH('/api/passkeys/{passkey}', { params: { path: { passkey } }, body: { name } }))
export const resetFactors = (person: string) => take(api.DELETE('/api/people/{person}/factors', { params: { path: { person } } }))
export const getSignInRules = () => take(api.GET('/api/console/sign-in-rules'))
export const changeSignInRules = (body: SignInRules) => take(api.PUT('/api/console/sign-in-rules', { body }))
export const tellPasskeys = (domain: string, next?: string) => take(api.POST('/api/console/domains/{domain}/passkeys/letters', { params: { path: { domain } }, body: { next } }))
export const countPasskeys = (domain: string) => take(api.GET('/api/console/domains/{domain}/passkeys', { params: { path: { domain } } }))

export const answerSecond = (token: string, answer: { code?: string; recovery_code?: string }) => take(api.POST('/api/session/second', { body: { token, ...answer } }))

/** Whether this browser can hold passkeys at all. */
export const knowsPasskeys = () => typeof PublicKeyCredential !== 'undefined' && typeof navigator.credentials?.get === 'function'

/** Has the browser make a passkey for this host, and keeps it. */
export async function addPasskey(proof: Proof, name: string) {
  const { token, options } = await take(api.POST('/api/passkeys/challenge', { body: proof }))
  const made = await navigator.credentials.create({ publicKey: creationOf(options) })
  return take(api.POST('/api/passkeys', { body: { token, name, credential: told(made) } }))
}

/** The second step by a passkey of whoever has shown their password. */
export async function answerSecondByPasskey(half: string) {
  const { token, options } = await take(api.POST('/api/session/second/passkey', { body: { token: half } }))
  const shown = await navigator.credentials.get({ publicKey: requestOf(options) })
  return take(api.POST('/api/session/second', { body: { token: half, challenge: token, credential: told(shown) } }))
}

/** Has the browser choose a passkey of this host; quietly: among what it fills into the field. */
export async function choosePasskey(quietly?: AbortSignal) {
  const { token, options } = await take(api.POST('/api/session/passkey/challenge', { signal: quietly }))
  const shown = await navigator.credentials.get({ publicKey: requestOf(options), ...(quietly ? { mediation: 'conditional' as const, signal: quietly } : {}) })
  return { challenge: token, credential: told(shown) }
}

/** Signs in with a passkey that was chosen. */
export const signInByPasskey = (chosen: Awaited<ReturnType<typeof choosePasskey>>) => take(api.POST('/api/session/passkey', { body: chosen }))

// What the server sends is JSON, where bytes are base64url; browsers take bytes. Those that do it by themselves are too few yet.

type Json = Record<string, unknown>
interface Described extends Json {
  id: string
  type: 'public-key'
}

function bytes(text: string): ArrayBuffer {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(raw, (c) => c.charCodeAt(0)).buffer
}

function text(buffer: ArrayBuffer): string {
  let raw = ''
  for (const byte of new Uint8Array(buffer)) raw += String.fromCharCode(byte)
  return btoa(raw).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const described = (list: unknown) => ((list ?? []) as Described[]).map((one) => ({ ...one, id: bytes(one.id) }))

function creationOf(options: Json): PublicKeyCredentialCreationOptions {
  const user = options.user as Json
  return {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(options.challenge as string),
    user: { ...(user as unknown as PublicKeyCredentialUserEntity), id: bytes(user.id as string) },
    excludeCredentials: described(options.excludeCredentials),
  }
}

function requestOf(options: Json): PublicKeyCredentialRequestOptions {
  return { ...(options as unknown as PublicKeyCredentialRequestOptions), challenge: bytes(options.challenge as string), allowCredentials: described(options.allowCredentials) }
}

function told(shown: Credential | null): Json {
  if (!(shown instanceof PublicKeyCredential)) throw new DOMException('no passkey was chosen', 'NotAllowedError')
  const answer = shown.response
  const response: Json = { clientDataJSON: text(answer.clientDataJSON) }
  if (answer instanceof AuthenticatorAttestationResponse) {
    response.attestationObject = text(answer.attestationObject)
    response.transports = answer.getTransports?.() ?? []
  }
  if (answer instanceof AuthenticatorAssertionResponse) {
    response.authenticatorData = text(answer.authenticatorData)
    response.signature = text(answer.signature)
    if (answer.userHandle) response.userHandle = text(answer.userHandle)
  }
  return { id: shown.id, rawId: text(shown.rawId), type: shown.type, response, clientExtensionResults: shown.getClientExtensionResults(), authenticatorAttachment: shown.authenticatorAttachment ?? undefined }
}

/** Whoever was asked for a passkey said no, or waited too long. */
export const declined = (error: unknown) => error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)
