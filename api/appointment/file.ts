import type { Ctx } from '../context.ts'
import { appointmentCalendar } from '../shared/ics.ts'
import { openBooking } from './change.ts'
import { alsoOf, isOpen, visitOf } from './visit.ts'

/**
 * The visit as an iCalendar file. Its SEQUENCE is the booking's version, so a later file replaces the
 * earlier one in the reader's calendar, and a cancelled visit removes it; so does one whose counter was closed, until it
 * is moved: the booking itself is as it was then, and the moment the file was made says which is later.
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
    changedAt: row.updatedAt,
    stampedAt: ctx.clock.now(),
    stationName: station.name,
    address: station.address,
    phone: station.phone,
    matterNames: [matter.name, ...alsoOf(row).map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))],
    origin: ctx.settings.origin,
    locale: ctx.locale,
  })
}
