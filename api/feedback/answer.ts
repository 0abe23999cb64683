import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { messageFor } from '../notification/enqueue.ts'
import { seal } from '../privacy/field.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, Problem } from '../problem.ts'
import { clear } from './clear.ts'
import { KEPT_DAYS } from './file.ts'
import { type FeedbackRow, feedbackByReference } from './query.ts'
import { reach } from './reach.ts'
import type { AnswerInput, answeredSchema } from './staffSchema.ts'
import { isLate } from './status.ts'
import { readWords } from './words.ts'

/**
 * Answers a report of an error, which closes it; whoever left a mobile number is told by text. Whether it was in time is
 * counted by the clock. Throws invalid-input, record-not-found, not-allowed, stale (answered or passed on meanwhile).
 */
export async function answerReport({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AnswerInput & { reference: string }
}): Promise<z.infer<typeof answeredSchema>> {
  const { reference } = referenceOf(input.reference)
  const errors: FieldError[] = []
  const words = readWords(input.words, '/words', errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  const [found] = await ctx.db.batch([feedbackByReference(ctx, reference)])
  const { row, staff } = reach(ctx, found)
  if (row.what !== 'error') throw new Problem('record-not-found')
  if (row.state !== 'open' || row.rev !== input.rev) throw new Problem('stale')
  const now = ctx.clock.now()
  const late = isLate(row, now)
  const [sealed, leaf, message] = await Promise.all([
    seal(ctx.keys, { table: 'feedback', column: 'answer', row: row.id }, words),
    leafFor(ctx, {
      action: 'feedback.answer',
      subject: reference,
      facts: { publisher: row.publisherId, corrected: input.corrected, late, staff: staff.id },
    }),
    messageTo(ctx, row, input.corrected),
  ])
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE feedback SET state = 'answered', answer = ${sealed}, corrected = ${input.corrected ? 1 : 0},
            answered_at = ${now}, answered_by = ${staff.id}, keep_until = ${now + KEPT_DAYS * DAY}, rev = rev + 1
          WHERE id = ${row.id} AND state = 'open' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
    ...(message ? [message.statement] : []),
  ])
  if (message) ctx.after(() => ctx.wake([message.id]))
  return { reference, told: message ? 'text' : 'look', late }
}

/** The message to whoever left a mobile number. */
async function messageTo(ctx: Ctx, { id, reference, locale, contact }: FeedbackRow, corrected: boolean) {
  const number = await clear(ctx, id, 'contact', contact)
  const read = number === null ? null : readPhone(number)
  if (!read?.ok || read.kind !== 'mobile') return null
  return messageFor(ctx, {
    template: 'feedback.answered',
    locale,
    reference,
    phone: read.value,
    data: { reference, corrected },
  })
}
