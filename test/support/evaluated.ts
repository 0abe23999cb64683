import type { DatabaseSync } from 'node:sqlite'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { addQuarters, daysOfPeriod, endOfPeriod, quarterAt } from '../../api/calendar/period.ts'
import { evaluateWhole, FORMULA } from '../../api/evaluation/formula/evaluate.ts'
import { indicators } from '../../api/evaluation/indicators.ts'
import { publishedCells } from './evaluationAnswer.ts'

/** The quarters that are put in: one frozen, one provisional, the running one. */
export function quartersNow(now: number) {
  const open = quarterAt(now)
  return { frozen: addQuarters(open, -2), provisional: addQuarters(open, -1), open }
}

const sha256 = 'ab'.repeat(32)
const hundredths = (points: number | null) => (points === null ? null : Math.round(points * 100))

/**
 * Three quarters of published cells and what the formula makes of them, instead of whatever the database holds: large and
 * small stations, good and bad ones, one with too few ratings. Gives the slugs in order.
 */
export function evaluated(db: DatabaseSync, now = Date.now()): string[] {
  const triggers = db.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'evaluation_%'",
  )
  for (const { name } of triggers.all()) db.exec(`DROP TRIGGER ${name}`)
  for (const table of ['period', 'close', 'cell', 'result']) db.exec(`DELETE FROM evaluation_${table}`)
  const points = db
    .prepare("SELECT id, slug FROM service_point WHERE kind <> 'room' OR parent_id IS NULL ORDER BY slug")
    .all()
    .map(({ id, slug }) => ({ id: String(id), slug: String(slug) }))
  const idOf = new Map(points.map(({ id, slug }) => [slug, id]))
  const cell = db.prepare(
    `INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, topped, n)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const result = db.prepare('INSERT INTO evaluation_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const period = db.prepare(
    `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, objections_until, counted, frozen_at, formula,
       input_hash, result_hash, leaf, closed_on) VALUES (?, ?, ?, ?, ?, ?, ?, '${FORMULA}', ?, ?, ?, ?)`,
  )
  for (const [i, [state, quarter]] of Object.entries(quartersNow(now)).entries()) {
    const ended = endOfPeriod(quarter)
    const closed = state === 'open' ? dayOf(now) : addDays(daysOfPeriod(quarter).to, 1)
    const cells = points.flatMap(({ slug }, at) =>
      publishedCells({ slug, n: at === 2 ? 9 : 60 + 43 * at, good: [0.97, 0.5, 0.9][(at + i) % 3] ?? 0.9 }),
    )
    for (const { station, indicator, group, from, to, topped, n } of cells)
      cell.run(quarter, closed, idOf.get(station)!, indicator, group, from, to, topped ?? -1, n)
    const { rows, usual } = evaluateWhole(
      indicators,
      cells,
      points.map(({ slug }) => slug),
    )
    for (const { station, indicator, n, mean, score, low, high, band } of rows)
      result.run(quarter, idOf.get(station)!, indicator, n, ...[mean, score, low, high].map(hundredths), band)
    for (const { indicator, n, score } of usual)
      result.run(quarter, '*', indicator, n, null, hundredths(score), null, null, '')
    for (const { station, indicator, n } of rows)
      if (indicator === 'satisfaction') {
        result.run(quarter, idOf.get(station)!, 'unrated', n * 2 + 7, null, null, null, null, '')
        result.run(quarter, idOf.get(station)!, 'satisfaction.poster', 7, null, null, null, null, '')
      }
    const leaf = `lf_${quarter}`
    db.prepare(
      `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash) VALUES (?1, ?2, 'evaluation.freeze', ?3, '{}', '', ?1)`,
    ).run(leaf, closed, quarter)
    const after = (kind: string, days: number) => (state === kind ? ended + days * 86_400_000 : null)
    const over = state !== 'open'
    period.run(
      ...[quarter, state, ended, over ? ended + 1 : null, after('provisional', 30) ?? after('frozen', 30)],
      ...['[]', after('frozen', 31), over ? sha256 : null, over ? sha256 : null, over ? leaf : null, closed],
    )
  }
  return points.map(({ slug }) => slug)
}
