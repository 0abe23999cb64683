import { addDays } from '../../../api/calendar/day.ts'
import { points } from './points.ts'
import type { CounterGroup, DemoPoint } from './types.ts'

const names: Record<CounterGroup, { zh: string; en: string }> = {
  household: { zh: '户籍窗口', en: 'Household counter' },
  'exit-entry': { zh: '出入境窗口', en: 'Exit and entry counter' },
  general: { zh: '综合窗口', en: 'General counter' },
}

/** How many counters of a group a door has: halls four, rooms one, stations two for households and one for the rest. */
function countersOf({ kind }: DemoPoint, group: CounterGroup): number {
  if (kind === 'hall') return 4
  return kind === 'station' && group === 'household' ? 2 : 1
}

/** The counters of the demo bureau as rows, numbered through at each service point. */
export const counterRows = (now: number) =>
  points.flatMap((point) =>
    point.counters
      .flatMap((group) => Array.from({ length: countersOf(point, group) }, () => group))
      .map((group, i) => ({
        id: `ct_${point.slug}_${i + 1}`,
        service_point_id: `sp_${point.slug}`,
        counter_group: group,
        number: i + 1,
        name_zh: names[group].zh,
        name_en: names[group].en,
        state: 'open',
        created_at: now,
        updated_at: now,
      })),
  )

/** An ordinary morning and afternoon: seconds of the day at which numbers were called, every five to nine minutes. */
function ordinaryCalls(week: number): number[] {
  const calls: number[] = []
  for (const [from, to] of [
    [9 * 3600, 11.5 * 3600],
    [14 * 3600, 17 * 3600],
  ] as const)
    for (let at = from, i = 0; at < to; at += 300 + ((i * 67 + week * 41) % 240), i++) calls.push(at)
  return calls
}

/** What the same weekday of the last four weeks was like, so that the demo can say how long it takes. */
export const queueHistoryRows = (today: string) =>
  points.flatMap((point) =>
    point.counters.flatMap((group) =>
      [1, 2, 3, 4].map((week) => {
        const calls = ordinaryCalls(week)
        return {
          service_point_id: `sp_${point.slug}`,
          day: addDays(today, -7 * week),
          counter_group: group,
          issued: calls.length,
          calls: JSON.stringify(calls),
        }
      }),
    ),
  )
