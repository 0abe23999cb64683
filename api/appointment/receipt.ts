import type { LeafPromise } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName } from '../privacy/mask.ts'
import { Problem } from '../problem.ts'
import { openField, textableOf } from './change.ts'
import { remindAtOf } from './messages.ts'
import type { BookingRow } from './query.ts'
import type { Receipt } from './schema.ts'
import { type VisitRow, visitOf } from './visit.ts'

/** The receipt without its access code. */
export type OpenReceipt = Omit<Receipt, 'accessCode'>

interface Facts {
  reference: string
  visit: VisitRow
  name: string
  helperName: string | null
  textable: string | null
  /** When the booking last changed, ms: a reminder was only made if its time was still to come then. */
  changedAt: number
  promise: LeafPromise
}

export function receiptOf({
  reference,
  visit,
  name,
  helperName,
  textable,
  changedAt,
  promise,
}: Facts): OpenReceipt {
  const remindAt = textable === null ? null : remindAtOf(visit, changedAt)
  return {
    reference,
    startsAt: toIso(visit.startsAt),
    endsAt: toIso(visit.endsAt),
    visit: visitOf(visit),
    applicantName: maskName(name),
    helperName: helperName === null ? null : maskName(helperName),
    remindAt: remindAt === null ? null : toIso(remindAt),
    reminder: textable === null ? 'landline' : remindAt === null ? 'too-soon' : 'text',
    promise,
  }
}

/** The receipt of a booking as it stands now, for a repeated request. Throws booking-over. */
export async function receiptAgain(ctx: Ctx, row: BookingRow, promise: LeafPromise): Promise<OpenReceipt> {
  if (row.state !== 'booked') throw new Problem('booking-over')
  return receiptOf({
    reference: row.reference,
    visit: row,
    name: (await openField(ctx, row, 'name', row.name)) ?? '',
    helperName: await openField(ctx, row, 'helper_name', row.helperName),
    textable: await textableOf(ctx, row),
    changedAt: row.updatedAt,
    promise,
  })
}
