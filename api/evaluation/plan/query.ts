import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { EvaluationWordKind } from '../../../db/schema/evaluation.ts'
import { addQuarters, type Period, type Quarter, quartersOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { listed } from '../query.ts'

type Reads = Pick<Ctx, 'db'>

export interface WordRow {
  period: Quarter
  kind: EvaluationWordKind
  version: number
  zh: string
  en: string
  at: number
}
const word = sql.raw(
  'w.period AS period, w.kind AS kind, w.version AS version, w.zh AS zh, w.en AS en, w.at AS at',
)

/** Statement: what a station said about the quarters of a period and the one before them, as it stands, and since when. */
export const planRows = ({ db }: Reads, period: Period, slug: string) => {
  const quarters = quartersOf(period)
  return rows<WordRow & { first: number }>(
    db,
    sql`SELECT ${word}, f.at AS first
        FROM service_point p CROSS JOIN ${listed([addQuarters(quarters[0]!, -1), ...quarters])} q
        CROSS JOIN evaluation_word w ON w.service_point_id = p.id AND w.period = q.value
        JOIN evaluation_word f ON f.service_point_id = p.id AND f.period = w.period AND f.kind = w.kind AND f.version = 1
        WHERE p.slug = ${slug} AND w.version = (
          SELECT max(version) FROM evaluation_word WHERE service_point_id = p.id AND period = w.period AND kind = w.kind)`,
  )
}

/** Quarters a station may look back at. */
const most = 6

export interface QuarterRow {
  period: Quarter
  state: 'open' | 'provisional' | 'frozen'
}

/** Statement: the newest quarters, the newest first. */
export const newestQuarters = ({ db }: Reads) =>
  rows<QuarterRow>(
    db,
    sql`SELECT period, state FROM evaluation_period WHERE period LIKE '____Q_'
        ORDER BY ends_at DESC, period DESC LIMIT ${most}`,
  )

/** Statement: all that a station said since a quarter, the newest first. */
export const wordsSince = ({ db }: Reads, slug: string, since: Quarter) =>
  rows<WordRow>(
    db,
    sql`SELECT ${word} FROM service_point p CROSS JOIN evaluation_word w ON w.service_point_id = p.id
        WHERE p.slug = ${slug} AND w.period >= ${since} ORDER BY w.period DESC, w.kind, w.version DESC`,
  )

export interface PlanPoint {
  id: string
  slug: string
  zh: string
  en: string
}

/** Statement: a place that is evaluated. */
export const planPoint = ({ db }: Reads, slug: string) =>
  rows<PlanPoint>(
    db,
    sql`SELECT id, slug, name_zh AS zh, name_en AS en FROM service_point
        WHERE slug = ${slug} AND (kind <> 'room' OR parent_id IS NULL)`,
  )
