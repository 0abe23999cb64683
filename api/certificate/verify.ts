import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { codeOpens } from '../shared/accessCode.ts'
import { numberOf } from './numberOf.ts'
import { certificateByNumber } from './query.ts'
import type { NumberAndCode, Verified } from './schema.ts'
import { standingOf } from './standing.ts'

/**
 * What anybody may know who was shown a certificate: its number with the code printed on it, or with its holder's. An
 * unknown number and a wrong code are answered alike, as `unknown`. One read; a wrong code is counted by a second. Throws
 * invalid-input for a mistyped number, too-many-tries.
 */
export async function verifyCertificate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: NumberAndCode
}): Promise<Verified> {
  const number = numberOf(input.number)
  const [tries, [row]] = await ctx.db.batch([triesFor(ctx, number), certificateByNumber(ctx, number)])
  const holder = await codeOpens(ctx.keys.code, number, input.code, row?.codeHash ?? null)
  try {
    if (!holder) await letIn(ctx, number, input.code, row?.checkHash ?? null, tries)
  } catch (error) {
    if (error instanceof Problem && error.code === 'record-not-found') return { status: 'unknown' }
    throw error
  }
  const standing = row && (await standingOf(ctx, row))
  return standing?.known ? { ...standing.known, code: holder ? 'holder' : 'printed' } : { status: 'unknown' }
}
