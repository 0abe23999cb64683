import { sql } from 'drizzle-orm'
import { guard, guardSame } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import { quarterOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { cut } from '../../privacy/cut.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'
import { cellText } from './file.ts'
import type { CellRow } from './query.ts'

interface TallyRow {
  pointId: string
  slug: string
  question: number
  verified: 0 | 1
  level: number
  n: number
}

type NewCell = CellRow & { pointId: string }

/** How many answers there are in all, as the database compares it. */
const total = (id: string) =>
  sql`SELECT CAST(coalesce(sum(n), 0) AS TEXT) FROM campaign_tally WHERE campaign_id = ${id}`

/**
 * Job `survey.close`: publishes the results of a survey whose last day is over, once and in one batch: the cells, the leaf
 * that attests their file, the step to `over`, by which the database hands how often police are seen to the evaluation. One
 * survey a run. It counts in the quarter of its last day, whenever this runs; where that one is ended already, what was seen leaves
 * with the next one's cells, as whatever is left of a quarter does. Undone, and left to the next run, where an answer was just coming in.
 */
export async function closeSurveys(ctx: Ctx): Promise<{ closed: string | null; cells: number }> {
  const nothing = { closed: null, cells: 0 }
  const due = sql`SELECT id FROM campaign WHERE state = 'out' AND closes_on < ${dayOf(ctx.clock.now())}
                  ORDER BY closes_on, id LIMIT 1`
  const [[row], tally] = await ctx.db.batch([
    rows<{ id: string; rev: number; seenQuestion: number; closesOn: string }>(
      ctx.db,
      sql`SELECT id, rev, seen_question AS seenQuestion, closes_on AS closesOn FROM campaign WHERE id = (${due})`,
    ),
    rows<TallyRow>(
      ctx.db,
      sql`SELECT t.service_point_id AS pointId, p.slug AS slug, t.question AS question, t.verified AS verified,
            t.level AS level, t.n AS n
          FROM campaign_tally t CROSS JOIN service_point p ON p.id = t.service_point_id WHERE t.campaign_id = (${due})`,
    ),
  ])
  if (!row) return nothing
  const cells = cellsOf(tally, row.seenQuestion)
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(cellText(cells)))))
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'survey.close',
    subject: row.id,
    facts: { cells: cells.length, sha256 },
  })
  const before = String(tally.reduce((sum, { n }) => sum + n, 0))
  try {
    await ctx.db.batch([
      guardSame(ctx.db, total(row.id), before),
      ...putCells(ctx, row.id, cells),
      exec(
        ctx.db,
        sql`UPDATE campaign SET state = 'over', ended_at = ${now}, ended_in = ${quarterOf(row.closesOn)}, leaf = ${leaf.id},
              sha256 = ${sha256}, updated_at = ${now}, rev = rev + 1
            WHERE id = ${row.id} AND rev = ${row.rev} AND state = 'out'`,
      ),
      guard(ctx.db),
      leaf.statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal !== 'stale' && refusal !== 'append-only') throw error
    return nothing
  }
  return { closed: row.id, cells: cells.length }
}

/** The cells of each place, question and way of answering, but for what the evaluation publishes. */
export function cellsOf(tally: readonly TallyRow[], seenQuestion: number): NewCell[] {
  const own = tally.filter(({ question, verified }) => !(verified === 1 && question === seenQuestion))
  const streams = Map.groupBy(own, (one) => `${one.pointId} ${one.question} ${one.verified}`)
  return [...streams.values()].flatMap((levels) => {
    const { pointId, slug, question, verified } = levels[0]!
    return cut(levels, { final: true }).cells.map((cell) => ({
      pointId,
      station: slug,
      question,
      verified,
      fromLevel: cell.from,
      toLevel: cell.to,
      topped: cell.topped ?? -1,
      n: cell.n,
    }))
  })
}

/** Cells of one statement: what a statement carries is limited, two million characters in D1. */
const cellsMost = 2_000

/** Statements: publish cells, for good. */
const putCells = ({ db }: Ctx, id: string, cells: readonly NewCell[]) =>
  Array.from({ length: Math.ceil(cells.length / cellsMost) }, (_, i) =>
    exec(
      db,
      sql`INSERT INTO campaign_cell (campaign_id, service_point_id, question, verified, from_level, to_level, topped, n)
          SELECT ${id}, value ->> 'pointId', value ->> 'question', value ->> 'verified', value ->> 'fromLevel',
            value ->> 'toLevel', value ->> 'topped', value ->> 'n'
          FROM json_each(${JSON.stringify(cells.slice(i * cellsMost, (i + 1) * cellsMost))})`,
    ),
  )
