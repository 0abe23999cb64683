import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { admit, trayFull } from '../../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../../intake/once.ts'
import { invalid, Problem } from '../../problem.ts'
import { answersOf } from './answers.ts'
import type { AnswerBody, NoticeAnswers } from './schema.ts'
import { type AnswerRow, answerRows, shownRow } from './showQuery.ts'

/**
 * Counts one answer to "was this clear?", or one score of a report of work, under its day: nothing is kept of who gave
 * it. The same key and body count once. One read, one write. Throws not-found, invalid-input, idempotency-mismatch,
 * proof-invalid, tray-full.
 */
export async function answerNotice({
  ctx,
  id,
  input: { proof, website, ...body },
  idempotencyKey,
}: {
  ctx: Ctx
  id: string
  input: AnswerBody
  idempotencyKey: string | undefined
}): Promise<{ answers: NoticeAnswers }> {
  if (website) throw invalid('/website', 'trap.filled')
  const { db } = ctx
  const once = await openOnce(ctx, 'notice.answer', idempotencyKey, { id, ...body })
  const [before, found, counted] = await db.batch([
    answeredBefore(ctx, once),
    shownRow(db, id),
    answerRows(db, id),
  ])
  const [notice] = found
  if (notice?.state !== 'published') throw new Problem('not-found')
  const scored = notice.takes === 'score'
  if (body.question === 'score' && !scored) throw invalid('/question', 'wrong-value')
  if (replayOf(once, before)) return { answers: answersOf(counted, scored) }
  const gate = await admit(ctx, 'notice.answer', proof)
  const [forget, keep] = remember(ctx, once, id, {})
  try {
    await db.batch([
      forget,
      keep,
      ...gate,
      exec(
        db,
        sql`INSERT INTO notice_answer (notice_id, question, answer, day, given)
          VALUES (${id}, ${body.question}, ${body.answer}, ${dayOf(ctx.clock.now())}, 1)
          ON CONFLICT (notice_id, question, answer, day) DO UPDATE SET given = given + 1`,
      ),
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    // Another copy of this request was first: it counted, this one does not.
    if (refusal !== 'key-in-use') throw error
    return { answers: answersOf(counted, scored) }
  }
  return { answers: answersOf(withOne(counted, body), scored) }
}

/** What is counted with this answer, without asking again. */
function withOne(
  counted: readonly AnswerRow[],
  { question, answer }: Pick<AnswerRow, 'question' | 'answer'>,
) {
  const same = (row: AnswerRow) => row.question === question && row.answer === answer
  const given = (counted.find(same)?.given ?? 0) + 1
  return [...counted.filter((row) => !same(row)), { question, answer, given }]
}
