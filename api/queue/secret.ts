import type { Ctx } from '../context.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'

/** The code of a ticket's slip, which opens its place in the queue; made from its id like the code of a receipt. */
export const slipCodeOf = (ctx: Pick<Ctx, 'keys'>, ticketId: string): Promise<string> =>
  codeFor(ctx.keys.code, ticketId, 'place', 8)

/** What is stored of it. */
export const slipCodeHash = async (ctx: Pick<Ctx, 'keys'>, ticketId: string): Promise<string> =>
  codeHash(ctx.keys.code, ticketId, await slipCodeOf(ctx, ticketId))
