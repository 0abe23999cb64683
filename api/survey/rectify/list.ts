import type { Ctx } from '../../context.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { allow, pointsFor } from '../../staff/permission.ts'
import { type Behind, deskRows, type RectificationRow, taskRows } from './query.ts'
import type { RectificationList, TaskList } from './schema.ts'
import { itemOf, taskItemOf } from './view.ts'

/** Rows of a page. */
const page = 30

interface Asked {
  show: 'open' | 'done'
  cursor?: string | undefined
}

/** Those of the whole bureau for its supervision desk, without those about a place where one works. One round trip. */
export async function listRectifications({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Asked
}): Promise<RectificationList> {
  allow(ctx.actor, 'rating.supervise', '*')
  const [found] = await ctx.db.batch([deskRows(ctx, input.show, behind(input), page + 1)])
  const { shown, nextCursor } = cut(found, input.show, ({ fixDueAt }) => fixDueAt)
  return { items: shown.map((row) => itemOf(ctx, row)), nextCursor }
}

/** The tasks of the service points where one puts things right, once the desk has asked. One round trip. */
export async function listTasks({ ctx, input }: { ctx: Ctx; input: Asked }): Promise<TaskList> {
  const points = pointsFor(ctx.actor, 'rating.rectify')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found] = await ctx.db.batch([taskRows(ctx, mine, input.show, behind(input), page + 1)])
  const { shown, nextCursor } = cut(found, input.show, ({ stationDueAt }) => stationDueAt ?? 0)
  return { items: shown.map((row) => taskItemOf(ctx, row)), nextCursor }
}

function behind({ show, cursor }: Asked): Behind {
  const [at, id] = readCursor(cursor, 2) ?? (show === 'open' ? [0, ''] : [Number.MAX_SAFE_INTEGER, '~'])
  return { at: Number(at), id: String(id) }
}

function cut(
  found: readonly RectificationRow[],
  show: 'open' | 'done',
  dueOf: (row: RectificationRow) => number,
) {
  const shown = found.slice(0, page)
  const last = found.length > page ? shown.at(-1) : undefined
  return {
    shown,
    nextCursor: last ? cursorOf([show === 'open' ? dueOf(last) : (last.closedAt ?? 0), last.id]) : null,
  }
}
