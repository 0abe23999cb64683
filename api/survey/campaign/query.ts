import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { CampaignEvent, CampaignKind, CampaignState } from '../../../db/schema/campaign.ts'
import type { Ctx } from '../../context.ts'

type Reads = Pick<Ctx, 'db'>

export interface CampaignRow {
  id: string
  kind: CampaignKind
  state: CampaignState
  titleZh: string
  titleEn: string
  aboutZh: string
  aboutEn: string
  opensOn: string
  closesOn: string
  /** JSON (questions.ts). */
  questions: string
  seenQuestion: number
  takesOpen: 0 | 1
  withdrawnZh: string
  withdrawnEn: string
  publishedAt: number | null
  endedAt: number | null
  leaf: string | null
  sha256: string | null
  rev: number
}

const columns = sql.raw(
  `c.id AS id, c.kind AS kind, c.state AS state, c.title_zh AS titleZh, c.title_en AS titleEn, c.about_zh AS aboutZh,
   c.about_en AS aboutEn, c.opens_on AS opensOn, c.closes_on AS closesOn, c.questions AS questions,
   c.seen_question AS seenQuestion, c.takes_open AS takesOpen, c.withdrawn_zh AS withdrawnZh, c.withdrawn_en AS withdrawnEn,
   c.published_at AS publishedAt, c.ended_at AS endedAt, c.leaf AS leaf, c.sha256 AS sha256, c.rev AS rev`,
)

/** Statement: one survey, whatever its state. */
export const campaignById = ({ db }: Reads, id: string) =>
  rows<CampaignRow>(db, sql`SELECT ${columns} FROM campaign c WHERE c.id = ${id}`)

/** A place in the order of surveys: a day or a moment, and the id. */
export type Place = readonly [number | string, string]

/** Statement: those that were published, the last to begin first. */
export const publicCampaigns = ({ db }: Reads, before: Place | null, limit: number) =>
  rows<CampaignRow>(
    db,
    sql`SELECT ${columns} FROM campaign c WHERE c.published_at IS NOT NULL
          AND ${before ? sql`(c.opens_on, c.id) < (${before[0]}, ${before[1]})` : sql`1`}
        ORDER BY c.opens_on DESC, c.id DESC LIMIT ${limit}`,
  )

/** Statement: all of them, the newest first. */
export const deskCampaigns = ({ db }: Reads, before: Place | null, limit: number) =>
  rows<CampaignRow & { createdAt: number }>(
    db,
    sql`SELECT ${columns}, c.created_at AS createdAt FROM campaign c
        WHERE ${before ? sql`(c.created_at, c.id) < (${before[0]}, ${before[1]})` : sql`1`}
        ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`,
  )

export interface PointRow {
  pointId: string
  slug: string
  zh: string
  en: string
  quota: number
  used: number
  sheet: number
  reportZh: string
  reportEn: string
}

const pointColumns = sql.raw(
  `s.service_point_id AS pointId, p.slug AS slug, p.name_zh AS zh, p.name_en AS en, s.quota AS quota, s.used AS used,
   s.sheet AS sheet, s.report_zh AS reportZh, s.report_en AS reportEn`,
)

/** Statement: where a survey is asked. */
export const pointsOf = ({ db }: Reads, id: string) =>
  rows<PointRow>(
    db,
    sql`SELECT ${pointColumns} FROM campaign_point s CROSS JOIN service_point p ON p.id = s.service_point_id
        WHERE s.campaign_id = ${id} ORDER BY p.slug`,
  )

/** Statement: one place of a survey, by its slug. */
export const pointBySlug = ({ db }: Reads, id: string, slug: string) =>
  rows<PointRow>(
    db,
    sql`SELECT ${pointColumns} FROM service_point p
        JOIN campaign_point s ON s.campaign_id = ${id} AND s.service_point_id = p.id WHERE p.slug = ${slug}`,
  )

/** A published cell, of one place or of all together. */
export interface CellRow {
  station: string
  question: number
  verified: 0 | 1
  fromLevel: number
  toLevel: number
  topped: number
  n: number
}
/** Published cells that are alike, added up: `cells` of them. */
export interface CellSum extends CellRow {
  cells: number
}

/** Statement: the published cells of a survey: all of them, by place. */
export const cellsOf = ({ db }: Reads, id: string, station?: string) =>
  rows<CellSum>(
    db,
    sql`SELECT p.slug AS station, l.question AS question, l.verified AS verified, l.from_level AS fromLevel,
          l.to_level AS toLevel, l.topped AS topped, 1 AS cells, l.n AS n
        FROM campaign_cell l CROSS JOIN service_point p ON p.id = l.service_point_id
        WHERE l.campaign_id = ${id}
          AND ${station === undefined ? sql`1` : sql`l.service_point_id = (SELECT id FROM service_point WHERE slug = ${station})`}
        ORDER BY p.slug, l.question, l.verified DESC, l.from_level, l.to_level, l.topped`,
  )

/** Statement: the same added up over all places: sums of whole cells. */
export const cellsTogether = ({ db }: Reads, id: string) =>
  rows<CellSum>(
    db,
    sql`SELECT '' AS station, question, verified, from_level AS fromLevel, to_level AS toLevel, topped,
          count(*) AS cells, sum(n) AS n
        FROM campaign_cell WHERE campaign_id = ${id}
        GROUP BY question, verified, from_level, to_level, topped
        ORDER BY question, verified DESC, from_level, to_level, topped`,
  )

export interface EventRow {
  at: number
  what: CampaignEvent
  byId: string
  by: string | null
  remark: string
}

/** Statement: what staff did with a survey, the newest first. */
export const eventsOf = ({ db }: Reads, id: string) =>
  rows<EventRow>(
    db,
    sql`SELECT e.at AS at, e.what AS what, e.by_id AS byId, coalesce(u.name, '') AS by, e.remark AS remark
        FROM campaign_event e LEFT JOIN staff_user u ON u.id = e.by_id
        WHERE e.campaign_id = ${id} ORDER BY e.n DESC LIMIT 200`,
  )

/** Statement: whether somebody wrote a part of it. */
export const wroteRow = ({ db }: Reads, id: string, staff: string) =>
  rows<{ wrote: 0 | 1 }>(
    db,
    sql`SELECT EXISTS (SELECT 1 FROM campaign_event
          WHERE campaign_id = ${id} AND what IN ('plan', 'report') AND by_id = ${staff}) AS wrote`,
  )

/** Statement: notes what somebody did. */
export const addEvent = (
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  event: {
    campaignId: string
    what: CampaignEvent
    byId: string
    role: string
    remark?: string
    over?: readonly object[]
  },
) =>
  exec(
    db,
    sql`INSERT INTO campaign_event (campaign_id, n, at, what, by_id, role, remark, over)
        SELECT ${event.campaignId}, 1 + coalesce(max(n), 0), ${clock.now()}, ${event.what}, ${event.byId}, ${event.role},
          ${event.remark ?? ''}, ${JSON.stringify(event.over ?? [])}
        FROM campaign_event WHERE campaign_id = ${event.campaignId}`,
  )
