import { equalBytes, fromBase64Url, randomBytes, toBase64Url } from '../../shared/bytes.ts'
import { hmac } from '../../shared/hmac.ts'
import { commonPasswords } from './commonPasswords.ts'

/** Workers refuse PBKDF2 above this many rounds (workerd checkPbkdfLimits); locally nothing would say so. */
export const MOST_ROUNDS = 100_000
const ROUNDS = 100_000
const SCHEME = 'pbkdf2-sha256'

/** NIST SP 800-63B: long rather than mixed. */
export const SHORTEST = 12
export const LONGEST = 200

/** One spelling for what a keyboard may write in several (NFKC). */
const spelled = (password: string) => password.normalize('NFKC')

/** PBKDF2-SHA-256 of the peppered password, 32 bytes. Throws RangeError above what Workers would do. */
async function stretch(pepper: CryptoKey, password: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  if (rounds > MOST_ROUNDS) throw new RangeError('password: more rounds than Workers allow')
  const peppered = await hmac(pepper, spelled(password))
  const key = await crypto.subtle.importKey('raw', peppered, 'PBKDF2', false, ['deriveBits'])
  const bits = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return new Uint8Array(await crypto.subtle.deriveBits(bits, key, 256))
}

/**
 * What is stored of a password: scheme, rounds, salt and hash. The pepper is a key that the database does not have, so
 * the table alone is no use to whoever takes it.
 */
export async function hashPassword(pepper: CryptoKey, password: string, rounds = ROUNDS): Promise<string> {
  const salt = randomBytes(16)
  const hash = await stretch(pepper, password, salt, rounds)
  return [SCHEME, rounds, toBase64Url(salt), toBase64Url(hash)].join('$')
}

const NOTHING = { rounds: ROUNDS, salt: new Uint8Array(16), hash: new Uint8Array(32) }

function read(stored: string | null) {
  const [scheme, rounds, salt, hash] = (stored ?? '').split('$')
  const [saltBytes, hashBytes] = [fromBase64Url(salt ?? ''), fromBase64Url(hash ?? '')]
  if (scheme !== SCHEME || !saltBytes?.length || !hashBytes?.length) return NOTHING
  return { rounds: Number(rounds), salt: saltBytes, hash: hashBytes }
}

/** Whether a password is the stored one. Without a stored one the same work is done, and the answer is no. */
export async function passwordFits(pepper: CryptoKey, password: string, stored: string | null) {
  const kept = read(stored)
  const same = equalBytes(await stretch(pepper, password, kept.salt, kept.rounds), kept.hash)
  return same && kept !== NOTHING
}

/**
 * What is wrong with a new password, as a field code, or null. Length, not composition; nothing that everybody tries
 * first, and nothing made of the account's own name.
 */
export function passwordFault(
  password: string,
  own: readonly string[],
): 'password.short' | 'password.long' | 'password.own' | 'password.common' | null {
  const plain = spelled(password).toLowerCase()
  const length = [...plain].length
  if (length < SHORTEST) return 'password.short'
  if (length > LONGEST) return 'password.long'
  const names = own
    .flatMap((name) => [name, name.split('@')[0] ?? ''])
    .map((name) => spelled(name).toLowerCase())
    .filter((name) => name.length >= 3)
  if (names.some((name) => plain.includes(name) && length - [...name].length < SHORTEST - 4))
    return 'password.own'
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '')
  const rest = commonPasswords.reduce((text, common) => text.replaceAll(common, ''), letters)
  return new Set(plain).size < 5 || rest.length <= 4 ? 'password.common' : null
}
