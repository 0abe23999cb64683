import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import type { ClockName } from '../../db/schema/application.ts'
import { DAY, dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'
import { drop } from '../file/drop.ts'
import { calendarRows, decisionRule, start } from './clock.ts'
import { tell } from './desk/tell.ts'
import { discardStatements, fileKeysOf, overColumns } from './end.ts'
import { move } from './move.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationFrom } from './query.ts'
import { states } from './states.ts'

/** Applications seen to in one run, and how long before the time to answer runs out its holder is reminded, ms. */
const most = 100
const remindBefore = 3 * DAY

/** What became of what was due. */
interface Done {
  accepted: number
  late: number
  expired: number
  discarded: number
  reminded: number
}

/**
 * Job `application.clock`: what is due now, and only that. An office that asked for nothing in time has accepted a permit
 * (行政许可法 32(4)), as of its receipt; any other deadline of the office that passed is noted, for the evaluation and for
 * the chief's list, once. A resident's time that ran out ends the application, a draft is deleted; three days before that
 * they are reminded, once. Each by itself: what somebody changed meanwhile is left to the next run.
 */
export async function runClocks(ctx: Ctx): Promise<Done> {
  const now = ctx.clock.now()
  const [due, soon] = await ctx.db.batch([
    rows<ApplicationRow>(
      ctx.db,
      sql`${applicationFrom} WHERE a.id IN (SELECT id FROM application
            WHERE due_at < ${now} AND due_at IS NOT NULL AND paused_at IS NULL AND late_at IS NULL
            ORDER BY due_at LIMIT ${most}) ORDER BY a.due_at`,
    ),
    rows<ApplicationRow>(
      ctx.db,
      sql`${applicationFrom} WHERE a.id IN (SELECT id FROM application
            WHERE clock = 'answer' AND reminded_at IS NULL AND due_at BETWEEN ${now} AND ${now + remindBefore}
            ORDER BY due_at LIMIT ${most})`,
    ),
  ])
  const done: Done = { accepted: 0, late: 0, expired: 0, discarded: 0, reminded: 0 }
  for (const row of due) {
    const became = await seeTo(() => whenDue(ctx, row))
    if (became) done[became] += 1
  }
  for (const row of soon) if (await seeTo(() => remind(ctx, row))) done.reminded += 1
  return done
}

/** One that fails is said, and does not keep the others waiting; one that was changed meanwhile is not. */
async function seeTo<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (refusalOf(error) !== 'stale')
      console.error(JSON.stringify({ job: 'application.clock', ...faultOf(error) }))
    return null
  }
}

/** What happens to an application whose clock ran out. */
export async function whenDue(
  ctx: Ctx,
  row: ApplicationRow,
): Promise<Exclude<keyof Done, 'reminded'> | null> {
  const clock: ClockName | null = row.clock
  if (clock === 'ask' && row.state === 'submitted' && ownForm(row).permit) return acceptSilently(ctx, row)
  if (clock === 'ask' || clock === 'decide' || clock === 'deliver') return noteLate(ctx, row, clock)
  if (clock === 'answer' || clock === 'identity') return expire(ctx, row)
  return clock === 'draft' ? discard(ctx, row) : null
}

async function acceptSilently(ctx: Ctx, row: ApplicationRow): Promise<'accepted'> {
  const receivedAt = row.receivedAt ?? row.createdAt
  const day = dayOf(receivedAt)
  const [years, days] = await ctx.db.batch([...calendarRows(ctx, day)])
  const { dueDay: _, ...clock } = start(decisionRule(row, day), receivedAt, years, days)
  const moved = await move(ctx, row, {
    to: 'accepted',
    by: 'system',
    set: { acceptedAt: receivedAt, acceptedHow: 'silence', clock: 'decide', ...clock },
    action: 'application.silence',
    facts: { due: row.dueAt },
  })
  await write(ctx, row, moved.statements, {
    template: 'application.moved',
    what: states.accepted,
  })
  return 'accepted'
}

async function noteLate(ctx: Ctx, row: ApplicationRow, clock: ClockName): Promise<'late'> {
  const now = ctx.clock.now()
  const moved = await move(ctx, row, {
    to: row.state,
    by: 'system',
    set: { lateAt: now },
    action: 'application.late',
    facts: { clock, due: row.dueAt, handler: row.handlerId },
  })
  await ctx.db.batch([
    ...moved.statements,
    exec(
      ctx.db,
      sql`INSERT INTO application_lapse (application_id, clock, due_at, noted_at, service_point_id, matter_code)
          VALUES (${row.id}, ${clock}, ${row.dueAt}, ${now}, ${row.pointId}, ${row.matterCode})
          ON CONFLICT DO NOTHING`,
    ),
  ])
  return 'late'
}

/** Whoever was never asked for a correction has not failed to answer one. */
const unproved = { zh: '没有在期限内核对身份，已结束', en: 'ended: who you are was not shown in time' }

async function expire(ctx: Ctx, row: ApplicationRow): Promise<'expired'> {
  const moved = await move(ctx, row, {
    to: 'expired',
    by: 'system',
    set: overColumns(ctx, row),
    action: 'application.expire',
    facts: { clock: row.clock, due: row.dueAt },
  })
  await write(ctx, row, moved.statements, {
    template: 'application.moved',
    what: row.clock === 'identity' ? unproved : states.expired,
  })
  return 'expired'
}

async function discard(ctx: Ctx, row: ApplicationRow): Promise<'discarded'> {
  const [kept] = await ctx.db.batch([fileKeysOf(ctx, row.reference)])
  const keys = kept.map(({ key }) => key)
  await ctx.db.batch(await discardStatements(ctx, row, 'system', keys))
  ctx.after((later) => drop(later, keys))
  return 'discarded'
}

async function remind(ctx: Ctx, row: ApplicationRow): Promise<true> {
  const until = row.dueAt ?? ctx.clock.now()
  const moved = await move(ctx, row, {
    to: row.state,
    by: 'system',
    set: { remindedAt: ctx.clock.now() },
    action: 'application.remind',
    facts: { until: toIso(until) },
  })
  await write(ctx, row, moved.statements, {
    template: 'application.reminder',
    what: { zh: '还等您补正', en: 'it still waits for your correction' },
    until,
  })
  return true
}

/** Writes a step with the text about it. */
async function write(
  ctx: Ctx,
  row: ApplicationRow,
  statements: Awaited<ReturnType<typeof move>>['statements'],
  tiding: Parameters<typeof tell>[2],
): Promise<void> {
  const message = await tell(ctx, row, tiding)
  await ctx.db.batch([...statements, ...(message ? [message.statement] : [])])
  if (message) ctx.after(() => ctx.wake([message.id]))
}
