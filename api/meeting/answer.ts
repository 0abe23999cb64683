import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { referenceOf } from '../intake/access.ts'
import { officialOf, officialRow } from '../notice/gate.ts'
import { seal } from '../privacy/field.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { type FieldError, Problem } from '../problem.ts'
import { type EntryRow, entryByReference } from './entryQuery.ts'
import { meetingOfEntry } from './query.ts'
import { reach } from './reach.ts'

interface Asked {
  id: string
  reference: string
  rev: number
}

/**
 * Answers a question, or answers it better while the answer is not public; its author reads it on /track. One read, one
 * write. Throws invalid-input, record-not-found, not-allowed, step-refused (withdrawn or public), stale.
 */
export async function answerQuestion({ ctx, input }: { ctx: Ctx; input: Asked & { words: string } }) {
  const errors: FieldError[] = []
  const words = readWords(input.words, '/words', errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  const { reference } = referenceOf(input.reference)
  const [meetings, found] = await ctx.db.batch([
    meetingOfEntry(ctx, reference),
    entryByReference(ctx, reference),
  ])
  const { row, staff } = reach(ctx, meetings)
  const entry = questionOf(found, { ...input, id: row.id }, input.id)
  const now = ctx.clock.now()
  const [sealed, leaf] = await Promise.all([
    seal(ctx.keys, { table: 'meeting_entry', column: 'answer', row: entry.id }, words),
    leafFor(ctx, {
      action: 'meeting.answer',
      subject: reference,
      facts: { meeting: row.id, staff: staff.id },
    }),
  ])
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE meeting_entry SET state = 'answered', answer = ${sealed}, answered_at = ${now}, answered_by = ${staff.id},
            rev = rev + 1 WHERE id = ${entry.id} AND rev = ${entry.rev} AND published_at IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { rev: entry.rev + 1 }
}

/**
 * Publishes a question and its answer on the meeting's page, if its author lets it and the privacy gate finds nothing: by
 * somebody else than who answered. One read, one write. Throws invalid-input, record-not-found, not-allowed, notice-reader,
 * step-refused, stale.
 */
export async function showAnswer({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Asked & { question: string; answer: string }
}) {
  const errors: FieldError[] = []
  const question = readWords(input.question, '/question', errors)
  const answer = readWords(input.answer, '/answer', errors)
  const { reference } = referenceOf(input.reference)
  const [meetings, found, official] = await ctx.db.batch([
    meetingOfEntry(ctx, reference),
    entryByReference(ctx, reference),
    officialRow(ctx),
  ])
  const { row, staff } = reach(ctx, meetings, 'notice.review')
  const entry = questionOf(found, { ...input, id: row.id }, input.id)
  if (entry.state !== 'answered' || entry.mayPublish !== 1) throw new Problem('step-refused')
  if (entry.answeredBy === staff.id) throw new Problem('notice-reader')
  const known = officialOf(ctx, official[0])
  for (const [pointer, words] of [
    ['/question', question],
    ['/answer', answer],
  ] as const)
    if (findPersonal(words, { official: known }).length) errors.push({ pointer, code: 'notice.personal' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.show',
    subject: reference,
    facts: { meeting: row.id, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE meeting_entry SET public_question = ${question}, public_answer = ${answer}, published_at = ${now},
            published_by = ${staff.id}, rev = rev + 1
          WHERE id = ${entry.id} AND rev = ${entry.rev} AND state = 'answered' AND may_publish = 1`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { rev: entry.rev + 1 }
}

/** The question, if it is one of this meeting, as it was seen, and neither withdrawn nor public. */
function questionOf([entry]: EntryRow[], seen: Asked, meetingId: string): EntryRow {
  if (entry?.what !== 'question' || seen.id !== meetingId) throw new Problem('record-not-found')
  if (entry.state === 'withdrawn' || entry.publishedAt !== null) throw new Problem('step-refused')
  if (entry.rev !== seen.rev) throw new Problem('stale')
  return entry
}
