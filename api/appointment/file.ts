import type { Ctx } from '../context.ts'
import { appointmentCalendar } from '../shared/ics.ts'
import { openBooking } from './change.ts'
import { isOpen, visitOf } from './visit.ts'

/**
 * The visit as an iCalendar file. Its SEQUENCE is the booking's version, so a later file replaces the
 * earlier one in the reader's calendar, and a cancelled visit removes it; so does one whose counter was closed, until it
 * is moved.
 */
export async function calendarFile({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<string> {
  const row = await openBooking(ctx, input)
  const { station, matter } = visitOf(row)
  return appointmentCalendar({
    reference: row.reference,
    sequence: row.version,
    cancelled: row.state === 'cancelled' || (row.state === 'booked' && !isOpen(row)),
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    stampedAt: row.updatedAt,
    stationName: station.name,
    address: station.address,
    phone: station.phone,
    matterNames: [matter.name],
    origin: ctx.settings.origin,
    locale: ctx.locale,
  })
}
