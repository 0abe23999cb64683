import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { DAY, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'
import { raiseAt, ruleIn, rulesAndCalendar, sharedRules, startClock, startTurn } from './clock.ts'
import { callRows, closed, closedColumns } from './close.ts'
import { unansweredColumns } from './desk/handle.ts'
import { tellAuthor, withMessage } from './desk/tell.ts'
import { inviteClosed } from './inviteClosed.ts'
import { move } from './move.ts'
import { type ComplaintRow, complaintFrom } from './query.ts'
import { reopenedColumns } from './reopen.ts'
import { momentOf } from './when.ts'

/** Complaints seen to in one run. */
const most = 100
/** Somebody whose reply is waited for is reminded so long before their time is over, ms. */
const remindBefore = 2 * DAY

/** What became of what was due. */
interface Done {
  soon: number
  late: number
  desk: number
  closed: number
  followup: number
  reopened: number
  unanswered: number
  reminded: number
}

/**
 * Job `complaint.clock`: what is due now, and only that. Due soon it is marked for its handler, late for the chief (and
 * counted, for good), longer for the supervision desk. An answer nobody objected to is closed; a question nobody answered
 * ends the complaint without an answer, after a reminder, and its author can have it opened again. Each by itself: what
 * somebody changed meanwhile is left to the next run.
 */
export async function runComplaintClocks(ctx: Ctx): Promise<Done> {
  const now = ctx.clock.now()
  // `state IN ('answered', 'waiting')` is the very condition of the index of turns: all others are over.
  const some = (where: ReturnType<typeof sql>, by: string) =>
    rows<ComplaintRow>(
      ctx.db,
      sql`${complaintFrom} WHERE c.id IN (SELECT id FROM complaint WHERE ${where} ORDER BY ${sql.raw(by)} LIMIT ${most})`,
    )
  const [raised, turned, waiting, called] = await ctx.db.batch([
    some(
      sql`raise_at IS NOT NULL AND raise_at < ${now} AND paused_at IS NULL AND state <> 'followup'`,
      'raise_at',
    ),
    some(
      sql`turn_due_at IS NOT NULL AND turn_due_at < ${now} AND state IN ('answered', 'waiting')`,
      'turn_due_at',
    ),
    some(
      sql`turn_due_at IS NOT NULL AND turn_due_at BETWEEN ${now} AND ${now + remindBefore} AND reminded_at IS NULL
          AND state IN ('answered', 'waiting') AND state = 'waiting' AND anonymous = 0`,
      'turn_due_at',
    ),
    rows<ComplaintRow & { outcome: string | null }>(
      ctx.db,
      sql`SELECT x.*, (SELECT outcome FROM callback k WHERE k.reference = x.reference ORDER BY opened_at DESC LIMIT 1) AS outcome
          FROM (${complaintFrom} WHERE c.id IN (SELECT id FROM complaint m WHERE m.raise_at IS NOT NULL
            AND m.raise_at <= ${now} AND m.state = 'followup'
            AND NOT EXISTS (SELECT 1 FROM callback k WHERE k.reference = m.reference AND k.state = 'open')
            ORDER BY m.raise_at LIMIT ${most})) x`,
    ),
  ])
  const done: Done = {
    soon: 0,
    late: 0,
    desk: 0,
    closed: 0,
    followup: 0,
    reopened: 0,
    unanswered: 0,
    reminded: 0,
  }
  const see = async (work: () => Promise<keyof Done>) => {
    try {
      done[await work()] += 1
    } catch (error) {
      if (refusalOf(error) !== 'stale')
        console.error(JSON.stringify({ job: 'complaint.clock', ...faultOf(error) }))
    }
  }
  for (const row of raised) await see(() => raise(ctx, row))
  for (const row of turned) await see(() => endTurn(ctx, row))
  for (const row of waiting) await see(() => remind(ctx, row))
  for (const row of called) await see(() => afterCall(ctx, row))
  return done
}

/** One step up: soon, late, with the supervision desk. A miss of the deadline is noted beside it, and stays. */
async function raise(ctx: Ctx, row: ComplaintRow): Promise<'soon' | 'late' | 'desk'> {
  const to = row.raised + 1
  const at = momentOf(ctx, row)
  const { statements } = await move(ctx, row, {
    at,
    to: row.state,
    by: 'system',
    set: { raised: to, raiseAt: row.dueAt === null ? null : raiseAt(row.dueAt, to) },
    action: 'complaint.late',
  })
  await ctx.db.batch([
    ...statements,
    ...(to === 2
      ? [
          exec(
            ctx.db,
            sql`INSERT INTO complaint_lapse (complaint_id, clock, due_at, desk, kind, noted_at)
                VALUES (${row.id}, ${row.clock}, ${row.dueAt}, ${row.desk}, ${row.kind}, ${at}) ON CONFLICT DO NOTHING`,
          ),
        ]
      : []),
  ])
  return to === 1 ? 'soon' : to === 2 ? 'late' : 'desk'
}

/** Its author's time is over: an answer stands, an open question ends it. */
async function endTurn(ctx: Ctx, row: ComplaintRow): Promise<'closed' | 'followup' | 'unanswered'> {
  if (row.state === 'answered') {
    const [r1, y1, d1, r2, y2, d2] = await ctx.db.batch([...callRows(ctx)])
    const { at, to, set, more } = await closed(ctx, row, 'silent', null, {
      low: [r1, y1, d1],
      drawn: [r2, y2, d2],
    })
    const { statements } = await move(ctx, row, { at, to, by: 'system', set, action: 'complaint.close' })
    await ctx.db.batch([...statements, ...more, ...(to === 'closed' ? await inviteClosed(ctx, row) : [])])
    return to === 'closed' ? 'closed' : 'followup'
  }
  const at = momentOf(ctx, row)
  const [rules, years, days] = await ctx.db.batch([
    ...rulesAndCalendar(ctx, [sharedRules.reply], dayOf(ctx.clock.now())),
  ])
  const { statements } = await move(ctx, row, {
    at,
    to: 'unanswered',
    by: 'system',
    set: {
      ...unansweredColumns(at),
      ...startTurn('reply', ruleIn(rules, sharedRules.reply), at, { years, days }),
    },
    action: 'complaint.close',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await ctx.db.batch([
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE complaint_pause SET to_at = ${at} WHERE complaint_id = ${row.id} AND to_at IS NULL`,
    ),
    ...message.statements,
  ])
  message.after()
  return 'unanswered'
}

/**
 * The call-back over an answer is made: it stands, or, where its author said that it has to be done again, it goes one level
 * up as an objection does. After that level there are other roads, which its author was told of.
 */
async function afterCall(
  ctx: Ctx,
  row: ComplaintRow & { outcome: string | null },
): Promise<'closed' | 'reopened'> {
  const at = momentOf(ctx, row)
  if (row.outcome !== 'redo' || row.level === 1) {
    const { statements } = await move(ctx, row, {
      at,
      to: 'closed',
      by: 'system',
      set: closedColumns(at, row.closeAs ?? 'silent'),
      action: 'complaint.close',
    })
    await ctx.db.batch([...statements, ...(await inviteClosed(ctx, row))])
    return 'closed'
  }
  const [rules, years, days] = await ctx.db.batch([
    ...rulesAndCalendar(ctx, [sharedRules.review], dayOf(ctx.clock.now())),
  ])
  const { statements } = await move(ctx, row, {
    at,
    to: 'reopened',
    by: 'system',
    set: reopenedColumns(row, startClock('review', ruleIn(rules, sharedRules.review), at, { years, days })),
    action: 'complaint.object',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await ctx.db.batch([...statements, ...message.statements])
  message.after()
  return 'reopened'
}

/** Tells whoever left a number that their reply is waited for, once. */
async function remind(ctx: Ctx, row: ComplaintRow): Promise<'reminded'> {
  const { statements } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: row.state,
    by: 'system',
    set: { remindedAt: ctx.clock.now() },
    action: 'complaint.remind',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'reminder'))
  await ctx.db.batch([...statements, ...message.statements])
  message.after()
  return 'reminded'
}
