import type { Ctx } from '../../context.ts'
import { FieldError, type FieldPlace, open } from '../../privacy/field.ts'

/** Where the words of an objection are sealed. */
export const sealedAt = (id: string, column: 'words' | 'answer'): FieldPlace => ({
  table: 'evaluation_objection',
  column,
  row: id,
})

/** A sealed text in clear; null where there is none. One that does not open is logged by its place, and is missing. */
export async function clear(
  ctx: Ctx,
  id: string,
  column: 'words' | 'answer',
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, sealedAt(id, column), value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `evaluation_objection ${id}`, fault: error.fault }))
    return null
  }
}
