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

/** Statement: the rooms in which a dispute can be mediated: of whoever handles it, and their community rooms; or this one of them. */
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
        ORDER BY p.kind = 'room', p.slug LIMIT 60`,
  )
