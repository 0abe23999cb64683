import { env } from 'cloudflare:workers'
import type { apiClient } from './api.ts'
import { monday } from './api.ts'
import { addSlot, bookOne } from './appointment.ts'

/** Holds a visit for an application, a day from Monday at ten: as its holder does where its form needs one. */
export async function heldFor(
  api: ReturnType<typeof apiClient>,
  reference: string,
  at = monday + 26 * 3_600_000,
) {
  const slot = await addSlot({ point: 'sp_qingshi', group: 'general', startsAt: at })
  const { reference: booking } = await bookOne(api, slot, { matterCode: 'CR-01' })
  await env.DB.prepare(
    `INSERT INTO application_visit (application_id, booking_reference, made_at)
     VALUES ((SELECT id FROM application WHERE reference = ?), ?, 0)`,
  )
    .bind(reference, booking)
    .run()
  return { slot, booking }
}

/** How a booking stands, and how many places of its slot are taken; one given back is kept for the minute it is offered in. */
export const bookingAt = (booking: string) =>
  env.DB.prepare(
    `SELECT b.state AS state, s.used_public - (SELECT count(*) FROM hold h WHERE h.slot_id = s.id
       AND h.state IN ('kept', 'offered')) AS used
     FROM booking b JOIN slot s ON s.id = b.slot_id WHERE b.reference = ?`,
  )
    .bind(booking)
    .first<{ state: string; used: number }>()
