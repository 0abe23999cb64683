import { type SQL, sql } from 'drizzle-orm'
import { guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, type Day, dayOf, type TimeOfDay, type Weekday } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { CounterGroup } from '../../matter/catalogue.ts'
import { invalid } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { ownPoint, pointBySlug } from '../../station/edit/ownPoint.ts'
import { type HoursRow, jsonOf, storedHours } from '../../station/edit/query.ts'
import { requireSeen, seenOf } from '../../station/edit/seen.ts'
import type { ScheduleWindow } from '../dayPlan.ts'
import type { Plan } from '../plan.ts'
import { carryOut } from './carryOut.ts'
import { newChange, putChange } from './change.ts'
import { changedDays } from './changedDays.ts'
import { hitBySlots } from './hit.ts'
import type { PlanAnswer } from './specialHours.ts'
import { countersAt, readCounters } from './standing.ts'
import { requireDuty, windowErrors } from './windowErrors.ts'

/** A new week begins so far ahead at most, days; days beyond the longest horizon have no places yet. */
const farthest = 366
const longestHorizon = 97
/** Days whose slots the preview shows, where they are not released. */
const shown = 14

export interface WeekInput {
  weekday: Weekday
  from: TimeOfDay
  to: TimeOfDay
  slotMinutes: number
  capPublic: number
  capPhone: number
  capCounter: number
  leadMinutes: number
  horizonDays: number
  releaseTime: TimeOfDay
}

interface ScheduleInput {
  slug: string
  counterGroup: CounterGroup
  /** From this day on; days before keep the week they have. */
  fromDay: Day
  windows: readonly WeekInput[]
  /** What was seen of the counter's week (`seen` of the plan); needed to apply. */
  seen?: string | undefined
  apply: boolean
}

const fields = sql.raw(
  'weekday, from_time, to_time, slot_minutes, cap_public, cap_phone, cap_counter, lead_minutes, horizon_days, release_time',
)

/** Query: a counter's weeks as one JSON text: each window's numbers, the day it begins and the day it ends. */
export const storedWeek = (pointId: string | SQL, group: string | SQL): SQL =>
  sql`SELECT json_group_array(json_array(${fields}, valid_from, valid_to)) FROM (
    SELECT * FROM schedule WHERE service_point_id = ${pointId} AND schedule.counter_group = ${group}
    ORDER BY weekday, from_time, valid_from, id)`

type Numbers = [number, string, string, number, number, number, number, number, number, string]
type Stored = [...Numbers, Day, Day | null]

const numbersOf = (each: WeekInput): Numbers => [
  each.weekday,
  each.from,
  each.to,
  each.slotMinutes,
  each.capPublic,
  each.capPhone,
  each.capCounter,
  each.leadMinutes,
  each.horizonDays,
  each.releaseTime,
]

const words = ([weekday, from, to, slot, web, phone, counter, lead, horizon, release, first, last]: readonly (
  | string
  | number
  | null
)[]) =>
  `${weekday} ${from}-${to} ${slot}min ${web}/${phone}/${counter} lead ${lead} horizon ${horizon} ${release}${first ? ` ${first}..${last ?? ''}` : ''}`

/**
 * Gives the counters of one group another week from a day on. Days whose places are not out yet follow it when they are;
 * of those that are out, slots keep their length, places are added and taken where they are free, slots outside the new
 * hours close and whoever has booked them is told. Without `apply` it only says so. Throws invalid-input,
 * record-not-found, not-allowed, stale (somebody changed the week meanwhile). At a community room only declared duty days can
 * be booked: the database refuses any other too (`schedule_on_duty_days`).
 */
export async function setSchedule({ ctx, input }: { ctx: Ctx; input: ScheduleInput }): Promise<PlanAnswer> {
  const { slug, counterGroup, fromDay, windows } = input
  const now = ctx.clock.now()
  const today = dayOf(now)
  if (fromDay < today || fromDay > addDays(today, farthest)) throw invalid('/fromDay', 'day-range')
  windowErrors(windows, 'to')
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'schedule.edit', found)
  const [counters, own, declared] = await ctx.db.batch([
    countersAt(ctx, point.id),
    rows<{ json: string }>(ctx.db, sql`SELECT (${storedWeek(point.id, counterGroup)}) AS json`),
    jsonOf(ctx, storedHours(point.id)),
  ])
  const before = own[0]?.json ?? '[]'
  if (point.kind === 'room') requireDuty(windows, dutyAt(declared, counterGroup))
  const stored = JSON.parse(before) as Stored[]
  const wanted = windows.map(numbersOf).sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1))
  const counter = { pointId: point.id, counterGroup }
  const lastDay = counters.find((each) => each.counterGroup === counterGroup)?.lastDay ?? today
  const until = [addDays(fromDay, shown - 1), lastDay].sort()[1] ?? fromDay
  const read = await readCounters(ctx, [counter], fromDay, until)
  const planAfter = ({ plan }: { plan: Plan }): Plan => ({
    ...plan,
    schedules: [
      ...plan.schedules.filter((each) => each.validFrom < fromDay).map((each) => endedBy(each, fromDay)),
      ...windows.map(({ from, to, ...each }) => ({
        ...each,
        opens: from,
        closes: to,
        validFrom: fromDay,
        validTo: null,
      })),
    ],
  })
  const days = spanOf(fromDay, until)
  const changed = changedDays(read, days, planAfter, now)
  const people = await hitBySlots(ctx, changed.close)
  const preview = { days: changed.days, people, seen: await seenOf(before) }
  if (!input.apply || isSo(stored, wanted, fromDay)) return { ...preview, change: null }
  await requireSeen(before, input.seen)
  const toDay = [addDays(fromDay, longestHorizon), lastDay].sort()[1] ?? fromDay
  const change = newChange(ctx, {
    id: newId('pc'),
    kind: 'schedule',
    pointId: point.id,
    span: { slug, fromDay, toDay, counterGroup },
    reason: { zh: '', en: '' },
  })
  const leaf = await leafFor(ctx, {
    action: 'schedule.edit',
    subject: slug,
    facts: {
      counter: counterGroup,
      fromDay,
      before: stored.map(words),
      after: wanted.map(words),
      staff: staff.id,
    },
  })
  const place = sql`service_point_id = ${point.id} AND counter_group = ${counterGroup}`
  await ctx.db.batch([
    guardSame(ctx.db, storedWeek(point.id, counterGroup), before),
    guardSame(ctx.db, storedHours(point.id), declared[0]?.json ?? '[]'),
    exec(ctx.db, sql`DELETE FROM schedule WHERE ${place} AND valid_from >= ${fromDay}`),
    exec(
      ctx.db,
      sql`UPDATE schedule SET valid_to = ${addDays(fromDay, -1)}
          WHERE ${place} AND (valid_to IS NULL OR valid_to >= ${fromDay})`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO schedule (id, service_point_id, counter_group, ${fields}, valid_from)
          SELECT 'sc_' || lower(hex(randomblob(12))), ${point.id}, ${counterGroup}, value ->> 0, value ->> 1, value ->> 2,
            value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, ${fromDay}
          FROM json_each(${JSON.stringify(wanted)})`,
    ),
    putChange(ctx, change),
    leaf.statement,
  ])
  return { ...preview, change: { id: change.id, ...(await carryOut(ctx, change)) } }
}

/** The declared duty hours of one counter. */
function dutyAt([stored]: readonly { json: string | null }[], counterGroup: CounterGroup) {
  return (JSON.parse(stored?.json ?? '[]') as HoursRow[])
    .filter(([, , , counter]) => counter === '' || counter === counterGroup)
    .map(([weekday, opens, closes]) => ({ weekday, opens, closes }))
}

function endedBy(window: ScheduleWindow, fromDay: Day): ScheduleWindow {
  const last = addDays(fromDay, -1)
  return window.validTo !== null && window.validTo < fromDay ? window : { ...window, validTo: last }
}

/** Whether the week is so from this day on already: pressed twice is pressed once. */
function isSo(stored: readonly Stored[], wanted: readonly Numbers[], fromDay: Day): boolean {
  const then = stored.filter(
    ([, , , , , , , , , , first, last]) => first <= fromDay && (last === null || last >= fromDay),
  )
  const lasting = then.every((row) => row[11] === null) && stored.every((row) => row[10] <= fromDay)
  return lasting && JSON.stringify(then.map((row) => row.slice(0, 10))) === JSON.stringify(wanted)
}

function spanOf(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
