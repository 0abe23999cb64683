import { dayOf } from '../calendar/day.ts'
import { day, digits, time, weekdaySpan, whole } from './cells.ts'
import { stored } from './changes.ts'
import { needed, optional, type Row, readRows } from './columns.ts'
import type { Fault } from './fault.ts'
import { readCounter, stationCodeNames } from './names.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'
import { unknownStations } from './unknownStations.ts'
import { replaceWeeks, storedWeeks } from './weeks.ts'
import { type Window, windowFaults } from './windows.ts'

/** The columns of the list `schedules` (docs/import.md). What may be left out is the product's default. */
export const scheduleColumns = {
  stationCode: needed([...stationCodeNames, '代码'], digits(12)),
  counter: needed(['counter', '窗口'], readCounter),
  weekday: needed(['weekday', '星期', '周几'], weekdaySpan),
  from: needed(['from', '开始', '开始时间'], time),
  to: needed(['to', '结束', '结束时间'], time),
  slotMinutes: needed(['slotMinutes', '每号分钟', '每号时长'], whole(5, 240)),
  places: needed(['places', '号数', '网上号数'], whole(0, 999)),
  phonePlaces: optional(['phonePlaces', '电话号数'], whole(0, 999), 0),
  counterPlaces: optional(['counterPlaces', '现场号数'], whole(0, 999), 0),
  leadMinutes: optional(['leadMinutes', '提前分钟'], whole(0, 10_080), 60),
  horizonDays: optional(['horizonDays', '提前天数'], whole(1, 90), 14),
  releaseTime: optional(['releaseTime', '放号时间'], time, '08:00'),
  validFrom: optional(['validFrom', '启用日期'], day, ''),
  validTo: optional(['validTo', '停用日期'], day, ''),
}

type ScheduleRow = Row<typeof scheduleColumns>

/** Replaces the booking times of every station the list names. Slots already published stay. */
export async function planSchedules({ ctx, bytes }: ImportInput): Promise<Plan> {
  const { rows: list, faults, notes } = readRows(bytes, scheduleColumns)
  const windows = list.flatMap((row): Window[] =>
    row.weekday.map((weekday) => ({ ...row, weekday, opens: row.from, closes: row.to })),
  )
  const [points] = await ctx.db.batch([
    stored<{ id: string; code: string; kind: string }>(ctx.db, 'service_point', 'code', [
      ...new Set(list.map((row) => row.stationCode)),
    ]),
  ])
  const ids = new Map(points.map(({ code, id }) => [code, id]))
  faults.push(...unknownStations(list, ids), ...overlaps(list, windows), ...tooShort(list))
  if (faults.length) return noPlan(faults, notes)
  const today = dayOf(ctx.clock.now())
  const wanted = list.flatMap((row) =>
    row.weekday.map((weekday) => scheduleRow(row, weekday, ids.get(row.stationCode) ?? '', today)),
  )
  const [before, declared] = await ctx.db.batch([
    storedWeeks(ctx.db, 'schedule', [...ids.values()]),
    storedWeeks<Declared>(
      ctx.db,
      'opening_hours',
      points.filter(({ kind }) => kind === 'room').map(({ id }) => id),
    ),
  ])
  const rooms = new Set(points.filter(({ kind }) => kind === 'room').map(({ code }) => code))
  faults.push(
    ...beyondDuty(
      windows.filter(({ stationCode }) => rooms.has(stationCode)),
      declared,
      ids,
    ),
  )
  if (faults.length) return noPlan(faults, notes)
  const { tally, statements } = replaceWeeks(ctx.db, 'schedule', fields, wanted, before)
  return { faults, notes, tallies: { schedule: tally }, statements }
}

const fields = [
  'counter_group',
  'weekday',
  'from_time',
  'to_time',
  'slot_minutes',
  'cap_public',
  'cap_phone',
  'cap_counter',
  'lead_minutes',
  'horizon_days',
  'release_time',
  'valid_to',
] as const

/** A window that follows another in time may stand at the same hours: it is not compared with it. */
function overlaps(list: readonly ScheduleRow[], windows: readonly Window[]): Fault[] {
  const span = new Map(
    list.map(({ line, validFrom, validTo }) => [line, `${validFrom ?? ''} ${validTo ?? ''}`]),
  )
  const spans = Map.groupBy(windows, ({ line }) => span.get(line))
  return [...spans.values()].flatMap((same) => windowFaults(same, 'to'))
}

interface Declared {
  weekday: number
  opens: string
  closes: string
  counter_group: string
}

/** At a community room nothing is booked outside its declared duty days; the database refuses it too. */
function beyondDuty(
  windows: readonly Window[],
  declared: readonly (Declared & { service_point_id: string })[],
  ids: ReadonlyMap<string, string>,
): Fault[] {
  return windows
    .filter(
      ({ stationCode, weekday, opens, closes, counter }) =>
        !declared.some(
          (own) =>
            own.service_point_id === ids.get(stationCode) &&
            own.weekday === weekday &&
            (own.counter_group === '' || own.counter_group === counter) &&
            own.opens <= opens &&
            closes <= own.closes,
        ),
    )
    .map(({ line }) => ({ line, column: 'weekday', code: 'not-duty' }))
}

const minutes = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3))

function tooShort(list: readonly ScheduleRow[]): Fault[] {
  return list
    .filter(({ from, to, slotMinutes }) => from < to && minutes(to) - minutes(from) < slotMinutes)
    .map(({ line }) => ({ line, column: 'slotMinutes', code: 'slots-none' }))
}

function scheduleRow(row: ScheduleRow, weekday: number, pointId: string, today: string) {
  const { counter, from, to, validFrom } = row
  return {
    id: ['sc', pointId, counter, weekday, from, validFrom].filter(Boolean).join('_'),
    service_point_id: pointId,
    counter_group: counter,
    weekday,
    from_time: from,
    to_time: to,
    slot_minutes: row.slotMinutes,
    cap_public: row.places,
    cap_phone: row.phonePlaces ?? 0,
    cap_counter: row.counterPlaces ?? 0,
    lead_minutes: row.leadMinutes ?? 60,
    horizon_days: row.horizonDays ?? 14,
    release_time: row.releaseTime ?? '08:00',
    valid_from: validFrom || today,
    valid_to: row.validTo || null,
  }
}
