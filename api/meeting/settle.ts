import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import type { PromiseOutcome } from '../../db/schema/meeting.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { officialOf, officialRow } from '../notice/gate.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { type FieldError, Problem } from '../problem.ts'
import { type PromiseRow, promiseOfItem } from './query.ts'
import { isLate } from './view.ts'

/** The most characters of what everybody reads of an outcome. */
const outcomeMost = 300

/** Statements: what settling the promise of an item at work is decided by; no promise for an item of any other kind. */
export const readsOfSettling = (ctx: Ctx, reference: string) =>
  [promiseOfItem(ctx, reference), officialRow(ctx)] as const

interface Read {
  promises: readonly PromiseRow[]
  official: readonly Parameters<typeof officialOf>[1][]
}

/**
 * The statements that settle a promise, for the batch that answers its item: kept, broken or withdrawn, with what was done or
 * why not, which everybody reads with its day, so that the privacy gate stops it. The only place where a promise changes
 * its state. Throws invalid-input at `/outcome`, `/done` and `/english`.
 */
export async function settling(
  ctx: Ctx,
  { promises: [row], official }: Read,
  input: { zh: string; en: string | undefined; outcome: PromiseOutcome | undefined; by: string },
) {
  if (!row) throw new Problem('step-refused')
  const errors: FieldError[] = []
  if (!input.outcome) errors.push({ pointer: '/outcome', code: 'choice.required' })
  const known = officialOf(ctx, official[0])
  const read = (typed: string, pointer: string, most: number) => {
    const words = readWords(typed, pointer, errors, most)
    if (findPersonal(words, { official: known }).length) errors.push({ pointer, code: 'notice.personal' })
    return words
  }
  const zh = read(input.zh, '/done', outcomeMost)
  const en = input.en?.trim() ? read(input.en, '/english', outcomeMost * 3) : ''
  if (errors.length) throw new Problem('invalid-input', { errors })
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.promise',
    subject: row.meetingId,
    facts: {
      promise: row.n,
      state: input.outcome!,
      late: isLate({ dueDay: row.dueDay, settledAt: now }, now),
      staff: input.by,
    },
  })
  return [
    exec(
      ctx.db,
      sql`UPDATE meeting_promise SET state = ${input.outcome}, outcome_zh = ${zh}, outcome_en = ${en}, settled_at = ${now},
            settled_by = ${input.by}, rev = rev + 1 WHERE id = ${row.id} AND state = 'open'`,
    ),
    guard(ctx.db),
    leaf.statement,
  ] as const
}
