import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { addDays, dayOf, HOUR, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { admit, trayFull } from '../../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../../intake/once.ts'
import { invalid, Problem } from '../../problem.ts'
import { answersOf } from './answers.ts'
import { type AnswerBody, fewestAnswers, type NoticeAnswers } from './schema.ts'
import { type AnswerRow, answerRows, shownRow } from './showQuery.ts'

/**
 * Answers to one question of one notice that a network gives in a day: one fewer than are shown at all, so that no
 * single network makes a figure. A family shares one, and so does a hall.
 */
const networkADay = fewestAnswers - 1

/**
 * Counts one answer to "was this clear?", or one score of a report of work, under its day: nothing is kept of who gave
 * it, only how many came from a network today, under a keyed hash. The same key and body count once. One read, one
 * write. Throws not-found, invalid-input, idempotency-mismatch, proof-invalid, tray-full, too-many.
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
  const share = await shareOf(ctx, `notice.answer ${id} ${body.question}`)
  const [before, found, counted, used] = await db.batch([
    answeredBefore(ctx, once),
    shownRow(db, id),
    answerRows(db, id),
    share.used,
  ])
  const [notice] = found
  if (notice?.state !== 'published') throw new Problem('not-found')
  const scored = notice.takes === 'score'
  if (body.question === 'score' && !scored) throw invalid('/question', 'wrong-value')
  if (replayOf(once, before)) return { answers: answersOf(counted, scored) }
  if (used.length) throw new Problem('too-many', { retryAfter: share.opensIn })
  const gate = await admit(ctx, 'notice.answer', proof)
  const [forget, keep] = remember(ctx, once, id, {})
  try {
    await db.batch([
      forget,
      keep,
      ...gate,
      ...share.take,
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

/** The share of a network in the answers of a day: whether it is used up, and what takes one of it. */
async function shareOf({ db, clock, settings, network }: Ctx, operation: string) {
  const day = dayOf(clock.now())
  const name = `${operation} ${await network()}`
  // The tray counts by the hour; a day's count stands under its first.
  const hour = Math.floor(startOfDay(day) / HOUR)
  const take = exec(
    db,
    sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${name}, ${hour}, 1, ${networkADay})
        ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
  )
  return {
    used: rows<{ used: number }>(
      db,
      sql`SELECT used FROM tray WHERE operation = ${name} AND hour = ${hour} AND used >= cap`,
    ),
    take: settings.botChecks ? [take] : [],
    opensIn: (startOfDay(addDays(day, 1)) - clock.now()) / 1000,
  }
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
