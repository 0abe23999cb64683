import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { openApplication } from './access.ts'
import { move } from './move.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import { openStates } from './states.ts'
import { readWords, sayStatement } from './words.ts'

/** Messages one application takes from its holder in a day: a conversation, not a flood. */
const aDay = 20

/**
 * Says something to whoever handles the application; from then on the thread waits for the office. Taken while it is
 * open. Throws invalid-input, step-refused, too-many (so many in a day), stale, record-not-found, too-many-tries.
 */
export async function message({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; words: string }
}): Promise<{ reference: string; id: string }> {
  const words = readWords(input.words)
  const { row, holder } = await openApplication(ctx, input)
  if (!openStates.includes(row.state) || isWithheld(ownForm(row), row, holder))
    throw new Problem('step-refused')
  const now = ctx.clock.now()
  const { id, statement } = await sayStatement(ctx, row.id, { kind: 'message', words, staffId: null })
  const { statements } = await move(ctx, row, {
    to: row.state,
    by: 'resident',
    set: { threadWaits: 'office' },
    action: 'application.message',
  })
  const day = Math.floor(now / DAY)
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${`application.message ${row.id}`}, ${day * 24}, 1, ${aDay})
            ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
      ),
      ...statements,
      statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'tray-full') throw new Problem('too-many', { retryAfter: ((day + 1) * DAY - now) / 1000 })
    throw refusal === 'stale' ? new Problem('stale') : error
  }
  return { reference: row.reference, id }
}
