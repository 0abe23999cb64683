import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { type Period, quartersOf } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { countedOnly, ruledBy } from './rules.ts'

type Reads = Pick<Ctx, 'db'>

export interface PeriodRow {
  period: Period
  state: 'open' | 'provisional' | 'frozen'
  endsAt: number
  provisionalAt: number | null
  objectionsUntil: number | null
  counted: string
  frozenAt: number | null
  formula: string
  inputHash: string | null
  resultHash: string | null
  leaf: string | null
  closedOn: string | null
  rev: number
}

/** A select of periods, before its WHERE. */
const periodFrom = sql`SELECT period, state, ends_at AS endsAt, provisional_at AS provisionalAt,
    objections_until AS objectionsUntil, counted, frozen_at AS frozenAt, formula, input_hash AS inputHash,
    result_hash AS resultHash, leaf, closed_on AS closedOn, rev
  FROM evaluation_period`

/** Statement: one period. */
export const periodRow = ({ db }: Reads, period: Period) =>
  rows<PeriodRow>(db, sql`${periodFrom} WHERE period = ${period}`)

/** Statement: the periods that are not frozen, oldest first. */
export const runningPeriods = ({ db }: Reads) =>
  rows<PeriodRow>(db, sql`${periodFrom} WHERE state <> 'frozen' ORDER BY ends_at, period`)

/**
 * Statement: the newest quarter of which something is published (`current`), or of the two newest the one that has ended,
 * the running one before one has (`latest`).
 */
export const newestQuarter = ({ db }: Reads, which: 'current' | 'latest') =>
  rows<{ period: Period }>(
    db,
    sql`SELECT period FROM (
          SELECT period, state, ends_at FROM evaluation_period WHERE period LIKE '____Q_' AND closed_on IS NOT NULL
          ORDER BY ends_at DESC, period DESC LIMIT ${which === 'latest' ? 2 : 1})
        ORDER BY state = 'open', ends_at DESC LIMIT 1`,
  )

/** Statement: periods from the newest back, from behind the given one on. */
export const newestPeriods = ({ db }: Reads, after: readonly (string | number)[] | null, most: number) =>
  rows<PeriodRow>(
    db,
    sql`${periodFrom} ${after ? sql`WHERE (ends_at, period) < (${after[0]}, ${after[1]})` : sql``}
        ORDER BY ends_at DESC, period DESC LIMIT ${most}`,
  )

/** Statement: the indicators in force for a period: of each the newest version that began by its first quarter. */
export const indicatorRows = ({ db }: Reads, period: Period) =>
  rows<{ content: string }>(
    db,
    sql`SELECT content FROM evaluation_indicator i WHERE version = (
          SELECT max(version) FROM evaluation_indicator WHERE code = i.code AND from_period <= ${ruledBy(period)})
        ORDER BY sort, code`,
  )

export interface LeafRow {
  leaf: string
  day: string
  body: string
  salt: string
  hash: string
}

/** Statement: the audit leaf of the last change of a period. */
export const leafOfPeriod = ({ db }: Reads, period: Period) =>
  rows<LeafRow>(
    db,
    sql`SELECT l.id AS leaf, l.day AS day, l.body AS body, l.salt AS salt, l.hash AS hash
        FROM evaluation_period p JOIN audit_leaf l ON l.id = p.leaf WHERE p.period = ${period}`,
  )

/** Points in hundredths. */
export interface ResultPoints {
  indicator: string
  n: number
  mean: number | null
  score: number | null
  low: number | null
  high: number | null
  band: 'A' | 'B' | 'C' | ''
}
export interface ResultRow extends ResultPoints {
  /** null: what is usual. */
  slug: string | null
}
const points = sql`r.indicator AS indicator, r.n AS n, r.mean AS mean, r.score AS score, r.low AS low, r.high AS high, r.band AS band`

/** Statement: all results of a period, what is usual among them. */
export const resultRows = ({ db }: Reads, period: Period) =>
  rows<ResultRow>(
    db,
    sql`SELECT p.slug AS slug, ${points} FROM evaluation_result r
        LEFT JOIN service_point p ON p.id = r.service_point_id WHERE r.period = ${period}`,
  )

/** Statement: the results of one station in a period, and what is usual. */
export const resultRowsOf = ({ db }: Reads, period: Period, slug: string) =>
  rows<ResultRow>(
    db,
    sql`SELECT p.slug AS slug, ${points} FROM (
          SELECT id FROM service_point WHERE slug = ${slug} UNION ALL SELECT '*') who
        CROSS JOIN evaluation_result r ON r.period = ${period} AND r.service_point_id = who.id
        LEFT JOIN service_point p ON p.id = r.service_point_id`,
  )

/** So many periods of its kind make a trend. */
const trendLength = 12

/** Statement: all together and satisfaction of a station in the periods of the same kind up to this one, newest first. */
export const trendRows = ({ db }: Reads, period: Period, slug: string) => {
  const of = (indicator: string) => sql`SELECT r.period AS period, ${points}
    FROM service_point p CROSS JOIN evaluation_result r
      ON r.service_point_id = p.id AND r.indicator = ${indicator} AND r.period <= ${period}
    WHERE p.slug = ${slug} AND length(r.period) = ${period.length} AND substr(r.period, 5, 1) = ${period.slice(4, 5)}
    ORDER BY r.period DESC LIMIT ${trendLength}`
  return rows<ResultPoints & { period: Period }>(
    db,
    sql`SELECT * FROM (${of('')}) UNION ALL SELECT * FROM (${of('satisfaction')})`,
  )
}

/** A list as one parameter. */
export const listed = (values: readonly string[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

export interface CellRecord {
  period: string
  closed: string
  station: string
  indicator: string
  grp: string
  fromLevel: number
  toLevel: number
  topped: number
  n: number
  few: number
  objection: string
}

/** Statement: every cell of the quarters of a period. */
export const cellRows = (ctx: Reads, period: Period) => cellsIn(ctx, listed(quartersOf(period)))

export type DeskCell = Pick<
  CellRecord,
  'period' | 'closed' | 'indicator' | 'grp' | 'fromLevel' | 'toLevel' | 'topped' | 'n'
>

/** Statement: what is published of the bureau's own supervision desk in the quarters of a period. */
export const deskCells = ({ db }: Reads, period: Period) =>
  rows<DeskCell>(
    db,
    sql`SELECT c.period AS period, c.closed AS closed, c.indicator AS indicator, c.grp AS grp, c.from_level AS fromLevel,
          c.to_level AS toLevel, c.topped AS topped, c.n AS n
        FROM ${listed(quartersOf(period))} q CROSS JOIN evaluation_cell c ON c.period = q.value AND c.service_point_id = '*'
        ORDER BY c.indicator, c.grp = 'several', c.grp, c.from_level, c.period`,
  )

/** Statement: every cell of these quarters, a query of one column `value`. */
export const cellsIn = ({ db }: Reads, quarters: SQL) =>
  rows<CellRecord>(
    db,
    sql`SELECT c.period AS period, c.closed AS closed, p.slug AS station, c.indicator AS indicator, c.grp AS grp,
          c.from_level AS fromLevel, c.to_level AS toLevel, c.topped AS topped, c.n AS n, c.few AS few,
          c.objection AS objection
        FROM ${quarters} q CROSS JOIN evaluation_cell c ON c.period = q.value
        JOIN service_point p ON p.id = c.service_point_id`,
  )

export interface CellSum {
  indicator: string
  grp: string
  fromLevel: number
  toLevel: number
  topped: number
  /** How many cells are added up here: of each that was filled up, the low levels have at least one. */
  cells: number
  n: number
  few: number
  correction: number
  /** How many of them came with the last close. */
  added: number
}

/** Statement: the cells of a station in a period, of the scored indicators, those alike added up. */
export const cellSums = ({ db }: Reads, period: Period, slug: string) =>
  rows<CellSum>(
    db,
    sql`SELECT c.indicator AS indicator, c.grp AS grp, c.from_level AS fromLevel, c.to_level AS toLevel,
          c.topped AS topped, count(*) AS cells, sum(c.n) AS n, max(c.few) AS few, c.objection <> '' AS correction,
          sum(iif(c.closed = (SELECT closed_on FROM evaluation_period WHERE period = ${period}), c.n, 0)) AS added
        FROM service_point p CROSS JOIN ${listed(quartersOf(period))} q
        CROSS JOIN evaluation_cell c ON c.period = q.value AND c.service_point_id = p.id
        WHERE p.slug = ${slug} AND c.indicator NOT IN ${listed(countedOnly)}
        GROUP BY c.indicator, c.grp, c.from_level, c.to_level, c.topped, c.objection <> ''
        ORDER BY c.indicator, c.grp, c.from_level, c.to_level, c.topped`,
  )

export interface PlaceRow {
  id: string
  slug: string
  zh: string
  en: string
  kind: string
}

/** Statement: the places that are evaluated: stations and halls, and rooms that belong to none. */
export const placeRows = ({ db }: Reads, slug?: string) =>
  rows<PlaceRow>(
    db,
    sql`SELECT id, slug, name_zh AS zh, name_en AS en, kind FROM service_point sp
        WHERE (kind <> 'room' OR parent_id IS NULL) ${slug === undefined ? sql`` : sql`AND slug = ${slug}`}
        ORDER BY slug`,
  )
