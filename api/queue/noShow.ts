import { attend } from '../appointment/desk/attend.ts'
import { bookingByReference } from '../appointment/query.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { ownPoint } from './ownPoint.ts'
import { pointBySlug } from './query.ts'

/**
 * Says that a visit which has no number was missed, by the rules of `attend`. For staff of the service point. Throws
 * invalid-input, record-not-found, not-yet, not-changeable, stale.
 */
export async function noShow({
  ctx,
  input: { slug, reference: typed },
}: {
  ctx: Ctx
  input: { slug: string; reference: string }
}): Promise<{ reference: string; outcome: 'missed' }> {
  const { reference } = referenceOf(typed)
  const [points, [row]] = await ctx.db.batch([pointBySlug(ctx, slug), bookingByReference(ctx, reference)])
  const { point } = ownPoint(ctx, points, 'queue.work')
  if (row?.pointId !== point.id) throw new Problem('record-not-found')
  await attend({ ctx, input: { reference, outcome: 'missed' } })
  return { reference, outcome: 'missed' }
}
