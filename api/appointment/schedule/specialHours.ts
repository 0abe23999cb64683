import { type SQL, sql } from 'drizzle-orm'
import { guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, type Day, dayOf, type TimeOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { CounterGroup } from '../../matter/catalogue.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { personalInReason } from '../../privacy/gate/reason.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import type { Text } from '../../shared/text.ts'
import { ownPoint, pointBySlug } from '../../station/edit/ownPoint.ts'
import { requireSeen, seenOf } from '../../station/edit/seen.ts'
import type { Plan } from '../plan.ts'
import { type CarriedOut, carryOut } from './carryOut.ts'
import { newChange, putChange } from './change.ts'
import { type ChangedDay, changedDays } from './changedDays.ts'
import { type Hit, hitBySlots } from './hit.ts'
import { countersAt, readCounters } from './standing.ts'
import { windowErrors } from './windowErrors.ts'

/** Special hours are entered so far ahead, days. */
const farthest = 366

interface SpecialInput {
  slug: string
  day: Day
  /** Absent: all counters. */
  counterGroup?: CounterGroup | undefined
  /** The hours of that day; none: the usual ones again. */
  windows: readonly { opens: TimeOfDay; closes: TimeOfDay }[]
  reason: Text
  /** What was seen of the day before (`seen` of the preview); needed to apply. */
  seen?: string | undefined
  apply: boolean
}

/** One row as SQL writes it: opens, closes, reason in both languages. */
type Stored = [string, string, string, string]

interface PlanPreview {
  days: ChangedDay[]
  people: Hit[]
  seen: string
}

export interface PlanAnswer extends PlanPreview {
  /** The change, once applied; null for a preview, and where all was so already. */
  change: ({ id: string } & CarriedOut) | null
}

const storedOf = (pointId: string | SQL, day: Day, group: string): SQL =>
  sql`SELECT json_group_array(json_array(opens, closes, reason_zh, reason_en)) FROM (
    SELECT * FROM special_hours WHERE service_point_id = ${pointId} AND day = ${day} AND counter_group = ${group} ORDER BY opens)`

/**
 * Gives one day other hours than the usual, or the usual again: says by counter which slots close, open or are new, and
 * whose visits are hit; with `apply` does it, and tells them. Never the past. Throws invalid-input, record-not-found,
 * not-allowed, stale (somebody changed the day meanwhile).
 */
export async function setSpecialHours({
  ctx,
  input,
}: {
  ctx: Ctx
  input: SpecialInput
}): Promise<PlanAnswer> {
  const { slug, day, counterGroup = '', windows, reason } = input
  const now = ctx.clock.now()
  const today = dayOf(now)
  if (day < today || day > addDays(today, farthest)) throw invalid('/day', 'day-range')
  windowErrors(
    windows.map(({ opens, closes }) => ({ weekday: 1, from: opens, to: closes })),
    'closes',
  )
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'schedule.edit', found)
  const [counters, published, own, others] = await ctx.db.batch([
    countersAt(ctx, point.id),
    officialRow(ctx),
    rows<{ json: string }>(ctx.db, sql`SELECT (${storedOf(point.id, day, counterGroup)}) AS json`),
    rows<{ counterGroup: string; opens: string; closes: string; zh: string; en: string }>(
      ctx.db,
      sql`SELECT counter_group AS counterGroup, opens, closes, reason_zh AS zh, reason_en AS en FROM special_hours
          WHERE service_point_id = ${point.id} AND day = ${day} AND counter_group <> ${counterGroup}`,
    ),
  ])
  const errors = personalInReason(reason, officialOf(ctx, published[0]))
  if (errors.length) throw new Problem('invalid-input', { errors })
  const before = own[0]?.json ?? '[]'
  const wanted: Stored[] = [...windows]
    .sort((a, b) => (a.opens < b.opens ? -1 : 1))
    .map(({ opens, closes }) => [opens, closes, reason.zh, reason.en])
  const concerned = counters.filter((each) => counterGroup === '' || each.counterGroup === counterGroup)
  const read = await readCounters(ctx, concerned, day, day)
  const planAfter = ({ plan, counterGroup: group }: { plan: Plan; counterGroup: string }): Plan => ({
    ...plan,
    special: [
      ...wanted.map(([opens, closes]) => ({ day, opens, closes, reason })),
      ...others
        .filter((row) => row.counterGroup === '' || row.counterGroup === group)
        .map(({ opens, closes, zh, en }) => ({ day, opens, closes, reason: { zh, en } })),
    ],
  })
  const { days, close } = changedDays(read, [day], planAfter, now)
  const people = await hitBySlots(ctx, close)
  const preview = { days, people, seen: await seenOf(before) }
  if (!input.apply || JSON.stringify(JSON.parse(before)) === JSON.stringify(wanted))
    return { ...preview, change: null }
  await requireSeen(before, input.seen)
  const span = { slug, fromDay: day, toDay: day, ...(counterGroup && { counterGroup }) }
  const change = newChange(ctx, { id: newId('pc'), kind: 'hours', pointId: point.id, span, reason })
  const said = (list: readonly Stored[]) => list.map(([opens, closes, why]) => `${opens}-${closes} ${why}`)
  const leaf = await leafFor(ctx, {
    action: 'schedule.hours',
    subject: slug,
    facts: {
      day,
      counter: counterGroup,
      before: said(JSON.parse(before) as Stored[]),
      after: said(wanted),
      staff: staff.id,
    },
  })
  await ctx.db.batch([
    guardSame(ctx.db, storedOf(point.id, day, counterGroup), before),
    exec(
      ctx.db,
      sql`DELETE FROM special_hours WHERE service_point_id = ${point.id} AND day = ${day} AND counter_group = ${counterGroup}`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO special_hours (service_point_id, day, opens, closes, counter_group, reason_zh, reason_en)
          SELECT ${point.id}, ${day}, value ->> 0, value ->> 1, ${counterGroup}, value ->> 2, value ->> 3
          FROM json_each(${JSON.stringify(wanted)})`,
    ),
    putChange(ctx, change),
    leaf.statement,
  ])
  return { ...preview, change: { id: change.id, ...(await carryOut(ctx, change)) } }
}
