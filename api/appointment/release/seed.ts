import type { Day } from '../../calendar/day.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'
import { hmac } from '../../shared/hmac.ts'

/** One release: the places of one day at the counters of one group at one service point. */
export interface ReleasePlace {
  pointId: string
  counterGroup: string
  day: Day
}

/** SHA-256 of a text, 64 hexadecimal characters: what `printf %s "$text" | sha256sum` writes. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', utf8(text))))
}

/**
 * The seed of a release, 64 hexadecimal characters, secret until the draw. It follows from the bureau's key and the
 * place alone, so nobody can choose one, draw twice or wait for a better one.
 */
export async function releaseSeed(
  index: CryptoKey,
  { pointId, counterGroup, day }: ReleasePlace,
): Promise<string> {
  return toHex(await hmac(index, `release|${pointId}|${counterGroup}|${day}`))
}

/**
 * The seed by which places given back are ordered, of the same day and counters. It is never published: with a known
 * one, somebody could join and leave under other names until the lot is low.
 */
export async function givenBackSeed(
  index: CryptoKey,
  { pointId, counterGroup, day }: ReleasePlace,
): Promise<string> {
  return toHex(await hmac(index, `given-back|${pointId}|${counterGroup}|${day}`))
}

/** What is published of a seed before the draw. */
export const commitmentOf = (seed: string) => sha256(seed)

/** A ticket's number in the draw: the lowest is first among those who stand alike. */
export const lotOf = (seed: string, ticket: string) => sha256(`${seed}|${ticket}`)
