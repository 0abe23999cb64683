import { putChange } from '../appointment/schedule/change.ts'
import { newDuty } from '../appointment/schedule/dutyDays.ts'
import { digits, time, weekdaySpan } from './cells.ts'
import { stored } from './changes.ts'
import { needed, optional, readRows } from './columns.ts'
import { anyCounter, stationCodeNames } from './names.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'
import { unknownStations } from './unknownStations.ts'
import { replaceWeeks, storedWeeks } from './weeks.ts'
import { type Window, windowFaults } from './windows.ts'

/** The columns of the list `hours` (docs/import.md). */
export const hoursColumns = {
  stationCode: needed([...stationCodeNames, '代码'], digits(12)),
  weekday: needed(['weekday', '星期', '周几'], weekdaySpan),
  opens: needed(['opens', '开门', '开始', '上班', '开始时间'], time),
  closes: needed(['closes', '关门', '结束', '下班', '结束时间'], time),
  counter: optional(['counter', '窗口'], anyCounter, ''),
}

/** Replaces the weekly opening hours of every station the list names. */
export async function planHours({ ctx, bytes }: ImportInput): Promise<Plan> {
  const { rows: list, faults, notes } = readRows(bytes, hoursColumns)
  const windows = list.flatMap((row): Window[] =>
    row.weekday.map((weekday) => ({ ...row, weekday, counter: row.counter ?? '' })),
  )
  const [points] = await ctx.db.batch([
    stored<{ id: string; code: string; kind: string; slug: string }>(ctx.db, 'service_point', 'code', [
      ...new Set(list.map((row) => row.stationCode)),
    ]),
  ])
  const ids = new Map(points.map(({ code, id }) => [code, id]))
  faults.push(...unknownStations(list, ids), ...windowFaults(windows, 'closes'))
  if (faults.length) return noPlan(faults, notes)
  const wanted = windows.map(({ stationCode, weekday, opens, closes, counter }) => ({
    service_point_id: ids.get(stationCode) ?? '',
    weekday,
    opens,
    closes,
    counter_group: counter,
  }))
  const [before] = await ctx.db.batch([storedWeeks(ctx.db, 'opening_hours', [...ids.values()])])
  const fields = ['weekday', 'opens', 'closes', 'counter_group'] as const
  const { tally, statements } = replaceWeeks(ctx.db, 'opening_hours', fields, wanted, before)
  // The times of a community room that are out already follow its duty days, and who booked one is told.
  const rooms = statements.length > 0 ? points.filter(({ kind }) => kind === 'room') : []
  const follow = rooms.map((room) => putChange(ctx, newDuty(ctx, room)))
  return { faults, notes, tallies: { opening_hours: tally }, statements: [...statements, ...follow] }
}
