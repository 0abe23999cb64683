import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { invalid, Problem } from '../problem.ts'
import { answererIn, answererOf, feedbackByReference } from './query.ts'
import { reach } from './reach.ts'
import type { PassInput, passedSchema } from './staffSchema.ts'

/**
 * Passes a report on to the service point it concerns (a room's goes to its station), or to the bureau; the day it is
 * due stays. Throws invalid-input, record-not-found, not-allowed, stale (answered or passed on meanwhile).
 */
export async function passOn({
  ctx,
  input,
}: {
  ctx: Ctx
  input: PassInput & { reference: string }
}): Promise<z.infer<typeof passedSchema>> {
  const { reference } = referenceOf(input.reference)
  const [found, points] = await ctx.db.batch([
    feedbackByReference(ctx, reference),
    answererOf(ctx, { of: 'station', slug: input.to }),
  ])
  const { row, staff } = reach(ctx, found)
  if (row.what !== 'error') throw new Problem('record-not-found')
  if (row.state !== 'open' || row.rev !== input.rev) throw new Problem('stale')
  const [point] = points
  if (!point && input.to !== '*') throw invalid('/to', 'station.unknown')
  const to = point?.publisherId ?? '*'
  if (to === row.publisherId) throw invalid('/to', 'feedback.same')
  const leaf = await leafFor(ctx, {
    action: 'feedback.pass',
    subject: reference,
    facts: { from: row.publisherId, to, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE feedback SET publisher_id = ${to}, rev = rev + 1
          WHERE id = ${row.id} AND state = 'open' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { reference, answerer: answererIn(ctx, point) }
}
