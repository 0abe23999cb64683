import type { Ctx } from '../context.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'

/** What a ticket's two secrets open: its place in the queue, and, once served, one rating. */
export type TicketSecret = 'place' | 'rating'

/** A ticket's secret, made from its id like the code of a receipt; only its hash is stored. */
export const secretOf = (ctx: Pick<Ctx, 'keys'>, ticketId: string, what: TicketSecret): Promise<string> =>
  codeFor(ctx.keys.code, ticketId, what, what === 'place' ? 8 : 23)

/** What is stored of a ticket's secrets. */
export async function secretHashes(ctx: Pick<Ctx, 'keys'>, ticketId: string) {
  const hashOf = async (what: TicketSecret) =>
    codeHash(ctx.keys.code, ticketId, await secretOf(ctx, ticketId, what))
  const [place, rating] = await Promise.all([hashOf('place'), hashOf('rating')])
  return { place, rating }
}
