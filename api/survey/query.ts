import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { InviteState } from '../../db/schema/rating.ts'
import type { Ctx } from '../context.ts'
import type { RatingGroup } from './groups.ts'
import type { RatingMode } from './scale.ts'
import type { OccasionKind } from './schema.ts'

/** An invitation with the names of the place it counts for; once used it has no place and no group. */
export interface InviteRow {
  id: string
  kind: OccasionKind
  subject: string
  /** '*': the bureau's own; '': used. */
  pointId: string
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  group: RatingGroup
  mode: RatingMode
  counterId: string | null
  staffId: string | null
  opensAt: number
  closesAt: number
  state: InviteState
}

/** Statement: the invitation a token opens, or no row. */
export const inviteByHash = ({ db }: Pick<Ctx, 'db'>, hash: string | null) =>
  rows<InviteRow>(
    db,
    sql`SELECT v.id AS id, v.kind AS kind, v.subject AS subject, v.service_point_id AS pointId, p.slug AS slug,
          p.name_zh AS nameZh, p.name_en AS nameEn, v.grp AS "group", v.mode AS mode, v.counter_id AS counterId,
          v.staff_id AS staffId, v.opens_at AS opensAt, v.closes_at AS closesAt, v.state AS state
        FROM rating_invite v LEFT JOIN service_point p ON p.id = v.service_point_id
        WHERE v.token_hash = ${hash}`,
  )

/** A place whose poster can be answered. */
export interface PosterRow {
  /** What it counts for: of a room its station. */
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
}

/** Statement: the service point a poster hangs in; of a room the station it belongs to. */
export const posterPoint = ({ db }: Pick<Ctx, 'db'>, slug: string) =>
  rows<PosterRow>(
    db,
    sql`SELECT t.id AS pointId, t.slug AS slug, t.name_zh AS nameZh, t.name_en AS nameEn
        FROM service_point s JOIN service_point t
          ON t.id = CASE s.kind WHEN 'room' THEN coalesce(s.parent_id, s.id) ELSE s.id END
        WHERE s.slug = ${slug}`,
  )
