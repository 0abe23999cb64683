import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { DAY, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'
import { raiseAt, ruleIn, rulesAndCalendar, sharedRules, startTurn } from './clock.ts'
import { closed } from './close.ts'
import { unansweredColumns } from './desk/handle.ts'
import { tellAuthor, withMessage } from './desk/tell.ts'
import { move } from './move.ts'
import { type ComplaintRow, complaintFrom } from './query.ts'
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
  const some = (where: ReturnType<typeof sql>, by: string) =>
    rows<ComplaintRow>(
      ctx.db,
      sql`${complaintFrom} WHERE c.id IN (SELECT id FROM complaint WHERE ${where} ORDER BY ${sql.raw(by)} LIMIT ${most})`,
    )
  const [raised, turned, waiting] = await ctx.db.batch([
    some(sql`raise_at IS NOT NULL AND raise_at < ${now} AND paused_at IS NULL`, 'raise_at'),
    some(
      sql`turn_due_at IS NOT NULL AND turn_due_at < ${now} AND state IN ('answered', 'waiting')`,
      'turn_due_at',
    ),
    some(
      sql`turn_due_at IS NOT NULL AND turn_due_at BETWEEN ${now} AND ${now + remindBefore} AND reminded_at IS NULL
          AND state = 'waiting' AND anonymous = 0`,
      'turn_due_at',
    ),
  ])
  const done: Done = { soon: 0, late: 0, desk: 0, closed: 0, unanswered: 0, reminded: 0 }
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
  return done
}

/** One step up: soon, late, with the supervision desk. A miss of the deadline is noted beside it, and stays. */
async function raise(ctx: Ctx, row: ComplaintRow): Promise<'soon' | 'late' | 'desk'> {
  const to = row.raised + 1
  const at = momentOf(ctx, row)
  const { statements } = await move(ctx, row, {
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
async function endTurn(ctx: Ctx, row: ComplaintRow): Promise<'closed' | 'unanswered'> {
  if (row.state === 'answered') {
    const { to, set, more } = await closed(ctx, row, 'silent', null)
    const { statements } = await move(ctx, row, { to, by: 'system', set, action: 'complaint.close' })
    await ctx.db.batch([...statements, ...more])
    return 'closed'
  }
  const at = momentOf(ctx, row)
  const [rules, years, days] = await ctx.db.batch([
    ...rulesAndCalendar(ctx, [sharedRules.reply], dayOf(ctx.clock.now())),
  ])
  const { statements } = await move(ctx, row, {
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

/** Tells whoever left a number that their reply is waited for, once. */
async function remind(ctx: Ctx, row: ComplaintRow): Promise<'reminded'> {
  const { statements } = await move(ctx, row, {
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
