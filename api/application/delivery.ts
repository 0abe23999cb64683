import type { application } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import { type FieldError, invalid } from '../problem.ts'
import { deliveryTarget } from './correction.ts'
import type { Form } from './form/declaration.ts'
import type { ApplicationRow } from './query.ts'
import type { SaveInput } from './schema.ts'
import { type ClearApplication, sealed } from './sealed.ts'

/** The shortest and longest address somebody can be sent something to, characters. */
const least = 5
const most = 200

/**
 * How it is to be handed over, as columns; nothing when nothing was said. `targets`: of a correction, what was asked for.
 * Throws invalid-input.
 */
export async function readDelivery(
  ctx: Ctx,
  row: Pick<ApplicationRow, 'id' | 'delivery'>,
  form: Pick<Form, 'deliveries'>,
  before: Pick<ClearApplication, 'address'>,
  { delivery, address }: Pick<SaveInput, 'delivery' | 'address'>,
  targets: ReadonlySet<string> | null,
): Promise<Partial<typeof application.$inferInsert>> {
  if (delivery === undefined && address === undefined) return {}
  const way = delivery ?? row.delivery
  if (way === null || !form.deliveries.includes(way)) throw invalid('/delivery', 'choice.required')
  const needed = needsAddress(way)
  const words = (address ?? '')
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  if (targets && !targets.has(deliveryTarget)) {
    // A page may send along what it was not asked for, as long as nothing becomes of it.
    if (way === row.delivery && (words === '' || words === before.address)) return {}
    throw invalid(way === row.delivery ? '/address' : '/delivery', 'correction.not-asked')
  }
  if (needed && [...words].length < least) throw invalid('/address', 'address.required')
  if ([...words].length > most) throw invalid('/address', 'too-long', { most })
  if (/\p{Cc}/u.test(words)) throw invalid('/address', 'characters')
  return {
    delivery: way,
    address: needed ? await sealed(ctx, 'application', row.id, 'address', words) : null,
  }
}

/** Whether this way of handing over needs an address. */
export const needsAddress = (way: string): boolean => way === 'post' || way === 'home'

/** What is still to be said about handing over before it can be filed. */
export function deliveryErrors(
  form: Pick<Form, 'deliveries'>,
  { delivery }: Pick<ApplicationRow, 'delivery'>,
  address: string,
): FieldError[] {
  if (form.deliveries.length === 0) return []
  if (delivery === null) return [{ pointer: '/delivery', code: 'choice.required' }]
  return needsAddress(delivery) && !address ? [{ pointer: '/address', code: 'address.required' }] : []
}
