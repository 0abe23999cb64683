import type { z } from 'zod'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { numberOf } from '../numberOf.ts'
import { certificateByNumber } from '../query.ts'
import { reasonText } from '../reason.ts'
import { endStatements } from './end.ts'
import { applicationOf, tellHolder } from './holder.ts'
import { reach } from './reach.ts'
import type { RevokeInput, revokedSchema } from './schema.ts'

/**
 * Revokes a certificate for good: from now on whoever checks it is told so, with the reason, and its
 * holder by text. Throws invalid-input,
 * record-not-found, not-allowed, stale (ended or changed meanwhile).
 */
export async function revokeCertificate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: RevokeInput & { number: string }
}): Promise<z.infer<typeof revokedSchema>> {
  const number = numberOf(input.number)
  const { reason, words, rev } = input
  const [found, [application]] = await ctx.db.batch([
    certificateByNumber(ctx, number),
    applicationOf(ctx, number),
  ])
  const reached = reach(ctx, 'certificate.revoke', found)
  if (reached.row.state !== 'valid' || reached.row.rev !== rev) throw new Problem('stale')
  const statements = await endStatements(ctx, reached, { reason, words: words?.trim(), by: null })
  const told = await tellHolder(ctx, application)
  await ctx.db.batch([...statements, ...(told ? [told.statement] : [])])
  if (told) ctx.after(() => ctx.wake([told.id]))
  return { number, endedDay: dayOf(ctx.clock.now()), reason: reasonText(reason)! }
}
