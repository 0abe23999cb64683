import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import { DAY, dayOf, HOUR, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { complaintReference, letAuthorIn } from '../access.ts'
import { calendarOf, noTurn, ruleIn, rulesAndCalendar, startClock } from '../clock.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { endPause, goneOn } from '../outside.ts'
import { type ComplaintRow, complaintByReference, extensionsOf, pausesOf } from '../query.ts'
import { sayStatement } from '../say.ts'
import { inTalk } from '../states.ts'
import { momentOf } from '../when.ts'

/** Messages one complaint takes from its author in a day: a conversation, not a flood. */
const aDay = 20

/**
 * Its author says something. Where a question waits for an answer this is it: the office's clock runs again from where it
 * stood still, or (of an information request) anew, as the law has it. Throws invalid-input, step-refused, too-many, stale,
 * record-not-found, too-many-tries.
 */
export async function sayMore({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; words: string }
}): Promise<{ reference: string; state: ComplaintRow['state'] }> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const today = dayOf(ctx.clock.now())
  const [tries, found, pauses, extensions, years, days, rules, newYears, newDays] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...calendarOf(ctx, reference),
    ...rulesAndCalendar(ctx, ['info.correction'], today),
  ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  if (!inTalk.includes(row.state) || row.words === null) throw new Problem('step-refused')
  const at = momentOf(ctx, row)
  const answers = row.state === 'waiting'
  const restarts = answers && row.clock === 'accept' && kindOf(row.kind).restarts
  const clock = restarts
    ? startClock('accept', ruleIn(rules, 'info.correction'), at, { years: newYears, days: newDays })
    : answers
      ? goneOn(row, at, { years, days, pauses, extensions })
      : {}
  const { statements, rev } = await move(ctx, row, {
    at,
    to: answers ? (row.turnBack ?? 'working') : row.state,
    by: 'resident',
    set: { threadWaits: 'office', ...(answers && noTurn), ...clock },
    action: 'complaint.message',
  })
  const { statement } = await sayStatement(
    ctx,
    row.id,
    { rev, at },
    { kind: 'message', words, staffId: null },
  )
  try {
    await ctx.db.batch([
      countDay(ctx, row.id),
      ...statements,
      ...(answers ? [endPause(ctx, row.id, at)] : []),
      statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'tray-full')
      throw new Problem('too-many', { retryAfter: (startOfDay(today) + DAY - ctx.clock.now()) / 1000 })
    throw refusal === 'stale' || refusal === 'step-refused' ? new Problem('stale') : error
  }
  return { reference, state: answers ? (row.turnBack ?? 'working') : row.state }
}

/** Statement: one more message today, counted by the day alone. Fails as tray-full. */
const countDay = (ctx: Ctx, id: string) =>
  exec(
    ctx.db,
    sql`INSERT INTO tray (operation, hour, used, cap)
        VALUES (${`complaint.message ${id}`}, ${Math.floor(startOfDay(dayOf(ctx.clock.now())) / HOUR)}, 1, ${aDay})
        ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
  )
