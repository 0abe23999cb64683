import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { offeredGroup } from '../appointment/plan.ts'
import type { Ctx } from '../context.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../intake/once.ts'
import { counterGroups } from '../matter/catalogue.ts'
import { invalid } from '../problem.ts'
import { ticketById } from './click.ts'
import { hoursToday, isOpenNow } from './hours.ts'
import { issue } from './issue.ts'
import { ownPoint } from './ownPoint.ts'
import { pointBySlug } from './query.ts'
import type { Issued } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

export interface WalkIn {
  /** None when it is still to be found out what they need. */
  matters: string[]
  /** Where they wait; else where their first matter is handled. */
  counterGroup?: string | undefined
  people?: number | undefined
}

/** Statement: the matters wanted, as far as they exist, with the counters that handle them here. */
function mattersHere(ctx: Ctx, slug: string, codes: readonly string[]) {
  return rows<{ code: string; counterGroup: string }>(
    ctx.db,
    sql`SELECT m.code AS code, ${offeredGroup} AS counterGroup FROM json_each(${JSON.stringify(codes)}) j
        JOIN matter m ON m.code = j.value
        LEFT JOIN matter_offer o ON o.matter_code = m.code
          AND o.service_point_id = (SELECT id FROM service_point WHERE slug = ${slug})
        ORDER BY j.key`,
  )
}

/**
 * Gives a number to somebody who comes without a booking. Never refused: not when every place is booked, not outside the
 * hours (the answer says so), not when the matter belongs elsewhere. The same key gives the same number. For staff of
 * the service point. Throws record-not-found, invalid-input for a matter that does not exist, idempotency-mismatch.
 */
export async function walkIn({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: WalkIn & { slug: string }
  idempotencyKey?: string | undefined
}): Promise<Issued> {
  const { slug, matters, people = 1 } = input
  const now = ctx.clock.now()
  const once = await openOnce(ctx, 'queue.walk-in', idempotencyKey, input)
  const [before, points, here, ...hours] = await ctx.db.batch([
    answeredBefore(ctx, once),
    pointBySlug(ctx, slug),
    mattersHere(ctx, slug, matters),
    ...hoursToday(ctx, slug),
  ])
  const { point, staff } = ownPoint(ctx, points, 'queue.work')
  const known = new Set(here.map(({ code }) => code))
  const unknown = matters.findIndex((code) => !known.has(code))
  if (unknown >= 0) throw invalid(`/matters/${unknown}`, 'matter.unknown')
  const outsideHours = !isOpenNow(hours, now)
  const again = async (id: string): Promise<Issued> => {
    const [[ticket]] = await ctx.db.batch([ticketById(ctx, id)])
    return { ticket: await ticketView(ctx, ticket!), again: true, timing: 'walk-in', outsideHours }
  }
  const replay = replayOf(once, before)
  if (replay) return again(replay.reference)
  const groupsHere = [...new Set(hours[1].map((row) => row.counter_group).filter(Boolean))]
  const counterGroup = input.counterGroup ?? here[0]?.counterGroup ?? groupsHere[0] ?? counterGroups[0]
  const { id, statements } = await issue(ctx, {
    point,
    counterGroup,
    booking: null,
    matters,
    people,
    dueAt: now,
    staff,
  })
  try {
    const written = await ctx.db.batch([...statements, ...remember(ctx, once, id, {})])
    return { ticket: await ticketView(ctx, written[5][0]!), again: false, timing: 'walk-in', outsideHours }
  } catch (error) {
    // The same form, sent twice at once: the other one gave out the number.
    if (refusalOf(error) !== 'key-in-use') throw error
    const [[made]] = await ctx.db.batch([answeredBefore(ctx, once)])
    return again(made!.reference)
  }
}
