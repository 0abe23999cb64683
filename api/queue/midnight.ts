import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { addDays, dayOf, endOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { moves } from './moves.ts'
import { secretDaysOn } from './rules.ts'

/** Tickets ended, and secrets forgotten, in one run; the next run takes the rest. */
const most = 200

/**
 * Job `queue.midnight`: numbers of a past day that nobody ended have left, and whoever forgot to leave a counter has;
 * why somebody was put forward is forgotten, and, after the days the rules say, the codes of the slips. When a ticket
 * changes meanwhile nothing is written: the next run looks again.
 */
export async function endDay(
  ctx: Ctx,
): Promise<{ left: number; seats: number; reasons: number; forgotten: number }> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [open, seats, reasons, forget] = await ctx.db.batch([
    rows<{ id: string; day: string }>(
      ctx.db,
      sql`SELECT id, day FROM ticket WHERE day < ${today} AND state IN ('waiting', 'called', 'serving', 'parked') LIMIT ${most}`,
    ),
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM counter WHERE staff_id IS NOT NULL AND sat_at <= ${endOfDay(addDays(today, -1))} LIMIT ${most}`,
    ),
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM ticket WHERE forward IS NOT NULL AND day < ${today} LIMIT ${most}`,
    ),
    // Only what is due is read: the rule is looked up on the way, its default being the code's.
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM ticket WHERE code_hash IS NOT NULL
            AND day < date(${today}, '-' || ${secretDaysOn(today)} || ' days') LIMIT ${most}`,
    ),
  ])
  const done = { left: open.length, seats: seats.length, reasons: reasons.length, forgotten: forget.length }
  if (Object.values(done).every((n) => n === 0)) return done
  const leaf = await leafFor(ctx, { action: 'queue.midnight', subject: 'queue', facts: { ...done } })
  const ids = (list: { id: string }[]) =>
    sql`(SELECT value FROM json_each(${JSON.stringify(list.map(({ id }) => id))}))`
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO ticket_click (ticket_id, version, act, state, at, counter_group, staff)
            SELECT id, version + 1, ${moves.end.click}, 'left', ${now}, counter_group, '' FROM ticket
            WHERE id IN ${ids(open)} AND state IN ('waiting', 'called', 'serving', 'parked')`,
      ),
      guard(ctx.db, done.left),
      exec(
        ctx.db,
        sql`UPDATE counter SET staff_id = NULL, sat_at = NULL, version = version + 1, updated_at = ${now}
            WHERE id IN ${ids(seats)} AND staff_id IS NOT NULL`,
      ),
      guard(ctx.db, done.seats),
      exec(ctx.db, sql`UPDATE ticket SET forward = NULL WHERE id IN ${ids(reasons)} AND forward IS NOT NULL`),
      guard(ctx.db, done.reasons),
      exec(
        ctx.db,
        sql`UPDATE ticket SET code_hash = NULL
            WHERE id IN ${ids(forget)} AND code_hash IS NOT NULL`,
      ),
      guard(ctx.db, done.forgotten),
      leaf.statement,
    ])
    return done
  } catch (error) {
    if (refusalOf(error) === 'stale') return { left: 0, seats: 0, reasons: 0, forgotten: 0 }
    throw error
  }
}
