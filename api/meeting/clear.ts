import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'

/** A sealed field of a sign-up or a question in clear; null where there is none, or where it does not open (which is logged by its place). */
export async function clear(
  ctx: Pick<Ctx, 'keys'>,
  row: string,
  column: 'words' | 'name' | 'phone' | 'answer',
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, { table: 'meeting_entry', column, row }, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `meeting_entry ${row}`, fault: error.fault }))
    return null
  }
}

/** What somebody who comes needs. */
export interface Needs {
  stepFree: boolean
  interpreter: boolean
}

/** The needs of a sign-up; none where they are deleted. */
export function needsIn(words: string | null): Needs {
  const read = words === null ? {} : (JSON.parse(words) as Partial<Needs>)
  return { stepFree: read.stepFree === true, interpreter: read.interpreter === true }
}
