import { Problem } from '../../problem.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'

/** What somebody saw of a list when they began to edit it, in 16 hexadecimal characters. */
export async function seenOf(json: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(json))
  return toHex(new Uint8Array(digest)).slice(0, 16)
}

/**
 * Whether somebody edits what is there now. Throws stale with how it is now, when somebody else has changed it since; the
 * batch that writes asks once more (`guardSame`).
 */
export async function requireSeen(now: string, seen: string | undefined): Promise<void> {
  if (seen !== (await seenOf(now)))
    throw new Problem('stale', { extra: { now: JSON.parse(now) as unknown, seen: await seenOf(now) } })
}
