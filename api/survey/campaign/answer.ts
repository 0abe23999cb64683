import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { campaignAnswer, campaignWord } from '../../../db/schema/index.ts'
import { quietLeaf } from '../../audit/append.ts'
import { addDays, dayOf, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { triesFor } from '../../intake/access.ts'
import { admit, trayFull } from '../../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../../intake/once.ts'
import { blindIndex } from '../../privacy/blindIndex.ts'
import { seal } from '../../privacy/field.ts'
import { type FieldError, invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { letTokenIn, triesKey } from '../tries.ts'
import { typedHash } from './code.ts'
import { campaignById, type PointRow, pointBySlug } from './query.ts'
import { levelsOf, readQuestions } from './questions.ts'
import { type SurveyAnswer, type Taken, takenSchema, wordsMost } from './schema.ts'
import { isOpen } from './show.ts'

/** Free words are kept for so many days after the survey (product rule). */
export const WORDS_KEPT_DAYS = 365

interface CodeRow {
  pointId: string
  used: 0 | 1
}

/** Statement: the place a paper code is for. */
const codeByHash = ({ db }: Ctx, id: string, hash: string | null) =>
  rows<CodeRow>(
    db,
    sql`SELECT service_point_id AS pointId, used FROM campaign_code WHERE hash = ${hash} AND campaign_id = ${id}`,
  )

/**
 * Takes one answer: with a paper code, which is used up by it, or without one where the survey takes such, shown apart. In one
 * batch the code is used and the answer written; nothing leads from one to the other, nor to a person, and nothing finer
 * than the day is kept. Of two at once with one code one is taken. The same key and body give the same answer, for a day. One
 * read, one write. Throws not-found, survey-closed, survey-code-unknown, survey-code-used, too-many-tries, invalid-input,
 * idempotency-mismatch, proof-invalid, tray-full.
 */
export async function answerSurvey({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: SurveyAnswer & { id: string }
  idempotencyKey: string | undefined
}): Promise<Taken> {
  const { proof, website, id, ...body } = input
  if (website) throw invalid('/website', 'trap.filled')
  const given = input.code?.trim() ?? ''
  const [once, key, hash] = await Promise.all([
    openOnce(ctx, 'survey.answer', idempotencyKey, { id, ...body }),
    triesKey(ctx, 'survey'),
    typedHash(ctx, given),
  ])
  const [before, tries, [row], codes, [named]] = await ctx.db.batch([
    answeredBefore(ctx, once),
    triesFor(ctx, key),
    campaignById(ctx, id),
    codeByHash(ctx, id, hash),
    pointBySlug(ctx, id, input.station ?? ''),
  ])
  const replay = replayOf(once, before)
  if (replay) return takenSchema.parse(JSON.parse(replay.kept))
  if (!row || row.publishedAt === null) throw new Problem('not-found')
  if (!isOpen(ctx, row)) throw new Problem('survey-closed')

  // The answers before the code: whoever holds the sheet would else try, for nothing, which codes were used.
  const errors: FieldError[] = []
  const withoutCode = given === '' ? pointOf(row.takesOpen === 1, named, errors) : ''
  const questions = readQuestions(row.questions)
  for (const [n, level] of Object.entries(input.answers)) {
    const question = questions[Number(n) - 1]
    if (!question) errors.push({ pointer: `/answers/${n}`, code: 'unknown-key' })
    else if (!levelsOf(question).some((one) => one.level === level))
      errors.push({ pointer: `/answers/${n}`, code: 'wrong-value' })
  }
  if (Object.keys(input.answers).length === 0) errors.push({ pointer: '/answers/1', code: 'survey.empty' })
  const words = input.comment?.trim() ? readWords(input.comment, '/comment', errors, wordsMost) : null
  if (errors.length) throw new Problem('invalid-input', { errors })
  const code = given === '' ? undefined : await letTokenIn(ctx, key, codes, tries, 'survey-code-unknown')
  if (code?.used) throw new Problem('survey-code-used')
  const pointId = code ? code.pointId : withoutCode

  const taken: Taken = { taken: true, verified: code !== undefined, resultsOn: addDays(row.closesOn, 1) }
  const today = dayOf(ctx.clock.now())
  const answerId = newId('ca')
  const [gate, leaf, wordRows] = await Promise.all([
    admit(ctx, 'survey.answer', proof),
    answerLeaf(ctx, answerId),
    wordStatements(ctx, { id, pointId, words, closesOn: row.closesOn }),
  ])
  try {
    await ctx.db.batch([
      // The day and no more, as with a rating.
      ...remember(ctx, once, 'survey', taken, startOfDay(today)),
      ...gate,
      ...(code ? useCode(ctx, id, hash) : []),
      ctx.db.insert(campaignAnswer).values({
        id: answerId,
        campaignId: id,
        servicePointId: pointId,
        day: today,
        verified: code ? 1 : 0,
        answers: JSON.stringify(input.answers),
      }),
      ...wordRows,
      leaf.statement,
    ])
    return taken
  } catch (error) {
    const refusal = refusalOf(error)
    // Another copy of this request was as fast: its answer is ours.
    if (refusal === 'key-in-use') return answerSurvey({ ctx, input, idempotencyKey: once.key })
    if (refusal === 'stale') throw new Problem('survey-code-used')
    if (refusal === 'survey-closed') throw new Problem('survey-closed')
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    throw error
  }
}

/** The place of an answer without a code; what is wrong is added to `errors`. */
function pointOf(takesOpen: boolean, named: PointRow | undefined, errors: FieldError[]): string {
  if (!takesOpen) errors.push({ pointer: '/code', code: 'survey-code.required' })
  else if (!named) errors.push({ pointer: '/station', code: 'choice.required' })
  return named?.pointId ?? ''
}

/** Statements: the code is used, or the batch is undone as 'stale'. */
const useCode = ({ db }: Ctx, id: string, hash: string | null) =>
  [
    exec(
      db,
      sql`UPDATE campaign_code SET used = 1 WHERE hash = ${hash} AND campaign_id = ${id} AND used = 0`,
    ),
    guard(db),
  ] as const

/** Names the answer by a keyed hash, and neither the survey nor the moment: nobody counts answers by their leaves. */
async function answerLeaf(ctx: Ctx, answerId: string) {
  const answer = await blindIndex(ctx.keys, 'survey-answer', answerId)
  return quietLeaf(ctx, { action: 'survey.answer', subject: 'survey', facts: { answer }, at: null })
}

/** The statement of free words, in a row of their own that no answer leads to. */
async function wordStatements(
  ctx: Ctx,
  { id, pointId, words, closesOn }: { id: string; pointId: string; words: string | null; closesOn: string },
) {
  if (words === null) return []
  const row = newId('cw')
  return [
    ctx.db.insert(campaignWord).values({
      id: row,
      campaignId: id,
      servicePointId: pointId,
      words: await seal(ctx.keys, { table: 'campaign_word', column: 'words', row }, words),
      keepUntil: startOfDay(addDays(closesOn, 1 + WORDS_KEPT_DAYS)),
    }),
  ]
}
