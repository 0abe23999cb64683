import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import type { ClockName } from '../../db/schema/application.ts'
import type { AuditAction } from '../audit/action.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'
import { drop } from '../file/drop.ts'
import type { Text } from '../shared/text.ts'
import { calendarRows, decisionRule, start } from './clock.ts'
import { discardStatements, fileKeysOf, overColumns } from './end.ts'
import { alsoFreed, endingVisits, heldVisits } from './heldVisits.ts'
import { inviteEnded } from './inviteEnded.ts'
import { move } from './move.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationFrom } from './query.ts'
import { remind, remindUnproved, toRemind } from './remind.ts'
import { states } from './states.ts'
import { news } from './textOf.ts'
import { unproved } from './timeline.ts'
import { carriesOn } from './visitHeld.ts'
import { write } from './write.ts'

/** Applications seen to in one run. */
const most = 100

/** What became of what was due. */
interface Done {
  accepted: number
  late: number
  expired: number
  discarded: number
  uncollected: number
  finished: number
  reminded: number
}

/**
 * Job `application.clock`: what is due now, and only that. An office that asked for nothing in time has accepted a permit
 * (行政许可法 32(4)), as of its receipt; any other deadline of the office that passed is noted, for the evaluation and for
 * the chief's list, once. A resident's time that ran out ends the application, a draft is deleted; before that they
 * are reminded, once (remind.ts), and a visit held carries it to the end of its day. What nobody came for is ended, and
 * what was posted and did not come back is finished. Each by itself: what somebody changed meanwhile is left to the next
 * run.
 */
export async function runClocks(ctx: Ctx): Promise<Done> {
  const now = ctx.clock.now()
  const [due, soon, results] = await ctx.db.batch([
    rows<ApplicationRow>(
      ctx.db,
      sql`${applicationFrom} WHERE a.id IN (SELECT id FROM application
            WHERE due_at < ${now} AND due_at IS NOT NULL AND paused_at IS NULL AND late_at IS NULL
              AND NOT ${carriesOn(now)}
            ORDER BY due_at LIMIT ${most}) ORDER BY a.due_at`,
    ),
    ...toRemind(ctx, most),
  ])
  const done: Done = {
    accepted: 0,
    late: 0,
    expired: 0,
    discarded: 0,
    uncollected: 0,
    finished: 0,
    reminded: 0,
  }
  for (const row of due) {
    const became = await seeTo(() => whenDue(ctx, row))
    if (became) done[became] += 1
  }
  for (const row of results) if (await seeTo(() => remindUnproved(ctx, row))) done.reminded += 1
  const spokenOf = new Set(results.map(({ id }) => id))
  for (const row of soon)
    if (!spokenOf.has(row.id) && (await seeTo(() => remind(ctx, row)))) done.reminded += 1
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
  if (clock === 'answer' || clock === 'identity')
    return over(ctx, row, {
      to: 'expired',
      action: 'application.expire',
      what: clock === 'identity' ? unproved : states.expired,
    })
  if (clock === 'collect')
    return over(ctx, row, { to: 'uncollected', action: 'application.expire', what: news })
  if (clock === 'posted')
    return over(ctx, row, { to: 'finished', action: 'application.handover', what: news })
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

interface End<To> {
  to: To
  action: AuditAction
  what: Text
}

/** Ends an application whose time ran out; a visit held for it is freed, and the text says so. */
async function over<To extends 'expired' | 'uncollected' | 'finished'>(
  ctx: Ctx,
  row: ApplicationRow,
  { to, action, what }: End<To>,
): Promise<To> {
  const [visits] = await ctx.db.batch([heldVisits(ctx, row.reference)])
  const moved = await move(ctx, row, {
    to,
    by: 'system',
    set: overColumns(ctx, row),
    action,
    facts: { clock: row.clock, due: row.dueAt },
  })
  const along = await inviteEnded(ctx, { ...row, state: to }, null)
  // Whoever has not proved enough was told that there is a result, and hears nothing of what became of it: not by a visit
  // that is taken away either, in which they can still prove it.
  if (isWithheld(ownForm(row), { ...row, state: to }, 'filer')) {
    await write(ctx, row, moved.statements, null, { along })
    return to
  }
  const held = endingVisits(ctx, { ...row, state: to }, visits)
  const tiding = { template: 'application.moved', what: alsoFreed(what, held) } as const
  await write(ctx, row, moved.statements, tiding, { held, along })
  return to
}

async function discard(ctx: Ctx, row: ApplicationRow): Promise<'discarded'> {
  const [kept] = await ctx.db.batch([fileKeysOf(ctx, row.reference)])
  const keys = kept.map(({ key }) => key)
  await ctx.db.batch(await discardStatements(ctx, row, 'system', keys))
  ctx.after((later) => drop(later, keys))
  return 'discarded'
}
