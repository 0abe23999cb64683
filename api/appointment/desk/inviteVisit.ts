import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { textable } from '../../privacy/textable.ts'
import { groupOfMatters, inviteFor } from '../../survey/invite.ts'
import type { BookingRow } from '../query.ts'

/** The statements by which a booked visit that was served can be rated: once, with or without a ticket. */
export const inviteVisit = async (
  ctx: Ctx,
  row: BookingRow,
  served: { counterId: string | null; staffId: string | null },
) =>
  inviteFor(ctx, {
    kind: 'visit',
    subject: row.reference,
    pointId: row.pointId,
    group: groupOfMatters(sql`(SELECT matters FROM booking WHERE id = ${row.id})`),
    mode: 'onsite',
    ...served,
    locale: row.locale,
    phone: await textable(ctx.keys, {
      table: 'booking',
      row: row.id,
      phone: row.phone,
      helperPhone: row.helperPhone,
    }),
  })
