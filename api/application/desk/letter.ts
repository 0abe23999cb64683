import { refusalOf } from '../../../db/refusal.ts'
import { issueStatements } from '../../certificate/issue.ts'
import { codeKeyOf } from '../../certificate/ofApplication.ts'
import { usualRemedies } from '../../certificate/remedy.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import type { Form, Ground } from '../form/declaration.ts'
import type { ApplicationRow } from '../query.ts'
import { clearApplication } from '../sealed.ts'

/** What every certificate of an application is issued with, besides what it says. */
export async function issuedFor(ctx: Ctx, row: ApplicationRow) {
  const { name, idType, idNumber } = await clearApplication(ctx, row)
  return {
    point: { id: row.pointId, slug: row.slug, name: { zh: row.pointZh, en: row.pointEn } },
    applicationId: row.id,
    subject: { name, idType, idNumber: idNumber || null },
    idempotencyKey: codeKeyOf(row.id),
  }
}

/**
 * The signed letter that says no: on what ground, in whose words, and what can be done about it (standards B2, B5). Its
 * statements belong into the batch of the decision.
 */
export async function letter(
  ctx: Ctx,
  row: ApplicationRow,
  form: Form,
  {
    type,
    ground,
    words,
    office,
  }: { type: 'refusal' | 'decline'; ground: Ground; words: string; office?: Text | null },
) {
  const where: Text[] = office
    ? [{ zh: `这件事请到：${office.zh}。`, en: `The right office for this is: ${office.en}.` }]
    : []
  const review = type === 'refusal' && form.review ? [form.review] : []
  return issueStatements(ctx, {
    ...(await issuedFor(ctx, row)),
    type,
    statements: [
      {
        zh: `您申请的“${row.matterZh}”（编号${row.reference}）：${ground.says.zh}。`,
        en: `Your application for “${row.matterEn}” (${row.reference}): ${ground.says.en}.`,
      },
      { zh: words, en: words },
      ...where,
    ],
    legalBasis: [ground.basis.name],
    remedies: [...usualRemedies, ...review.map(({ says, basis }) => ({ text: says, basis: basis.name }))],
  })
}

/** Makes a letter and writes it; with another number where somebody had the same at that moment. */
export async function withLetter<L, T>(make: () => Promise<L>, write: (made: L) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const made = await make()
    try {
      return await write(made)
    } catch (error) {
      if (refusalOf(error) !== 'reference-taken' || attempt === 3) throw error
    }
  }
}
