import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import { DAY, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import {
  calendarOf,
  noClock,
  noTurn,
  ruleIn,
  rulesAndCalendar,
  sharedRules,
  startClock,
  startTurn,
} from '../clock.ts'
import { KEPT_DAYS } from '../close.ts'
import { kindOf, kinds } from '../kinds/index.ts'
import { move } from '../move.ts'
import { sayStatement } from '../say.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, canGo, reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

const finishKeys = [...new Set(kinds.map(({ clocks }) => clocks.finish))]

/**
 * Takes a complaint up: from then on the clock runs until it is answered. From the day of receipt; of an information
 * request from today, the day on which the second side confirmed it. Throws record-not-found, not-allowed, stale,
 * step-refused, not-handler, another-person.
 */
export async function acceptComplaint({ ctx, input }: { ctx: Ctx; input: AtDesk }): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found, rules, , , years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    ...rulesAndCalendar(ctx, finishKeys, dayOf(ctx.clock.now())),
    ...calendarOf(ctx, reference),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'accepted', ['received'])
  const at = momentOf(ctx, row)
  const kind = kindOf(row.kind)
  const startedAt = kind.confirmed ? at : row.receivedAt
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'accepted',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      // What is simply answered runs on its finish clock already.
      ...(kind.clocks.accept !== null &&
        startClock('finish', ruleIn(rules, kind.clocks.finish), startedAt, { years, days })),
      acceptedAt: at,
      ...(kind.confirmed && { confirmedAt: at }),
    },
    action: kind.confirmed ? 'complaint.confirm' : 'complaint.accept',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [...statements, ...message.statements])
  message.after()
  return { reference, rev }
}

/**
 * Declines to take a complaint up, for a reason of its kind's list, which names the right road; its author can object for
 * as long as to an answer. Throws as acceptComplaint does, and invalid-input.
 */
export async function declineComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { reason: string; words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, rules, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.reply], dayOf(ctx.clock.now())),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'declined')
  const reason = kindOf(row.kind).declines.find(({ key }) => key === input.reason)
  if (!reason) throw invalid('/reason', 'wrong-value')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'declined',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      ...noClock,
      ...noTurn,
      ...startTurn('reply', ruleIn(rules, sharedRules.reply), at, { years, days }),
      answeredBy: row.answeredBy ?? staff.id,
      closedAt: at,
      closedHow: 'declined',
      keepUntil: at + KEPT_DAYS * DAY,
      threadWaits: null,
    },
    action: 'complaint.decline',
  })
  const l = row.locale
  const said = await sayStatement(
    ctx,
    row.id,
    { rev, at },
    { kind: 'decline', words: `${reason.name[l]}\n${reason.road[l]}\n\n${words}`, staffId: staff.id },
  )
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'answered'))
  await writeAtDesk(ctx, [...statements, said.statement, ...message.statements])
  message.after()
  return { reference, rev }
}

/**
 * Asks its author for what is missing; meanwhile the office's clock stands still, which both sides read, except the one
 * that the law lets start anew with the answer. Throws as acceptComplaint does, and invalid-input.
 */
export async function askAuthor({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, rules, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.wait], dayOf(ctx.clock.now())),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'waiting')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'waiting',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      ...startTurn('wait', ruleIn(rules, sharedRules.wait), at, { years, days }),
      turnBack: row.state === 'received' ? 'received' : 'working',
      threadWaits: 'resident',
      pausedAt: at,
      raiseAt: null,
    },
    action: 'complaint.ask',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'question', words, staffId: staff.id })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'asked'))
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`INSERT INTO complaint_pause (complaint_id, n, reason, from_at) VALUES (${row.id}, ${rev}, 'you', ${at})`,
    ),
    said.statement,
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}

/** Begins to work on what was taken up, or goes on with it. Throws as acceptComplaint does. */
export async function workOn({ ctx, input }: { ctx: Ctx; input: AtDesk }): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'working', ['accepted', 'reopened'])
  const { statements, rev } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: 'working',
    by: staff.id,
    set: asHandler(ctx, reached),
    action: 'complaint.work',
  })
  await writeAtDesk(ctx, statements)
  return { reference, rev }
}

/**
 * Ends without an answer what cannot be answered, with the reason: a state of its own, which is counted. Its author can
 * have it opened again for as long as they could object. Throws as acceptComplaint does, and invalid-input.
 */
export async function giveUp({ ctx, input }: { ctx: Ctx; input: AtDesk & { words: string } }): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, rules, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.reply], dayOf(ctx.clock.now())),
  ])
  // Only whoever answers for all of a place may leave somebody without an answer.
  const reached = reach(ctx, 'complaint.assign', found, input)
  const { row, staff } = reached
  canGo(row, 'unanswered')
  if (row.state === 'waiting') throw new Problem('step-refused')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'unanswered',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      ...unansweredColumns(at),
      ...startTurn('reply', ruleIn(rules, sharedRules.reply), at, { years, days }),
      answeredBy: row.answeredBy ?? staff.id,
    },
    action: 'complaint.close',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'message', words, staffId: staff.id })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'answered'))
  await writeAtDesk(ctx, [...statements, said.statement, ...message.statements])
  message.after()
  return { reference, rev }
}

/** The columns of what ended without an answer. */
export const unansweredColumns = (at: number) =>
  ({
    ...noClock,
    ...noTurn,
    closedAt: at,
    closedHow: 'unanswered',
    keepUntil: at + KEPT_DAYS * DAY,
    threadWaits: null,
  }) as const
