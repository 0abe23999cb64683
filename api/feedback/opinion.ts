import { addDays, dayOf, endOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { answeredBefore, openOnce, replayOf } from '../intake/once.ts'
import { NAME_LIMIT, readName } from '../privacy/name.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { file, filedBefore, KEPT_DAYS, madeUnder } from './file.ts'
import { answererIn, type ConsultationRow, consultation } from './query.ts'
import type { ConsultationAnswer, OpinionInput, OpinionReceipt } from './schema.ts'
import { readWords } from './words.ts'

/**
 * Takes an opinion on a consultation, until the end of its last day. One read, one write; the same key and body give the
 * same receipt, also after the close. Throws not-found where no opinions are taken, consultation-closed, invalid-input,
 * idempotency-mismatch, code-replaced, proof-invalid, tray-full.
 */
export async function giveOpinion({
  ctx,
  id,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  id: string
  input: OpinionInput
  idempotencyKey: string | undefined
}): Promise<OpinionReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const read = readOpinion(body)
  const once = await openOnce(ctx, 'feedback.opinion', idempotencyKey, { id, ...body })
  const [before, made, found] = await ctx.db.batch([
    answeredBefore(ctx, once),
    madeUnder(ctx, once),
    consultation(ctx, id),
  ])
  const { notice, closesOn } = taken(found)
  const shape = {
    notice: { id, title: { zh: notice.titleZh, en: notice.titleEn } },
    answerer: answererIn(ctx, notice),
    closesOn,
    keptDays: KEPT_DAYS,
  }
  const replay = replayOf(once, before)
  if (replay) {
    const { row, told: _told, ...filed } = await filedBefore(ctx, once, replay, made)
    return { ...shape, ...filed, closesOn: row.closesOn ?? closesOn }
  }
  if (dayOf(ctx.clock.now()) > closesOn) throw new Problem('consultation-closed')
  const filed = await file(ctx, once, {
    what: 'opinion',
    page: `/notices/${id}`,
    noticeId: id,
    publisherId: notice.publisherId,
    state: 'received',
    ...read,
    closesOn,
    keepUntil: endOfDay(addDays(closesOn, KEPT_DAYS)),
    action: 'feedback.opinion',
    facts: { notice: id, publisher: notice.publisherId },
    proof,
    told: 'look',
  })
  if (!filed) return giveOpinion({ ctx, id, input, idempotencyKey: once.key })
  const { told: _told, ...receipt } = filed
  return { ...shape, ...receipt }
}

/** Whether opinions are taken on a consultation, and until when. One round trip. Throws not-found. */
export async function showConsultation({ ctx, id }: { ctx: Ctx; id: string }): Promise<ConsultationAnswer> {
  const [found] = await ctx.db.batch([consultation(ctx, id)])
  const { notice, closesOn } = taken(found)
  return {
    notice: { id, title: { zh: notice.titleZh, en: notice.titleEn } },
    answerer: answererIn(ctx, notice),
    closesOn,
    open: dayOf(ctx.clock.now()) <= closesOn,
    keptDays: KEPT_DAYS,
  }
}

/** The consultation, if it is one that stands. Throws not-found. */
function taken([notice]: ConsultationRow[]): { notice: ConsultationRow; closesOn: string } {
  const closesOn = notice?.closesOn ?? null
  if (notice?.state !== 'published' || notice.takes !== 'opinion' || closesOn === null)
    throw new Problem('not-found')
  return { notice, closesOn }
}

function readOpinion(input: Pick<OpinionInput, 'words' | 'name'>) {
  const errors: FieldError[] = []
  const words = readWords(input.words, '/words', errors)
  const name = input.name?.trim() ? readName(input.name) : null
  if (name && !name.ok) {
    const code = name.reason === 'long' ? 'name.length' : 'name.characters'
    errors.push({ pointer: '/name', code, params: { most: NAME_LIMIT } })
  }
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { words, name: name?.ok ? name.value : null }
}
