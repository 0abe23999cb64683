import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { notice, noticeDraft } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { allow, roleFor } from '../staff/permission.ts'
import { checkArose, dueOn, dueRows } from './dueOn.ts'
import { addEvent } from './query.ts'

/** Where a new notice belongs. */
interface Beginning {
  /** The slug of who publishes it; '*' for the bureau. */
  publisher: string
  category: string
  /** The day the information came about or changed. */
  aroseOn: Day
  title: string
}

/**
 * Begins a draft. For whoever may write where it is to be published. Throws record-not-found for a publisher that does
 * not exist or is another's, not-allowed, invalid-input.
 */
export async function begin({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Beginning
}): Promise<{ id: string; rev: number }> {
  const { publisher, category, aroseOn, title } = input
  checkArose(ctx, aroseOn)
  const [points, categories, ...due] = await ctx.db.batch([
    rows<{ id: string }>(ctx.db, sql`SELECT id FROM service_point WHERE slug = ${publisher}`),
    rows<{ code: string }>(ctx.db, sql`SELECT code FROM notice_category WHERE code = ${category}`),
    ...dueRows(ctx, aroseOn),
  ])
  const publisherId = publisher === '*' ? '*' : points[0]?.id
  if (publisherId === undefined) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'notice.write', publisherId)
  if (categories.length === 0) throw invalid('/category', 'wrong-value')
  const id = newId('nt')
  const at = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'notice.begin',
    subject: id,
    facts: { category, publisher: publisherId, staff: staff.id },
  })
  await ctx.db.batch([
    ctx.db.insert(notice).values({
      id,
      categoryCode: category,
      publisherId,
      state: 'draft',
      aroseOn,
      dueOn: dueOn(aroseOn, ...due),
      createdBy: staff.id,
      createdAt: at,
      updatedAt: at,
    }),
    ctx.db.insert(noticeDraft).values({
      noticeId: id,
      title,
      authorId: staff.id,
      savers: JSON.stringify([staff.id]),
      savedBy: staff.id,
      savedAt: at,
    }),
    addEvent(ctx, {
      noticeId: id,
      what: 'begun',
      at,
      version: 1,
      byId: staff.id,
      role: roleFor(ctx.actor, 'notice.write', publisherId) ?? null,
    }),
    leaf.statement,
  ])
  return { id, rev: 0 }
}
