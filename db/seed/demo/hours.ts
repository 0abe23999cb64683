import { points } from './points.ts'
import type { CounterGroup, DemoHours, DemoPoint, Weekday } from './types.ts'

type Span = readonly [opensAt: string, closesAt: string]

export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5]

const morning: Span = ['08:30', '12:00']
const afternoon: Span = ['14:00', '17:30']

/** Stations whose household counter also opens on Saturday morning. */
export const saturdayStations: readonly string[] = ['qingshi', 'nanqiao', 'chengguan', 'donghu']

/** Days the officer is in the room: at least three a week (standards A1, 相约警务室). */
const roomDays: Record<string, { days: Weekday[]; span: Span }> = {
  'qin-haiyan-room': { days: [1, 3, 5, 6], span: ['09:00', '11:30'] },
  'guhuai-room': { days: [2, 4, 6], span: ['09:00', '11:30'] },
  'hubin-room': { days: [2, 4, 6], span: ['09:00', '11:30'] },
  'taxia-room': { days: [1, 3, 5], span: ['15:00', '17:30'] },
  'qiaotou-room': { days: [2, 4, 7], span: ['08:30', '11:00'] },
  'changdi-room': { days: [1, 3, 6], span: ['09:00', '11:30'] },
  'hekou-room': { days: [2, 4, 6], span: ['09:00', '11:30'] },
  'cuizhu-room': { days: [1, 2, 4], span: ['15:30', '18:00'] },
  'lujing-room': { days: [2, 5, 7], span: ['09:00', '11:30'] },
}

function rows(point: DemoPoint, counter: CounterGroup, days: readonly Weekday[], spans: Span[]): DemoHours[] {
  return days.flatMap((weekday) =>
    spans.map(([opensAt, closesAt]) => ({ pointSlug: point.slug, counter, weekday, opensAt, closesAt })),
  )
}

function hoursOf(point: DemoPoint, counter: CounterGroup): DemoHours[] {
  if (point.kind === 'room') {
    const room = roomDays[point.slug]
    return room ? rows(point, counter, room.days, [room.span]) : []
  }
  const week = rows(point, counter, workdays, [morning, afternoon])
  if (point.kind === 'hall') {
    return [
      ...week,
      ...rows(
        point,
        counter,
        [6],
        [
          ['09:00', '12:00'],
          ['14:00', '16:30'],
        ],
      ),
    ]
  }
  const saturday = counter === 'household' && saturdayStations.includes(point.slug)
  return saturday ? [...week, ...rows(point, counter, [6], [['09:00', '12:00']])] : week
}

/** The usual week of every counter. */
export const hours: DemoHours[] = points.flatMap((point) =>
  point.counters.flatMap((counter) => hoursOf(point, counter)),
)
