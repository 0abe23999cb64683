import type { z } from 'zod'
import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { CertificateDocument } from '../document.ts'
import { type IssueInput, issueStatements } from '../issue.ts'
import { numberOf } from '../numberOf.ts'
import { codeKeyOf } from '../ofApplication.ts'
import { type CertificateRow, certificateByNumber } from '../query.ts'
import { standingOf } from '../standing.ts'
import { endStatements } from './end.ts'
import { applicationOf, issuersOf, tellHolder } from './holder.ts'
import { mayChange } from './mayChange.ts'
import { reach } from './reach.ts'
import type { ReissueInput, reissuedSchema } from './schema.ts'

/**
 * Issues a certificate anew, with what is to be corrected: the old one becomes replaced and names the new, the new names
 * the old; what the old one said stays as it was. Signed under the key of today. A correction must change something, and
 * is a decision by somebody else (`mayChange`). Its holder is texted, and reads their new code where they read the old one:
 * no member of staff is given it. Throws invalid-input, record-not-found, not-allowed, own-certificate, not-changeable (its
 * content is kept no longer), stale (ended or changed meanwhile).
 */
export async function reissueCertificate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: ReissueInput & { number: string }
}): Promise<z.infer<typeof reissuedSchema>> {
  const number = numberOf(input.number)
  const { reason, words, rev } = input
  const [found, issuers, [application]] = await ctx.db.batch([
    certificateByNumber(ctx, number),
    issuersOf(ctx, number),
    applicationOf(ctx, number),
  ])
  const reached = reach(ctx, 'certificate.issue', found)
  const { row } = reached
  if (row.state !== 'valid' || row.rev !== rev) throw new Problem('stale')
  const opened = (await standingOf(ctx, row))?.opened
  if (!opened) throw new Problem('not-changeable')
  await mayChange(ctx, { row, issuers, application }, input)
  const again = anew(row, opened.certificate, input)
  const told = await tellHolder(ctx, application)
  for (let attempt = 1; ; attempt++) {
    const made = await issueStatements(ctx, again, { number, reason })
    const ending = await endStatements(ctx, reached, { reason, words: words?.trim(), by: made.number })
    try {
      await ctx.db.batch([...ending, ...made.statements, ...(told ? [told.statement] : [])])
      if (told) ctx.after(() => ctx.wake([told.id]))
      const { checkCode, promise } = made
      return { number: made.number, replaces: number, checkCode, told: told ? 'text' : 'none', promise }
    } catch (error) {
      if (refusalOf(error) !== 'reference-taken' || attempt === 3) throw error
    }
  }
}

function anew(row: CertificateRow, old: CertificateDocument, change: ReissueInput): IssueInput {
  const purpose = change.purpose ?? old.purpose
  const { remedies } = old
  return {
    type: row.type,
    title: old.title,
    point: { id: row.pointId, slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
    applicationId: row.applicationId,
    subject: { ...old.subject, ...change.subject },
    statements: change.statements ?? old.statements,
    ...(purpose && { purpose }),
    legalBasis: old.legalBasis,
    validUntil: change.validUntil === undefined ? old.validUntil : change.validUntil,
    ...(remedies && { remedies }),
    // Its holder finds the new code as they found the old; the number in it is another.
    idempotencyKey: row.applicationId === null ? row.id : codeKeyOf(row.applicationId),
  }
}
