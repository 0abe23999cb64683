import type { FieldError } from '../../problem.ts'

/** The most unknown keys one answer names. */
const most = 20

/** An error for each key that is not among the known, as JSON pointers under `under`; long keys are cut. */
export function unknownKeys(
  typed: Record<string, unknown>,
  known: readonly string[],
  under: string,
): FieldError[] {
  return Object.keys(typed)
    .filter((key) => !known.includes(key))
    .slice(0, most)
    .map((key) => ({
      pointer: `${under}/${[...key.toWellFormed()].slice(0, 60).join('').replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'unknown-key',
    }))
}
