import type { Fault } from './fault.ts'

/** Faults for rows whose key stood in an earlier line; each names the first of them. */
export function twice<R extends { line: number }>(
  rows: readonly R[],
  column: string,
  keyOf: (row: R) => string | undefined,
): Fault[] {
  const first = new Map<string, number>()
  return rows.flatMap((row) => {
    const key = keyOf(row)
    if (!key) return []
    const line = first.get(key)
    if (line === undefined) {
      first.set(key, row.line)
      return []
    }
    return [{ line: row.line, column, code: 'twice' as const, about: { line }, found: key }]
  })
}
