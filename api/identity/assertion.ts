import { z } from 'zod'
import { idTypes } from '../../db/schema/appointment.ts'
import type { Keyring } from '../privacy/keys.ts'
import { equalText, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../shared/bytes.ts'
import { hmac, importHmacKey } from '../shared/hmac.ts'

/** That somebody logged in for an application is good for this long, ms: the way back to the form, no more. */
export const assertionLifetime = 5 * 60 * 1000
/** Logging in may be begun this long before, ms. */
export const requestLifetime = 15 * 60 * 1000

const requestSchema = z.strictObject({ reference: z.string(), expiresAt: z.int() })
/** What is asked of a login: for which application, until when. */
export type LoginRequest = z.infer<typeof requestSchema>

const assertionSchema = z.strictObject({
  /** Spent once (identity_spent). */
  id: z.string(),
  reference: z.string(),
  expiresAt: z.int(),
  name: z.string(),
  idType: z.enum(idTypes),
  idNumber: z.string(),
})
/** Who logged in, for which application, until when. */
export type Assertion = z.infer<typeof assertionSchema>

/** Why a token is not taken: it is not ours as it stands, its time is over, or it was made for another application. */
export type TokenFault = 'altered' | 'expired' | 'elsewhere'
export type TokenReading<T> = { ok: true; value: T } | { ok: false; fault: TokenFault }

type Kind = 'request' | 'assertion'

/** Derived under its own label from CODE_KEY's storing key: nothing else that key signs begins like this. */
const keyOf = async ({ code }: Pick<Keyring, 'code'>) =>
  importHmacKey(await hmac(code.store, 'kaimen-identity-v1'))

/** A request and an assertion are signed apart, so that neither can stand in for the other. */
const signatureOf = async (keys: Pick<Keyring, 'code'>, kind: Kind, payload: string) =>
  toBase64Url(await hmac(await keyOf(keys), `${kind}\n${payload}`))

async function write(keys: Pick<Keyring, 'code'>, kind: Kind, value: object): Promise<string> {
  const payload = toBase64Url(utf8(JSON.stringify(value)))
  return `${payload}.${await signatureOf(keys, kind, payload)}`
}

async function read<T extends { reference: string; expiresAt: number }>(
  keys: Pick<Keyring, 'code'>,
  kind: Kind,
  schema: z.ZodType<T>,
  token: string,
  { now, reference }: { now: number; reference?: string },
): Promise<TokenReading<T>> {
  const [payload = '', signature = '', ...more] = token.split('.')
  const own = equalText(signature, await signatureOf(keys, kind, payload))
  const bytes = own && more.length === 0 ? fromBase64Url(payload) : null
  if (!bytes) return { ok: false, fault: 'altered' }
  // What we signed we wrote: anything else in it is a fault of ours, and is thrown.
  const value = schema.parse(JSON.parse(fromUtf8(bytes)))
  if (reference !== undefined && value.reference !== reference) return { ok: false, fault: 'elsewhere' }
  return value.expiresAt > now ? { ok: true, value } : { ok: false, fault: 'expired' }
}

/** Signs what a login is asked for. */
export const writeRequest = (keys: Pick<Keyring, 'code'>, request: LoginRequest): Promise<string> =>
  write(keys, 'request', request)

/** Reads what a login was asked for. */
export const readRequest = (keys: Pick<Keyring, 'code'>, token: string, now: number) =>
  read(keys, 'request', requestSchema, token, { now })

/** Signs who logged in. It passes through the browser of that person alone, in the body of a form. */
export const writeAssertion = (keys: Pick<Keyring, 'code'>, assertion: Assertion): Promise<string> =>
  write(keys, 'assertion', assertion)

/** Reads who logged in for this application. Whether it was spent before is for the database. */
export const readAssertion = (
  keys: Pick<Keyring, 'code'>,
  token: string,
  at: { now: number; reference: string },
) => read(keys, 'assertion', assertionSchema, token, at)
