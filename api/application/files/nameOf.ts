import type { Ctx } from '../../context.ts'
import { FieldError, open } from '../../privacy/field.ts'

/** What a file is called; without its name (emptied, or sealed under a lost key) it is called by its id. */
export async function nameOf(ctx: Ctx, { id, name }: { id: string; name: string | null }): Promise<string> {
  if (name === null) return id
  try {
    return await open(ctx.keys, { table: 'application_file', column: 'name', row: id }, name)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `application_file ${id}`, fault: error.fault }))
    return id
  }
}
