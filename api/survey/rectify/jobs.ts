import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { faultOf } from '../../fault.ts'
import { move } from './move.ts'
import type { RectificationRow } from './query.ts'

/** Rectifications seen to in one run. */
const most = 50

type Missed = Pick<RectificationRow, 'id'> & { what: 'contact' | 'fix' | 'station' }

/** Nobody is late with what may be nothing, nor while the desk thinks about more time. Of the rectification `r`. */
const undecided = sql`(EXISTS (SELECT 1 FROM rectification_appeal a WHERE a.rectification_id = r.id AND a.state = 'open')
  OR EXISTS (SELECT 1 FROM rectification_extension x WHERE x.rectification_id = r.id AND x.state = 'asked'))`

/**
 * Job `rating.late`: notes each missed day once, with a leaf: that of the first call, which is the desk's own, that of the whole,
 * and that of the station, which alone counts for it. An appeal or a request that waits to be decided holds the notes of what is
 * not put right. Says how many.
 */
export async function noteLateRectifications(ctx: Ctx): Promise<{ late: number }> {
  const now = ctx.clock.now()
  const some = (what: Missed['what'], where: ReturnType<typeof sql>, by: string) =>
    rows<Missed>(
      ctx.db,
      sql`SELECT r.id AS id, ${what} AS what FROM rectification r
          WHERE ${where} ORDER BY ${sql.raw(by)} LIMIT ${most}`,
    )
  const [contact, fix, station] = await ctx.db.batch([
    some(
      'contact',
      sql`r.tried_at IS NULL AND r.contact_late_at IS NULL AND r.contact_due_at IS NOT NULL AND r.state <> 'closed'
          AND r.contact_due_at < ${now}`,
      'r.contact_due_at',
    ),
    some(
      'fix',
      sql`r.fix_late_at IS NULL AND r.state IN ('open', 'contacted', 'fixing') AND r.fix_due_at < ${now}
          AND NOT ${undecided}`,
      'r.fix_due_at',
    ),
    some(
      'station',
      sql`r.state = 'fixing' AND r.station_part = 1 AND r.station_missed_at IS NULL AND r.station_due_at < ${now}
          AND NOT ${undecided}`,
      'r.station_due_at',
    ),
  ])
  let late = 0
  for (const row of [...contact, ...fix, ...station]) if (await noteLate(ctx, row, now)) late += 1
  return { late }
}

async function noteLate(ctx: Ctx, row: Missed, now: number): Promise<boolean> {
  const leaf = await leafFor(ctx, {
    action: 'rectification.late',
    subject: row.id,
    facts: { what: row.what },
  })
  return tried(ctx, [exec(ctx.db, noted(row, now)), guard(ctx.db), leaf.statement])
}

const noted = ({ id, what }: Missed, now: number) =>
  ({
    contact: sql`UPDATE rectification SET contact_late_at = ${now} WHERE id = ${id} AND contact_late_at IS NULL
        AND tried_at IS NULL AND state <> 'closed'`,
    fix: sql`UPDATE rectification SET fix_late_at = ${now} WHERE id = ${id} AND fix_late_at IS NULL
        AND fix_due_at < ${now} AND state IN ('open', 'contacted', 'fixing')`,
    station: sql`UPDATE rectification AS r SET station_missed_at = ${now} WHERE id = ${id} AND station_part = 1
        AND station_missed_at IS NULL AND station_due_at < ${now} AND state = 'fixing' AND NOT ${undecided}`,
  })[what]

type Called = Pick<RectificationRow, 'id' | 'rev' | 'state'> & { satisfied: number | null }

/** Job `rating.called`: what was called back goes on, with the second rating its rater gave in the call beside the first. */
export async function takeCalls(ctx: Ctx): Promise<{ called: number }> {
  const [found] = await ctx.db.batch([
    rows<Called>(
      ctx.db,
      sql`SELECT r.id AS id, r.rev AS rev, r.state AS state, (SELECT c.satisfied FROM callback c
              WHERE c.reference = r.id AND c.state <> 'open' ORDER BY c.opened_at DESC LIMIT 1) AS satisfied
          FROM rectification r WHERE r.state = 'fixed' AND r.may_call = 1
            AND EXISTS (SELECT 1 FROM callback c WHERE c.reference = r.id AND c.state <> 'open' AND c.opened_at >= r.fixed_at)
            AND NOT EXISTS (SELECT 1 FROM callback c WHERE c.reference = r.id AND c.state = 'open')
          ORDER BY r.fixed_at LIMIT ${most}`,
    ),
  ])
  let called = 0
  for (const row of found) {
    const { statements } = await move(ctx, row, {
      to: 'called',
      by: 'system',
      set: { second: row.satisfied },
      action: 'rectification.call',
    })
    if (await tried(ctx, [...statements])) called += 1
  }
  return { called }
}

/** The Monday on or before a day. */
const weekOfDay = (day: SQL) => sql`date(${day}, '-6 days', 'weekday 1')`
/** The first moment of a day in Shanghai. */
const startOf = (day: SQL) => sql`(CAST(strftime('%s', ${day}) AS INTEGER) * 1000 - 28800000)`
/**
 * The week in which it was due, which says no day: its end, or where it was put right too late its beginning, so that it is late
 * still.
 */
const weekOfDue = sql`${startOf(weekOfDay(sql`date((fix_due_at + 28800000) / 1000, 'unixepoch')`))}
  + iif(coalesce(fixed_at, closed_at) > fix_due_at, 0, ${7 * DAY}) - 1`

/**
 * Job `rating.forget`: a year after its end everything goes that leads from a rectification to a person: the number, what was
 * rated, everything that was said, and the day of the rating, of which the week stays. So do its steps and what it counts for.
 */
export async function forgetRectifications(ctx: Ctx): Promise<{ emptied: number }> {
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM rectification WHERE keep_until IS NOT NULL AND keep_until < ${ctx.clock.now()}
          ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const ids = JSON.stringify(found.map(({ id }) => id))
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { rectifications: found.length },
  })
  const done = await tried(ctx, [
    exec(
      ctx.db,
      sql`UPDATE rectification SET kind = NULL, subject = NULL, contact = NULL, keep_until = NULL,
            opened_on = ${weekOfDay(sql`opened_on`)}, contact_rule = NULL, contact_due_at = NULL, contact_counted = '[]',
            contact_late_at = NULL, fix_due_at = ${weekOfDue}, fix_counted = '[]',
            fix_late_at = iif(fix_late_at IS NULL, NULL, ${weekOfDue})
          WHERE keep_until IS NOT NULL AND id IN (SELECT value FROM json_each(${ids}))`,
    ),
    guard(ctx.db, found.length),
    exec(
      ctx.db,
      sql`UPDATE rectification_event SET at = (SELECT ${startOf(sql`r.opened_on`)} FROM rectification r WHERE r.id = rectification_id)
          WHERE from_state IS NULL AND rectification_id IN (SELECT value FROM json_each(${ids}))`,
    ),
    exec(
      ctx.db,
      sql`UPDATE rectification_word SET words = NULL
          WHERE words IS NOT NULL AND rectification_id IN (SELECT value FROM json_each(${ids}))`,
    ),
    exec(
      ctx.db,
      sql`UPDATE rating_second SET words = NULL
          WHERE words IS NOT NULL AND id IN (SELECT value FROM json_each(${ids}))`,
    ),
    leaf.statement,
  ])
  return { emptied: done ? found.length : 0 }
}

/** What somebody changed meanwhile is left to the next run; what is broken stops none of the others. */
async function tried(ctx: Ctx, statements: Parameters<Ctx['db']['batch']>[0]): Promise<boolean> {
  try {
    await ctx.db.batch(statements)
    return true
  } catch (error) {
    if (refusalOf(error) !== 'stale') console.error(JSON.stringify({ job: 'rating', ...faultOf(error) }))
    return false
  }
}
