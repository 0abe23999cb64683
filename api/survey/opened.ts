import type { Ctx } from '../context.ts'
import { equalText, toBase64Url } from '../shared/bytes.ts'
import { hmac } from '../shared/hmac.ts'

type Signer = Pick<Ctx, 'keys' | 'clock'>

const signed = async ({ keys }: Pick<Ctx, 'keys'>, what: string, moment: string) =>
  toBase64Url(await hmac(keys.proof, `kaimen-rating-opened-v1\n${what}\n${moment}`))

/** When a form was opened, signed: `what` is what it opened, so that one moment serves no other form. */
export async function openedNow(ctx: Signer, what: string): Promise<string> {
  const moment = ctx.clock.now().toString(36)
  return `${moment}.${await signed(ctx, what, moment)}`
}

/** Whole seconds since a form was opened; null where it was not said, or not by us. */
export async function secondsSince(
  ctx: Signer,
  what: string,
  opened: string | undefined,
): Promise<number | null> {
  const [moment = '', signature = ''] = (opened ?? '').split('.')
  if (!equalText(signature, await signed(ctx, what, moment))) return null
  const seconds = Math.floor((ctx.clock.now() - Number.parseInt(moment, 36)) / 1000)
  return seconds >= 0 ? seconds : null
}
