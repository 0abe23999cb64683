import { ratingSecond } from '../../../db/schema/index.ts'
import type { RectificationOutcome } from '../../../db/schema/rectification.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import { readPhone } from '../../privacy/phone.ts'
import { goodFor, inDaytime } from '../delay.ts'
import { clear } from '../rectify/move.ts'
import type { RaterRow, RectificationRow } from '../rectify/query.ts'
import { tokenHash } from '../token.ts'
import { secondToken } from './token.ts'

/**
 * What goes with the end of a rectification, for the batch that closes it: a text by day to whoever rated and agreed to be
 * called, in the language they rated in, with what came of it and a token of their own to say how it was dealt with. Always,
 * whatever they told whoever called: that is what staff wrote down, and this is theirs. It names no place and no matter, and
 * its row goes by the rectification, so that nobody who reads the record sees that there was one. `wake`: may go at once.
 */
export async function askAgain(
  ctx: Ctx,
  row: Pick<RectificationRow, 'id' | 'mayCall' | 'contact' | 'locale'>,
  rater: RaterRow | undefined,
  outcome: RectificationOutcome | null,
) {
  const phone = row.mayCall === 1 && outcome !== null ? await mobileOf(ctx, row, rater) : null
  if (phone === null || outcome === null) return { statements: [], wake: [] }
  const now = ctx.clock.now()
  const notBefore = inDaytime(now)
  const closesAt = notBefore + goodFor
  const token = await secondToken(ctx, row.id)
  const [hash, message] = await Promise.all([
    tokenHash(ctx, token),
    messageFor(ctx, {
      template: 'rating.closed',
      locale: row.locale,
      reference: row.id,
      phone,
      data: {
        reference: row.id,
        secondToken: token,
        outcome,
        bureauPhone: ctx.settings.contactPhone,
        goodDay: dayOf(closesAt),
        until: toIso(closesAt),
      },
      notBefore,
    }),
  ])
  const asked = ctx.db.insert(ratingSecond).values({ id: row.id, tokenHash: hash, closesAt })
  return { statements: [asked, message.statement], wake: notBefore <= now ? [message.id] : [] }
}

/** A mobile that may get a text: the number left with the rating, or that of the record where it is one for texts. */
async function mobileOf(
  ctx: Ctx,
  row: Pick<RectificationRow, 'id' | 'contact'>,
  rater: RaterRow | undefined,
): Promise<string | null> {
  const left = await clear(ctx, { table: 'rectification', column: 'contact', row: row.id }, row.contact)
  const known =
    left === null && rater?.texts === 1
      ? await clear(ctx, { table: rater.tbl, column: 'phone', row: rater.id }, rater.phone)
      : null
  const read = left ?? known
  const phone = read === null ? null : readPhone(read)
  return phone?.ok && phone.kind === 'mobile' ? phone.value : null
}
