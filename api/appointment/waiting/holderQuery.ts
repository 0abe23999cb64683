import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { waiting } from '../../../db/schema/index.ts'
import type { Ctx } from '../../context.ts'
import { lengthOf, type VisitRow, visitColumns, visitJoins } from '../visit.ts'

/** An open offer, with the visit it is for. */
export type OfferRow = VisitRow & { holdId: string; until: number }

/** A place on the list as its holder opens it. */
export type WaitingRow = typeof waiting.$inferSelect & {
  /** What became of the last offer. */
  lastOffer: string | null
  /** JSON array of where it waits, as long as it does. */
  points: string
  /** JSON array of its matters' names. */
  names: string
}

/** Which places on the list are meant: of a W-reference, or the last wish of a booking for an earlier time. */
export const byReference = (reference: string): SQL =>
  sql`w.reference = ${reference} AND w.booking_id IS NULL`
export const byBooking = (reference: string): SQL =>
  sql`w.booking_id = (SELECT id FROM booking WHERE reference = ${reference})`

/** Statement: a place on the list. */
export function waitingWhere(ctx: Ctx, condition: SQL) {
  return rows<WaitingRow>(
    ctx.db,
    sql`SELECT w.id AS id, w.reference AS reference, w.code_hash AS codeHash, w.ticket AS ticket, w.state AS state,
          w.version AS version, w.booking_id AS bookingId, w.before_at AS beforeAt, w.matter_code AS matterCode,
          w.matters AS matters, w.people AS people, w.minutes AS minutes, w.from_day AS fromDay, w.to_day AS toDay,
          w.weekdays AS weekdays, w.part AS part, w.lapses AS lapses, w.person_key AS personKey,
          w.contact_key AS contactKey, w.phone_key AS phoneKey, w.locale AS locale, w.id_type AS idType,
          w.exempt AS exempt, w.name AS name, w.phone AS phone, w.id_number AS idNumber,
          w.helper_name AS helperName, w.helper_phone AS helperPhone, w.note AS note, w.taken_as AS takenAs,
          w.joined_day AS joinedDay, w.created_at AS createdAt, w.updated_at AS updatedAt, w.ends_at AS endsAt,
          (SELECT h.state FROM hold h WHERE h.waiting_id = w.id ORDER BY h.created_at DESC LIMIT 1) AS lastOffer,
          (SELECT json_group_array(json_object('pointId', p.id, 'counterGroup', l.counter_group, 'slug', p.slug,
              'nameZh', p.name_zh, 'nameEn', p.name_en, 'phone', p.phone))
            FROM waiting_point l JOIN service_point p ON p.id = l.service_point_id WHERE l.waiting_id = w.id) AS points,
          (SELECT json_group_array(json_object('code', m.code, 'zh', m.name_zh, 'en', m.name_en))
            FROM json_each(w.matters) j JOIN matter m ON m.code = j.value) AS names
        FROM waiting w WHERE ${condition} ORDER BY w.created_at DESC LIMIT 1`,
  )
}

/** Statement: the open offer of such a place on the list. */
export function offerWhere(ctx: Ctx, condition: SQL) {
  return rows<OfferRow>(
    ctx.db,
    sql`SELECT h.id AS holdId, h.until AS until,
          ${visitColumns({
            codes: sql`w.matters`,
            people: sql`w.people`,
            endsAt: sql`h.ends_at`,
            length: lengthOf(sql`w.matters`, sql`w.people`),
          })}
        FROM waiting w JOIN hold h ON h.waiting_id = w.id AND h.state = 'offered' JOIN slot s ON s.id = h.slot_id
        JOIN matter m ON m.code = w.matter_code ${visitJoins}
        WHERE w.state = 'offered' AND ${condition}`,
  )
}

/** Statement: the keys of whoever made a booking. */
export function bookingKeys(ctx: Ctx, reference: string) {
  return rows<Pick<WaitingRow, 'personKey' | 'contactKey' | 'phoneKey' | 'idType'>>(
    ctx.db,
    sql`SELECT person_key AS personKey, contact_key AS contactKey, phone_key AS phoneKey, id_type AS idType
        FROM booking WHERE reference = ${reference}`,
  )
}

/** Statement: what opens a W-reference. */
export function waitingAccess(ctx: Ctx, reference: string) {
  return rows<{ codeHash: string }>(
    ctx.db,
    sql`SELECT code_hash AS codeHash FROM waiting WHERE reference = ${reference} AND booking_id IS NULL`,
  )
}
