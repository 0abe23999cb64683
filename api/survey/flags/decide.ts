import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import { leafFor } from '../../audit/append.ts'
import { quarterAt } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { invalid, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { markOf } from '../token.ts'
import type { DecidedFlags, DecideFlags } from './schema.ts'

/** A reason is kept for good, so it is short and holds nothing personal. */
const reasonMost = 300

/**
 * Decides what is held for one reason, together: it stands and counts, as soon as nothing else holds it; or it is set apart,
 * kept and counted separately, in the quarter that runs. Nobody decides about a place of theirs. Undone as a whole where a
 * colleague was faster. Throws invalid-input, reviewer, record-not-found, not-allowed, stale.
 */
export async function decideFlags({ ctx, input }: { ctx: Ctx; input: DecideFlags }): Promise<DecidedFlags> {
  const staff = allow(ctx.actor, 'rating.supervise', '*')
  const reason = readWords(input.reason, '/reason', reasonMost)
  const [official] = await ctx.db.batch([officialRow(ctx)])
  if (findPersonal(reason, { official: officialOf(ctx, official[0]) }).length)
    throw invalid('/reason', 'notice.personal')
  const which = [...new Set(input.ratings)]
  const ids = JSON.stringify(which)
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'rating.decide',
    subject: 'rating',
    facts: {
      ratings: await Promise.all(which.map((id) => markOf(ctx, id))),
      why: input.why,
      decision: input.decision,
    },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE rating_flag SET state = ${input.decision}, decided_by = ${staff.id}, decided_at = ${now}, reason = ${reason}
            WHERE rating_id IN (SELECT value FROM json_each(${ids})) AND why = ${input.why} AND state = 'open'`,
      ),
      guard(ctx.db, which.length),
      exec(
        ctx.db,
        input.decision === 'apart'
          ? sql`UPDATE rating SET standing = 'apart', tallied_in = ${quarterAt(now)}, rev = rev + 1
                WHERE id IN (SELECT value FROM json_each(${ids})) AND standing = 'held'`
          : sql`UPDATE rating SET standing = 'counted', tallied_in = ${quarterAt(now)}, rev = rev + 1
                WHERE id IN (SELECT value FROM json_each(${ids})) AND standing = 'held' AND NOT EXISTS (
                  SELECT 1 FROM rating_flag f WHERE f.rating_id = rating.id AND f.state = 'open')`,
      ),
      leaf.statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'stale') throw new Problem('stale')
    if (refusal === 'another-person') throw new Problem('reviewer')
    throw error
  }
  return { decided: which.length }
}
