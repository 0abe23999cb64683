import type { CodeKey } from './accessCode.ts'
import { randomBytes, toBase64Url } from './bytes.ts'
import { compactWithoutDashes } from './halfWidth.ts'
import { hmac } from './hmac.ts'

/** The largest multiple of a million that fits four bytes: numbers from here on would favour the first codes. */
const FAIR = Math.floor(2 ** 32 / 1_000_000) * 1_000_000

/** Six digits, each of the million codes equally likely. */
export function drawOneTimeCode(source: (length: number) => Uint8Array = randomBytes): string {
  for (;;) {
    const number = source(4).reduce((sum, byte) => sum * 256 + byte, 0)
    if (number < FAIR) return String(number % 1_000_000).padStart(6, '0')
  }
}

/** What is stored of a one-time code: its HMAC under its own label, so that no access code shares its input. */
export async function oneTimeHash(key: CodeKey, reference: string, code: string): Promise<string> {
  return toBase64Url(await hmac(key.store, `one-time\n${reference}\n${code}`))
}

/** The digits a person typed, full-width or in groups; null when they cannot be a code. */
export function normaliseOneTimeCode(typed: string): string | null {
  const code = compactWithoutDashes(typed)
  return /^\d{6}$/.test(code) ? code : null
}
