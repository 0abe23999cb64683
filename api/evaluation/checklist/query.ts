import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { StationSetting } from '../../../db/schema/checklist.ts'
import type { Ctx } from '../../context.ts'

export interface FactRow {
  id: string
  slug: string
  zh: string
  en: string
  version: number | null
  asOf: string | null
  setting: StationSetting | null
  officers: number
  communityOfficers: number
  residents: number
  roomsDue: number
  rooms: number
  evidenceZh: string
  evidenceEn: string
}

const columns = sql.raw(
  `p.id AS id, p.slug AS slug, p.name_zh AS zh, p.name_en AS en, f.version AS version, f.as_of AS asOf, f.setting AS setting,
   f.officers AS officers, f.community_officers AS communityOfficers, f.residents AS residents, f.rooms_due AS roomsDue,
   f.rooms AS rooms, f.evidence_zh AS evidenceZh, f.evidence_en AS evidenceEn`,
)
const newest = sql.raw(
  `LEFT JOIN station_fact f ON f.service_point_id = p.id
     AND f.version = (SELECT max(version) FROM station_fact WHERE service_point_id = p.id)`,
)

/** Statement: every station with its newest facts, by its slug. */
export const allFacts = ({ db }: Pick<Ctx, 'db'>) =>
  rows<FactRow>(
    db,
    sql`SELECT ${columns} FROM service_point p ${newest} WHERE p.kind = 'station' ORDER BY p.slug`,
  )

/** Statement: one station with its newest facts. */
export const factsOf = ({ db }: Pick<Ctx, 'db'>, slug: string) =>
  rows<FactRow>(
    db,
    sql`SELECT ${columns} FROM service_point p ${newest} WHERE p.slug = ${slug} AND p.kind = 'station'`,
  )

/** Statement: the versions of a station's facts, the newest first. */
export const factHistory = ({ db }: Pick<Ctx, 'db'>, slug: string) =>
  rows<{ version: number; asOf: string; at: number }>(
    db,
    sql`SELECT version, as_of AS asOf, at FROM station_fact
        WHERE service_point_id = (SELECT id FROM service_point WHERE slug = ${slug}) ORDER BY version DESC LIMIT 20`,
  )

export interface YearBand {
  year: string
  point: string
  indicator: string
  band: 'A' | 'B' | 'C' | ''
}

/** Statement: the bands of the frozen years, of stations and indicators. */
export const yearBands = ({ db }: Pick<Ctx, 'db'>, since: string) =>
  rows<YearBand>(
    db,
    sql`SELECT r.period AS year, r.service_point_id AS point, r.indicator AS indicator, r.band AS band
        FROM evaluation_period e CROSS JOIN evaluation_result r ON r.period = e.period
        WHERE e.state = 'frozen' AND length(e.period) = 4 AND e.period >= ${since} ORDER BY r.period`,
  )

export interface YearContent {
  year: string
  point: string
  quarters: number
  rated: number
  content: number
}

/** Statement: the published ratings of frozen years, in how many quarters, and those that are surely “basically satisfied” or better. */
export const yearContent = ({ db }: Pick<Ctx, 'db'>, since: string) =>
  rows<YearContent>(
    db,
    sql`SELECT e.period AS year, c.service_point_id AS point, count(DISTINCT c.period) AS quarters, sum(c.n) AS rated,
          sum(iif(c.from_level >= 3, c.n, 0)) AS content
        FROM evaluation_period e CROSS JOIN json_each('["Q1","Q2","Q3","Q4"]') q
          CROSS JOIN evaluation_cell c ON c.period = e.period || q.value
        WHERE e.state = 'frozen' AND length(e.period) = 4 AND e.period >= ${since} AND c.indicator = 'satisfaction'
        GROUP BY e.period, c.service_point_id`,
  )
