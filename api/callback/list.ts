import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { pointsFor } from '../staff/permission.ts'
import { type CallbackRow, callbackColumns, callbackFrom, callbackInSight, itemOf } from './query.ts'
import type { CallbackList } from './staffSchema.ts'

/** Rows of a page. */
const page = 30

/**
 * The call-backs of the service points where somebody makes them, without those they had a part in: what is due first, or
 * those made, the newest first. One round trip.
 */
export async function listCallbacks({
  ctx,
  input: { show, cursor },
}: {
  ctx: Ctx
  input: { show: 'open' | 'done'; cursor?: string | undefined }
}): Promise<CallbackList> {
  const points = pointsFor(ctx.actor, 'callback.make')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const open = show === 'open'
  const [at, id] = readCursor(cursor, 2) ?? (open ? [0, ''] : [Number.MAX_SAFE_INTEGER, '~'])
  const which = open
    ? sql`c.state = 'open' AND (c.due_at, c.id) > (${at}, ${id})`
    : sql`c.state <> 'open' AND (c.done_at, c.id) < (${at}, ${id})`
  const notMine = sql`NOT EXISTS (SELECT 1 FROM json_each(c.barred) b WHERE b.value = ${me})
    AND ${callbackInSight(ctx)}`
  const order = open
    ? sql`ORDER BY c.due_at, c.id LIMIT ${page + 1}`
    : sql`ORDER BY c.done_at DESC, c.id DESC LIMIT ${page + 1}`
  const [found] = await ctx.db.batch([
    rows<CallbackRow>(
      ctx.db,
      mine === null
        ? sql`SELECT ${callbackColumns} FROM ${callbackFrom}
              WHERE ${which} AND ${notMine} ${order}`
        : sql`SELECT ${callbackColumns} FROM json_each(${mine}) j CROSS JOIN callback c ON c.id IN (
                SELECT c.id FROM callback c WHERE c.service_point_id = j.value AND ${which} AND ${notMine} ${order})
              LEFT JOIN service_point p ON p.id = c.service_point_id ${order}`,
    ),
  ])
  const shown = found.slice(0, page)
  const last = found.length > page ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => itemOf(ctx, row)),
    nextCursor: last ? cursorOf([open ? last.dueAt : (last.doneAt ?? 0), last.id]) : null,
  }
}
