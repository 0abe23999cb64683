import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'

/** A sealed field in clear; null where there is none. One that does not open is logged by its place, and is missing. */
export async function clear(
  ctx: Ctx,
  row: string,
  column: 'words' | 'name' | 'contact' | 'answer',
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, { table: 'feedback', column, row }, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `feedback ${row}`, fault: error.fault }))
    return null
  }
}
