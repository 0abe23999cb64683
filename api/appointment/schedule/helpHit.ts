import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem, type ProblemCode } from '../../problem.ts'
import { moveFor } from '../desk/changeFor.ts'
import { changeAt } from './outcome.ts'

interface OfChange {
  slug: string
  /** The change. */
  id: string
}

/** Statement: the references of a change's bookings, of those asked for. */
function among(ctx: Ctx, changeId: string, references: readonly string[]) {
  return rows<{ reference: string }>(
    ctx.db,
    sql`SELECT b.reference AS reference FROM json_each(${JSON.stringify(references)}) j
        JOIN booking b ON b.reference = j.value
        JOIN closure_notice n ON n.booking_id = b.id AND n.closure_id = ${changeId}`,
  )
}

/**
 * Notes that somebody whose visit a change hit was reached by telephone; once is as good as twice. Throws
 * record-not-found, not-allowed.
 */
export async function noteReached({
  ctx,
  input,
}: {
  ctx: Ctx
  input: OfChange & { reference: string }
}): Promise<{ reference: string }> {
  const { id } = await changeAt(ctx, input)
  const { reference } = input
  const [found] = await ctx.db.batch([among(ctx, id, [reference])])
  if (found.length === 0) throw new Problem('record-not-found')
  const leaf = await leafFor(ctx, {
    action: 'schedule.reached',
    subject: id,
    facts: { staff: ctx.actor.kind === 'staff' ? ctx.actor.id : '' },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE closure_notice SET reached_at = ${ctx.clock.now()} WHERE closure_id = ${id} AND reached_at IS NULL
            AND booking_id = (SELECT id FROM booking WHERE reference = ${reference})`,
      ),
      guard(ctx.db),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
  }
  return { reference }
}

interface MoveResult {
  reference: string
  moved: boolean
  /** Why not. */
  problem?: ProblemCode
}

/**
 * Moves people whose visit a change hit to the times chosen for them, each by itself as `moveFor` does: one who cannot be
 * moved (the time was taken meanwhile) does not keep the others. Throws record-not-found, not-allowed.
 */
export async function moveHit({
  ctx,
  input,
}: {
  ctx: Ctx
  input: OfChange & { moves: readonly { reference: string; slotId: string }[] }
}): Promise<{ items: MoveResult[] }> {
  const { id } = await changeAt(ctx, input)
  const { moves } = input
  const [found] = await ctx.db.batch([
    among(
      ctx,
      id,
      moves.map(({ reference }) => reference),
    ),
  ])
  const known = new Set(found.map(({ reference }) => reference))
  if (moves.some(({ reference }) => !known.has(reference))) throw new Problem('record-not-found')
  const items: MoveResult[] = []
  for (const { reference, slotId } of moves) {
    try {
      await moveFor({ ctx, input: { reference, slotId, reason: 'station' } })
      items.push({ reference, moved: true })
    } catch (error) {
      const refusal = refusalOf(error)
      const problem =
        error instanceof Problem
          ? error.code
          : refusal === 'slot-full' || refusal === 'slot-closed' || refusal === 'stale'
            ? refusal
            : null
      if (problem === null || problem === 'not-allowed') throw error
      items.push({ reference, moved: false, problem })
    }
  }
  return { items }
}
