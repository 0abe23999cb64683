import type { z } from '@hono/zod-openapi'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { hashesOf, rootOf } from './query.ts'
import type { dayParams, hashListSchema, hashQuerySchema } from './schema.ts'

/**
 * A page of the leaf hashes of a sealed day, in the order of its tree: whoever takes all of them builds the root
 * without us. They are salted and say nothing of anybody. Of a day still open there is nothing: how it grows would
 * tell when each came. One read. Throws not-found, and invalid-input for a cursor that is not ours.
 */
export async function listHashes({
  ctx,
  input: { day, limit, cursor },
}: {
  ctx: Ctx
  input: z.infer<typeof dayParams> & z.infer<typeof hashQuerySchema>
}): Promise<z.infer<typeof hashListSchema>> {
  const [after = ''] = readCursor(cursor, 1) ?? []
  const [[root], found] = await ctx.db.batch([rootOf(ctx, day), hashesOf(ctx, day, String(after), limit + 1)])
  if (!root) throw new Problem('not-found')
  const items = found.slice(0, limit).map(({ hash }) => hash)
  const last = items.at(-1)
  return {
    day,
    size: root.size,
    root: root.root,
    items,
    nextCursor: found.length > limit && last ? cursorOf([last]) : null,
  }
}
