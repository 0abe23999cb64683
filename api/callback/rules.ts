import type { CallbackReason } from '../../db/schema/callback.ts'
import type { Ctx } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { fromBase64Url } from '../shared/bytes.ts'

/** A rating this low or lower is followed by a call (standards B1: levels 1 and 2 are 差评, called back 100 %). */
export const lowest = 2
/** Nobody counts as out of reach before so many tries (product rule); the database holds it too. */
export const triesNeeded = 3
/** What was said is kept so many days after the call (product rule). */
export const KEPT_DAYS = 365

/** Whether somebody must be called back, whatever the sample says. Pure. */
export function mustCallBack({
  reason,
  satisfaction = null,
}: {
  reference: string
  reason: CallbackReason
  satisfaction?: number | null
}): boolean {
  if (satisfaction !== null && satisfaction <= lowest) return true
  return reason !== 'sample'
}

/**
 * Whether a record is drawn for a call-back: one in `settings.callbackOneIn`, by a keyed hash of its reference, so that it is
 * the same each time it is asked, nobody can foretell it, and nobody at work chooses whom to call.
 */
export async function sampled(ctx: Pick<Ctx, 'keys' | 'settings'>, reference: string): Promise<boolean> {
  const bytes = fromBase64Url(await blindIndex(ctx.keys, 'callback-sample', reference))
  if (!bytes) throw new TypeError('callback: no hash')
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % ctx.settings.callbackOneIn === 0
}
