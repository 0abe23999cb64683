import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName } from '../privacy/mask.ts'
import { Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { clear } from './clear.ts'
import { consultation, type FeedbackRow, opinionsOn } from './query.ts'
import { reach } from './reach.ts'
import type { Opinions } from './staffSchema.ts'
import { consultationOf } from './work.ts'

const page = 20

/**
 * The opinions on a consultation for whoever publishes it, the newest first, names masked and no numbers; that they were
 * read leaves one leaf for each page of them. One read, one write. Throws invalid-input, record-not-found, not-allowed.
 */
export async function listOpinions({
  ctx,
  input: { id, cursor },
}: {
  ctx: Ctx
  input: { id: string; cursor?: string | undefined }
}): Promise<Opinions> {
  const [at, last] = readCursor(cursor, 2) ?? []
  const before: [number, string] | null = typeof at === 'number' ? [at, String(last)] : null
  const [notices, found] = await ctx.db.batch([consultation(ctx, id), opinionsOn(ctx, id, before, page + 1)])
  const { row: notice, staff } = reach(ctx, notices)
  if (notice.takes !== 'opinion') throw new Problem('record-not-found')
  const shown = found.slice(0, page)
  if (shown.length) {
    const facts = { opinions: shown.length, staff: staff.id }
    const leaf = await leafFor(ctx, { action: 'feedback.read', subject: id, facts })
    await ctx.db.batch([leaf.statement])
  }
  const end = shown.at(-1)
  return {
    consultation: consultationOf(ctx, notice),
    items: await Promise.all(shown.map((row) => itemOf(ctx, row))),
    nextCursor: found.length > page && end ? cursorOf([end.receivedAt, end.id]) : null,
  }
}

async function itemOf(ctx: Ctx, row: FeedbackRow): Promise<Opinions['items'][number]> {
  const name = await clear(ctx, row.id, 'name', row.name)
  return {
    reference: row.reference,
    receivedAt: toIso(row.receivedAt),
    words: await clear(ctx, row.id, 'words', row.words),
    name: name === null ? null : maskName(name),
  }
}
