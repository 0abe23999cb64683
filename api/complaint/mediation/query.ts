import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { MediationInvites, MediationOutcome, MediationState } from '../../../db/schema/complaintWork.ts'
import type { Ctx } from '../../context.ts'

export interface MediationRow {
  id: string
  n: number
  slug: string
  nameZh: string
  nameEn: string
  addressZh: string
  addressEn: string
  phone: string
  startsAt: number
  endsAt: number
  invites: MediationInvites
  state: MediationState
  outcome: MediationOutcome | null
  words: string | null
  setAt: number
  endedAt: number | null
}

/** Statement: the dates of a dispute, the last first. */
export const mediationsOf = ({ db }: Pick<Ctx, 'db'>, reference: string) =>
  rows<MediationRow>(
    db,
    sql`SELECT d.id AS id, d.n AS n, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, p.address_zh AS addressZh,
          p.address_en AS addressEn, p.phone AS phone, d.starts_at AS startsAt, d.ends_at AS endsAt, d.invites AS invites,
          d.state AS state, d.outcome AS outcome, d.words AS words, d.set_at AS setAt, d.ended_at AS endedAt
        FROM complaint c JOIN mediation d ON d.complaint_id = c.id JOIN service_point p ON p.id = d.room_id
        WHERE c.reference = ${reference} ORDER BY d.n DESC LIMIT 20`,
  )

export interface RoomRow {
  id: string
  slug: string
  zh: string
  en: string
}

/**
 * Statement: the rooms in which a dispute can be mediated: of whoever handles it, and their community rooms; or this one of
 * them. None where it must not be known: who is told there that a room is taken would learn that something is hidden.
 */
export const roomsFor = ({ db }: Pick<Ctx, 'db'>, reference: string, only: string | null = null) =>
  rows<RoomRow>(
    db,
    sql`SELECT p.id AS id, p.slug AS slug, p.name_zh AS zh, p.name_en AS en FROM service_point p
        WHERE (${only} IS NULL OR p.slug = ${only}) AND p.id IN (
          SELECT p.id FROM complaint c JOIN service_point p ON p.id = c.desk
            WHERE c.reference = ${reference} AND c.kind = 'mediation'
          UNION SELECT p.id FROM complaint c JOIN service_point p ON p.parent_id = c.desk
            WHERE c.reference = ${reference} AND c.kind = 'mediation'
          UNION SELECT p.id FROM complaint c JOIN service_point p ON p.kind = 'station'
            WHERE c.reference = ${reference} AND c.kind = 'mediation' AND c.desk = '*')
          AND NOT EXISTS (SELECT 1 FROM complaint c JOIN complaint_shut_point s ON s.complaint_id = c.id
            WHERE c.reference = ${reference} AND s.point_id = p.id)
        ORDER BY p.kind = 'room', p.slug LIMIT 60`,
  )

/**
 * Statement: the date that falls when a dispute is kept from this service point or this account: it is at that place, or where
 * somebody works whom it then must not reach. The database calls it off in the same write (0106); this tells whether to say so.
 */
export const dateLost = (
  { db }: Pick<Ctx, 'db'>,
  reference: string,
  { point, staffId }: { point?: string | undefined; staffId?: string | undefined },
) => {
  const barred = sql`SELECT n.id FROM service_point s
      JOIN service_point t ON t.id = CASE s.kind WHEN 'room' THEN coalesce(s.parent_id, s.id) ELSE s.id END
      JOIN service_point n ON n.id = t.id OR n.parent_id = t.id WHERE s.slug = ${point ?? ''}`
  return rows<{ id: string }>(
    db,
    sql`SELECT d.id AS id FROM complaint c JOIN mediation d ON d.complaint_id = c.id AND d.state = 'set'
          JOIN service_point p ON p.id = d.room_id
        WHERE c.reference = ${reference} AND (p.id IN (${barred}) OR EXISTS (
          SELECT 1 FROM staff_grant g WHERE g.service_point_id IN (p.id, p.parent_id) AND (g.user_id = ${staffId ?? ''}
            OR g.user_id IN (SELECT o.user_id FROM staff_grant o WHERE o.service_point_id IN (${barred})))))`,
  )
}
