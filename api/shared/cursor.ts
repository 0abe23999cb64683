import { invalid } from '../problem.ts'

/** Packs the last row's sort key; opaque to clients. */
export function cursorOf(parts: (string | number)[]): string {
  return btoa(encodeURIComponent(JSON.stringify(parts)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Unpacks a cursor of `n` parts. Throws invalid-input on anything we did not pack. */
export function readCursor(cursor: string | undefined, n: number): (string | number)[] | null {
  if (!cursor) return null
  try {
    const parts: unknown = JSON.parse(
      decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))),
    )
    if (
      Array.isArray(parts) &&
      parts.length === n &&
      parts.every((p) => ['string', 'number'].includes(typeof p))
    ) {
      return parts as (string | number)[]
    }
  } catch {}
  throw invalid('/cursor', 'cursor-invalid')
}
