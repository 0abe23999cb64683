import { type CounterGroup, counterGroups } from '../matter/catalogue.ts'
import type { WeekDay } from './weekSchema.ts'

type Row = [weekday: number, opens: string, closes: string, counter: string]

/** A usual week out of its JSON (`weekOf`): days in order, windows in order, each with the only counters that keep it. */
export function readWeek(json: string): WeekDay[] {
  const rows = (JSON.parse(json) as Row[]).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
  return [...Map.groupBy(rows, ([weekday]) => weekday)].map(([weekday, windows]) => ({
    weekday,
    windows: [...Map.groupBy(windows, ([, opens, closes]) => `${opens}-${closes}`).values()].map((same) => {
      const [[, opens, closes]] = same as [Row, ...Row[]]
      const counters = same.map(([, , , counter]) => counter).filter((counter) => counter !== '')
      const named = counterGroups.filter((group): group is CounterGroup => counters.includes(group))
      return { opens, closes, counters: counters.length < same.length ? null : named }
    }),
  }))
}
