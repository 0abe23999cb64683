import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { type LeafPromise, promiseSigned } from '../../audit/append.ts'
import { signObject } from '../../audit/sign.ts'
import type { Ctx } from '../../context.ts'
import { liveCode } from '../../intake/liveCode.ts'
import { Problem } from '../../problem.ts'
import { type BookingRow, bookingByReference } from '../query.ts'
import { receiptAgain } from '../receipt.ts'
import type { WaitingRow } from './holderQuery.ts'
import type { Taken } from './take.ts'

/**
 * The receipt of an offer that was taken before, as the booking stands now. Its code follows from reference and place
 * on the list, its promise is signed again over the same leaf. Throws booking-over, code-replaced.
 */
export async function takenAgain(
  ctx: Ctx,
  entry: WaitingRow,
  booking: BookingRow | null,
  typedCode: string,
): Promise<Taken> {
  const reference = entry.takenAs ?? ''
  const action = booking ? 'appointment.move' : 'appointment.book'
  const [found, leaves] = await ctx.db.batch([
    bookingByReference(ctx, reference),
    rows<Pick<LeafPromise, 'leaf' | 'day' | 'hash'>>(
      ctx.db,
      sql`SELECT id AS leaf, day, hash FROM audit_leaf WHERE subject = ${reference} AND action = ${action}
          ORDER BY body ->> 'at' DESC LIMIT 1`,
    ),
  ])
  const [row] = found
  const [leaf] = leaves
  if (!row || !leaf) throw new Problem('booking-over')
  const word = { ...leaf, subject: reference }
  const { sign } = ctx.keys
  const receipt = await receiptAgain(ctx, row, {
    ...word,
    signature: await signObject(sign, promiseSigned(word)),
    publicKeyId: sign.publicJwk.kid,
  })
  const accessCode = booking ? typedCode : await liveCode(ctx, reference, `take:${entry.id}`, row.codeHash)
  return { moved: booking !== null, receipt: { ...receipt, accessCode } }
}
