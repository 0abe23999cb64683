import { readWords } from '../../application/words.ts'
import { DAY, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { complaintReference, letAuthorIn, openComplaint } from '../access.ts'
import { noClock, noTurn, ruleIn, rulesAndCalendar, sharedRules, startClock } from '../clock.ts'
import { callRows, closed, KEPT_DAYS } from '../close.ts'
import { canObject } from '../holderCan.ts'
import { inviteClosed } from '../inviteClosed.ts'
import { move } from '../move.ts'
import { type ComplaintRow, complaintByReference } from '../query.ts'
import { reopenedColumns } from '../reopen.ts'
import { sayStatement } from '../say.ts'
import { canStep } from '../states.ts'
import { momentOf } from '../when.ts'
import { writeOwn } from './write.ts'

interface Own {
  reference: string
  accessCode: string
}
type Answer = Promise<{ reference: string; state: ComplaintRow['state'] }>

/**
 * Its author is content with the answer, and may say how much (1 to 5). It is closed, or first called back about where that
 * is due. Throws step-refused, stale, record-not-found, too-many-tries.
 */
export async function acceptAnswer({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Own & { satisfied?: number | undefined }
}): Answer {
  const reference = complaintReference(input.reference)
  const [tries, found, r1, y1, d1, r2, y2, d2] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    ...callRows(ctx),
  ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  if (row.state !== 'answered') throw new Problem('step-refused')
  const { at, to, set, more } = await closed(ctx, row, 'accepted', input.satisfied ?? null, {
    low: [r1, y1, d1],
    drawn: [r2, y2, d2],
  })
  const { statements } = await move(ctx, row, {
    at,
    to,
    by: 'resident',
    set,
    action: 'complaint.accepted',
  })
  const rate = to === 'closed' ? await inviteClosed(ctx, row) : []
  await writeOwn(ctx, [...statements, ...more, ...rate])
  return { reference: row.reference, state: to }
}

/**
 * Its author objects: to the answer, to its being declined or ended without an answer. It goes one level up, to somebody
 * else, with a clock of its own; once. Throws invalid-input, step-refused, stale, record-not-found, too-many-tries.
 */
export async function objectTo({ ctx, input }: { ctx: Ctx; input: Own & { words: string } }): Answer {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const today = dayOf(ctx.clock.now())
  const [tries, found, rules, years, days] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.review], today),
  ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  if (!canObject(ctx, row)) throw new Problem('step-refused')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'reopened',
    by: 'resident',
    set: reopenedColumns(row, startClock('review', ruleIn(rules, sharedRules.review), at, { years, days })),
    action: 'complaint.object',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'objection', words, staffId: null })
  await writeOwn(ctx, [...statements, said.statement])
  return { reference, state: 'reopened' }
}

/** Its author takes it back. What was said stays on the record. Throws step-refused, stale, record-not-found, too-many-tries. */
export async function withdraw({ ctx, input }: { ctx: Ctx; input: Own }): Answer {
  const row = await openComplaint(ctx, input)
  if (!canStep(row.state, 'withdrawn')) throw new Problem('step-refused')
  const at = momentOf(ctx, row)
  const { statements } = await move(ctx, row, {
    at,
    to: 'withdrawn',
    by: 'resident',
    set: {
      ...noClock,
      ...noTurn,
      closedAt: at,
      closedHow: 'withdrawn',
      threadWaits: null,
      keepUntil: at + KEPT_DAYS * DAY,
    },
    action: 'complaint.withdraw',
  })
  await writeOwn(ctx, statements)
  return { reference: row.reference, state: 'withdrawn' }
}
