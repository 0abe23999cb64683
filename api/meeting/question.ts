import { readPersonName } from '../appointment/applicant.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { answeredBefore, openOnce, replayOf } from '../intake/once.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { file, filedBefore, madeUnder, QUESTION_KEPT_DAYS } from './file.ts'
import { meetingById } from './query.ts'
import type { QuestionInput, QuestionReceipt } from './schema.ts'
import { isOpen, itemOf } from './view.ts'

/**
 * Takes a question for a meeting, with or without a name, until it begins. One read, one write; the same key and body give
 * the same receipt. Throws invalid-input, not-found, meeting-closed, idempotency-mismatch, code-replaced, proof-invalid,
 * tray-full.
 */
export async function askQuestion({
  ctx,
  id,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  id: string
  input: QuestionInput
  idempotencyKey: string | undefined
}): Promise<QuestionReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const errors: FieldError[] = []
  const words = readWords(body.words, '/words', errors)
  const name = body.name?.trim() ? readPersonName(body.name, '/name', errors) : null
  if (errors.length) throw new Problem('invalid-input', { errors })
  const once = await openOnce(ctx, 'meeting.question', idempotencyKey, { id, ...body })
  const [before, made, [meeting]] = await ctx.db.batch([
    answeredBefore(ctx, once),
    madeUnder(ctx, once),
    meetingById(ctx, id),
  ])
  if (!meeting || meeting.announcedAt === null) throw new Problem('not-found')
  const now = ctx.clock.now()
  const shape = { meeting: itemOf(meeting, now), keptDays: QUESTION_KEPT_DAYS }
  const receipt = ({ reminded: _reminded, ...filed }: Awaited<ReturnType<typeof filedBefore>>) => ({
    ...shape,
    ...filed,
  })
  const replay = replayOf(once, before)
  if (replay) return receipt(await filedBefore(ctx, once, replay, made))
  if (!isOpen(meeting, now)) throw new Problem('meeting-closed')
  const filed = await file(ctx, once, meeting, {
    what: 'question',
    words,
    name,
    phone: null,
    // Nobody is found by it: two questions of one author are not told from those of two.
    phoneKey: '',
    persons: null,
    mayPublish: body.mayPublish,
    textable: null,
    proof,
  })
  if (!filed) return askQuestion({ ctx, id, input, idempotencyKey: once.key })
  return receipt(filed)
}
