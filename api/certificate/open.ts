import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { fileName } from './document.ts'
import { numberOf } from './numberOf.ts'
import { type CertificateRow, certificateByNumber } from './query.ts'
import type { NumberAndCode, OpenedCertificate } from './schema.ts'
import { standingOf } from './standing.ts'

/**
 * The whole certificate for whoever has the holder's own code, to print and to keep as a file. The code printed on it
 * opens nothing here: who was only shown it is not given a copy. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function openCertificate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: NumberAndCode
}): Promise<OpenedCertificate> {
  const number = numberOf(input.number)
  const [tries, found] = await ctx.db.batch([triesFor(ctx, number), certificateByNumber(ctx, number)])
  await letIn(ctx, number, input.code, found[0]?.codeHash ?? null, tries)
  return openedOf(ctx, found)
}

/** The whole certificate of a row, for whoever was let in. Throws record-not-found where it is kept no longer, or broken. */
export async function openedOf(ctx: Ctx, [row]: readonly CertificateRow[]): Promise<OpenedCertificate> {
  const standing = row && (await standingOf(ctx, row))
  if (!standing?.opened) throw new Problem('record-not-found')
  const { certificate, signature, file } = standing.opened
  return { certificate, signature, file, fileName: fileName(certificate.number), standing: standing.known }
}
