import { sql } from 'drizzle-orm'
import { guard, guardSame } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY, dayOf } from '../../calendar/day.ts'
import type { Quarter } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { several } from '../../privacy/cutGroups.ts'
import { seal } from '../../privacy/field.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { KEPT_DAYS } from '../../privacy/purge.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { putCells, putReleased } from '../close/query.ts'
import { type Ground, groundIn, groundOf, restate, stillOpen } from '../close/restate.ts'
import { missedOf, type ObjectionRow, objectionRow, quartersBeside, streamRows } from './query.ts'
import type { DecideInput, Filed } from './schema.ts'
import { sealedAt } from './words.ts'

/** The most characters of what everybody reads of a correction. */
const reasonMost = 300

/**
 * Decides an objection, once, by somebody who does not work at that station. Granted: the one event counts as kept, which is
 * published as a correction of the cells it stands in with its reason, and all results are made anew, in the same batch. Refused: the
 * station reads why. Throws invalid-input, record-not-found, not-allowed, stale, reviewer (of that
 * station, or who objected).
 */
export async function decideObjection({
  ctx,
  input,
}: {
  ctx: Ctx
  input: DecideInput & { id: string }
}): Promise<Filed> {
  const { id, outcome } = input
  const [[row], stream, official, ...found] = await ctx.db.batch([
    objectionRow(ctx, id),
    streamRows(ctx, id),
    officialRow(ctx),
    ...groundIn(ctx, quartersBeside(id)),
  ])
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'evaluation.decide', '*')
  const known = officialOf(ctx, official[0])
  const errors: FieldError[] = []
  const granted = outcome === 'granted'
  const read = (typed: string, pointer: string, most?: number) => {
    const words = readWords(typed, pointer, errors, most)
    if (granted && findPersonal(words, { official: known }).length)
      errors.push({ pointer, code: 'notice.personal' })
    return words
  }
  const words = read(input.words, '/words', granted ? reasonMost : undefined)
  const english = granted && input.english?.trim() ? read(input.english, '/english', reasonMost * 3) : ''
  if (errors.length) throw new Problem('invalid-input', { errors })
  if (row.state !== 'open') throw new Problem('stale')
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'evaluation.decide',
    subject: id,
    facts: { period: row.period, indicator: row.indicator, outcome, staff: staff.id },
  })
  const answer = granted ? null : await seal(ctx.keys, sealedAt(id, 'answer'), words)
  const statements = [
    exec(
      ctx.db,
      sql`UPDATE evaluation_objection SET state = ${outcome}, decided_at = ${now}, decided_by = ${staff.id},
            public_zh = ${granted ? words : ''}, public_en = ${english}, answer = ${answer},
            keep_until = ${now + KEPT_DAYS * DAY}
          WHERE id = ${id} AND state = 'open'`,
    ),
    guard(ctx.db),
    leaf.statement,
    ...(granted ? await corrected(ctx, row, stream, groundOf(...found)) : []),
  ] as const
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    throw refusalOf(error) === 'second-reader' ? new Problem('reviewer') : error
  }
  return { id, state: outcome }
}

/** How many of a level of the stream of an event there are, and how many of them are in published cells. */
interface StreamLevel {
  level: number
  n: number
  released: number
}

/** The statements that correct one event: its level, and, where it is published, the cells it is in and all results. */
async function corrected(ctx: Ctx, row: ObjectionRow, stream: readonly StreamLevel[], ground: Ground) {
  const event = exec(
    ctx.db,
    sql`UPDATE evaluation_event SET level = 1, corrected_by = ${row.id}
        WHERE indicator = ${row.indicator} AND subject = ${row.subject} AND level = 0 AND corrected_by IS NULL`,
  )
  const missed = stream.find(({ level }) => level === 0)
  const statements = [
    // A close, or another decision, may have moved it from what waits to what is published.
    guardSame(ctx.db, missedOf(row), `${missed?.n} ${missed?.released}`),
    event,
    guard(ctx.db),
  ]
  // While any missed day of its stream waits, it is taken to be that one: then it is as kept.
  if (missed && missed.n > missed.released) return statements
  const at = publishedIn(row, ground)
  const cells = [0, 1].map((level) => ({
    period: at.quarter,
    closed: dayOf(ctx.clock.now()),
    pointId: row.pointId,
    station: row.slug,
    indicator: row.indicator,
    grp: at.group,
    fromLevel: level,
    toLevel: level,
    topped: -1,
    n: level === 0 ? -1 : 1,
    few: 0,
    objection: row.id,
  }))
  const restated = await Promise.all(
    stillOpen(ground, at.quarter).map((period) =>
      restate(ctx, {
        row: period,
        ground,
        cells: [...ground.cells, ...cells],
        becomes: {},
        action: 'evaluation.settle',
        facts: { objection: row.id },
      }),
    ),
  )
  return [
    ...statements,
    putCells(ctx, cells),
    // The event moved by trigger: what is hidden of either level stays what it was.
    putReleased(
      ctx,
      cells.map(({ fromLevel: level, n: by }) => ({
        period: row.period,
        pointId: row.pointId,
        indicator: row.indicator,
        grp: row.grp,
        level,
        by,
      })),
    ),
    ...restated.flatMap((one) => one.statements),
  ]
}

/**
 * In the cells of which quarter and group the event stands: its own, or, where it was one of too few at the end, those of a
 * later quarter it left with. Its own where that later one is frozen by now, so that it is taken back somewhere in any case.
 */
export function publishedIn(
  row: Pick<ObjectionRow, 'period' | 'slug' | 'indicator' | 'grp'>,
  {
    cells,
    periods,
  }: { cells: Ground['cells']; periods: readonly Pick<Ground['periods'][number], 'period'>[] },
): { quarter: Quarter; group: string } {
  const missed = (quarter: Quarter, group: string) =>
    cells
      .filter(
        (cell) =>
          cell.period === quarter &&
          cell.station === row.slug &&
          cell.indicator === row.indicator &&
          cell.grp === group &&
          cell.fromLevel === 0,
      )
      .reduce((sum, { n }) => sum + n, 0)
  const own = { quarter: row.period, group: row.grp }
  return (
    periods
      .filter(({ period }) => period.includes('Q') && period >= row.period)
      .flatMap(({ period }) => [row.grp, several].map((group) => ({ quarter: period, group })))
      .find(({ quarter, group }) => missed(quarter, group) > 0) ?? own
  )
}
