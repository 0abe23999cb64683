import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { AuditAction } from '../../audit/action.ts'
import { leafFor } from '../../audit/append.ts'
import type { AuditFact } from '../../audit/leaf.ts'
import { type Period, periodsOf, type Quarter, quartersOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'
import { cellOf, cellText, indicatorText } from '../files.ts'
import { allTogether, resultText, usualRow } from '../formula/files.ts'
import { formulaOf } from '../formulas.ts'
import type { Indicator } from '../indicator.ts'
import { type CellRecord, cellsIn, listed, type PeriodRow, runningPeriods } from '../query.ts'
import { countedOnly, readIndicators, ruledBy, ruleOf } from '../rules.ts'
import { pointRows, versionRows } from './query.ts'

/** Everything the results of a quarter's periods are made of. */
export interface Ground {
  periods: PeriodRow[]
  versions: Indicator[]
  cells: CellRecord[]
  /** Ids of places by their slugs, and the other way round. */
  ids: Map<string, string>
  slugs: Map<string, string>
}

/** Statements: what `groundOf` reads. */
export const groundRows = (ctx: Pick<Ctx, 'db'>, period: Period) =>
  groundIn(ctx, listed(quartersOf(period.slice(0, 4))))

/** The same for the quarters of a year, a query of one column `value`. */
export const groundIn = (ctx: Pick<Ctx, 'db'>, quarters: SQL) =>
  [runningPeriods(ctx), versionRows(ctx), cellsIn(ctx, quarters), pointRows(ctx)] as const

/** What the rows of `groundRows` say. */
export function groundOf(
  periods: PeriodRow[],
  versions: { content: string }[],
  cells: CellRecord[],
  points: { id: string; slug: string }[],
): Ground {
  return {
    periods,
    versions: readIndicators(versions),
    cells,
    ids: new Map(points.map(({ id, slug }) => [slug, id])),
    slugs: new Map(points.map(({ id, slug }) => [id, slug])),
  }
}

/** The indicators in force for a period: of each the newest version that began by its first quarter. */
export function inForce(versions: readonly Indicator[], period: Period): Indicator[] {
  const begun = versions.filter(({ fromPeriod }) => fromPeriod <= ruledBy(period))
  return begun.filter((one) => !begun.some(({ code, version }) => code === one.code && version > one.version))
}

/** What a period becomes besides new results. */
export interface Becomes {
  state?: 'provisional' | 'frozen'
  provisionalAt?: number
  objectionsUntil?: number
  counted?: string
  frozenAt?: number
  closedOn?: string
}

/** The periods of a quarter whose results may still change. */
export const stillOpen = ({ periods }: Ground, quarter: Quarter): PeriodRow[] =>
  periods.filter(({ period }) => periodsOf(quarter).includes(period))

/**
 * The statements that state one period anew, out of all its cells: results, the hashes of its files, the leaf that attests
 * them, what else it becomes; by the newest formula while it runs, then by the one it ended with. Undone as stale where the period changed since it was read.
 */
export async function restate(
  ctx: Ctx,
  {
    row,
    ground,
    cells,
    becomes,
    action,
    facts,
  }: {
    row: PeriodRow
    ground: Ground
    /** All cells of its quarters, those of this batch among them. */
    cells: readonly CellRecord[]
    becomes: Becomes
    action: AuditAction
    facts: Readonly<Record<string, AuditFact>>
  },
) {
  const { period } = row
  const indicators = inForce(ground.versions, period)
  const own = cells.filter((cell) => quartersOf(period).includes(cell.period))
  const formula = formulaOf(row)
  const lines = formula.resultLines(indicators.map(ruleOf), own.map(cellOf))
  const [input, result] = await Promise.all([
    sha256(cellText(own) + indicatorText(indicators)),
    sha256(resultText(lines)),
  ])
  const results = [
    ...lines.map(([station, indicator, n, mean, score, low, high, band]) => ({
      pointId: station === usualRow ? '*' : ground.ids.get(station),
      indicator: indicator === allTogether ? '' : indicator,
      n,
      mean: hundredths(mean),
      score: hundredths(score),
      low: hundredths(low),
      high: hundredths(high),
      band,
    })),
    ...countsOf(own, ground.ids),
  ]
  const leaf = await leafFor(ctx, {
    action,
    subject: period,
    facts: { ...facts, formula: formula.number, cells: own.length, input, result },
  })
  const statements = [
    putResults(ctx, period, results),
    exec(
      ctx.db,
      sql`UPDATE evaluation_period SET state = ${becomes.state ?? row.state},
            provisional_at = ${becomes.provisionalAt ?? row.provisionalAt},
            objections_until = ${becomes.objectionsUntil ?? row.objectionsUntil},
            counted = ${becomes.counted ?? row.counted}, frozen_at = ${becomes.frozenAt ?? null},
            closed_on = ${becomes.closedOn ?? row.closedOn}, formula = ${formula.number}, input_hash = ${input},
            result_hash = ${result}, leaf = ${leaf.id}, rev = rev + 1
          WHERE period = ${period} AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ] as const
  return { statements, leaf: leaf.id, input, result }
}

const hundredths = (points: number | null) => (points === null ? null : Math.round(points * 100))

/** SHA-256 of a text, in hex. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))))
}

interface Stored {
  pointId: string | undefined
  indicator: string
  n: number
  mean: number | null
  score: number | null
  low: number | null
  high: number | null
  band: string
}

/** What is counted and in no score, for each place. */
export function countsOf(cells: readonly CellRecord[], ids: ReadonlyMap<string, string>): Stored[] {
  const nothing = { mean: null, score: null, low: null, high: null, band: '' }
  return countedOnly.flatMap((indicator) => {
    const sums = new Map<string, number>()
    for (const cell of cells)
      if (cell.indicator === indicator) sums.set(cell.station, (sums.get(cell.station) ?? 0) + cell.n)
    return [...sums].map(([station, n]) => ({ pointId: ids.get(station), indicator, n, ...nothing }))
  })
}

/** Statement: the results of a period; a row that says the same stays as it is. */
const putResults = ({ db }: Pick<Ctx, 'db'>, period: Period, results: readonly Stored[]) =>
  exec(
    db,
    sql`INSERT INTO evaluation_result (period, service_point_id, indicator, n, mean, score, low, high, band)
        SELECT ${period}, value ->> 'pointId', value ->> 'indicator', value ->> 'n', value ->> 'mean', value ->> 'score',
          value ->> 'low', value ->> 'high', value ->> 'band'
        FROM json_each(${JSON.stringify(results)}) WHERE true
        ON CONFLICT DO UPDATE SET n = excluded.n, mean = excluded.mean, score = excluded.score, low = excluded.low,
          high = excluded.high, band = excluded.band
        WHERE (n, mean, score, low, high, band) IS NOT
          (excluded.n, excluded.mean, excluded.score, excluded.low, excluded.high, excluded.band)`,
  )
