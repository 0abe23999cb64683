import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { encodeBase31 } from '../../shared/base31.ts'
import { hmac } from '../../shared/hmac.ts'

/**
 * The number of a place on the list in every draw, 10 base-31 characters: it follows from person, matter and day of
 * joining, so that leaving and joining again draws the same.
 */
export async function ticketOf(ctx: Ctx, person: string, matterCode: string, day: Day): Promise<string> {
  return encodeBase31(await hmac(ctx.keys.index, `ticket\n${person}|${matterCode}|${day}`), 10)
}
