import type { z } from '@hono/zod-openapi'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { publishedRoot } from './published.ts'
import { rootsBefore } from './query.ts'
import type { rootListSchema, rootQuerySchema } from './schema.ts'

/** After every possible day. */
const newest = '9999-12-31'

/** A page of the sealed days, newest first. One read. Throws invalid-input for a cursor that is not ours. */
export async function listRoots({
  ctx,
  input: { limit, cursor },
}: {
  ctx: Ctx
  input: z.infer<typeof rootQuerySchema>
}): Promise<z.infer<typeof rootListSchema>> {
  const [before = newest] = readCursor(cursor, 1) ?? []
  const [found] = await ctx.db.batch([rootsBefore(ctx, String(before), limit + 1)])
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await Promise.all(items.map(publishedRoot)),
    nextCursor: found.length > limit && last ? cursorOf([last.day]) : null,
    publicKey: ctx.keys.sign.publicJwk,
  }
}
