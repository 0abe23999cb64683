import { MINUTE } from '../calendar/day.ts'
import type { Keyring } from '../privacy/keys.ts'
import { equalText, toBase64Url } from '../shared/bytes.ts'
import { hmac, importHmacKey } from '../shared/hmac.ts'

/** How long a link to a file is good, ms: to follow it, not to pass it on. */
export const linkFor = 5 * MINUTE

/** A link's token and when it ends, ms. */
export interface LinkToken {
  token: string
  expiresAt: number
}

/** The link key: derived from the index key under its own label, so that neither stands in for the other. */
const linkKey = async ({ index }: Keyring) => importHmacKey(await hmac(index, 'kaimen-file-link-v1'))

const sealOf = async (keys: Keyring, signed: string) => toBase64Url(await hmac(await linkKey(keys), signed))

/**
 * A token that opens one kept file until it expires: `<file id>.<second it ends, base 36>.<HMAC>`. Whoever makes it has
 * decided that the reader may; nothing in it tells of a person.
 */
export async function linkToken(keys: Keyring, fileId: string, now: number): Promise<LinkToken> {
  const second = Math.ceil((now + linkFor) / 1000)
  const signed = `${fileId}.${second.toString(36)}`
  return { token: `${signed}.${await sealOf(keys, signed)}`, expiresAt: second * 1000 }
}

/** The id of the file that a token opens now; null for every token that is altered, expired or not ours. */
export async function fileOfToken(keys: Keyring, token: string, now: number): Promise<string | null> {
  const parts = /^(([\w-]{1,80})\.([0-9a-z]{1,9}))\.([\w-]{43})$/.exec(token)
  if (!parts) return null
  const [, signed = '', fileId = '', second = '', seal = ''] = parts
  // Compared before the time is looked at: an expired token and a forged one take equally long.
  const ours = equalText(seal, await sealOf(keys, signed))
  return ours && Number.parseInt(second, 36) * 1000 > now ? fileId : null
}
