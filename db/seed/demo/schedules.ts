import { hours } from './hours.ts'
import { points } from './points.ts'
import type { CounterGroup, DemoHours, DemoPoint, DemoSchedule } from './types.ts'

const slotMinutes: Record<CounterGroup, number> = { household: 15, general: 20, 'exit-entry': 15 }
const roomSlotMinutes = 30

/** The last half hour of a counter's window is kept for those already waiting. */
const lastMinutes = 30

const busy: readonly string[] = [
  'qingshi',
  'nanqiao',
  'chengguan',
  'donghu',
  'household-hall',
  'exit-entry-hall',
]
const small: readonly string[] = [
  'sanhe',
  'shuangjing',
  'yunxi',
  'dayu',
  'wangshan',
  'meiling',
  'luming',
  'yanhui',
]

function publicPlaces(point: DemoPoint): number {
  if (point.kind === 'room' || small.includes(point.slug)) return 1
  return busy.includes(point.slug) ? 3 : 2
}

function minutes(time: string): number {
  const [h, m] = time.split(':').map(Number)
  return (h ?? 0) * 60 + (m ?? 0)
}

function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

/** Whole slots inside the window: from 09:00 at the earliest, none begun in the last half hour but for rooms. */
function schedule(point: DemoPoint, open: DemoHours): DemoSchedule {
  const room = point.kind === 'room'
  const slot = room ? roomSlotMinutes : slotMinutes[open.counter]
  const from = room ? minutes(open.opensAt) : Math.max(minutes(open.opensAt), 9 * 60)
  const available = minutes(open.closesAt) - (room ? 0 : lastMinutes) - from
  return {
    pointSlug: point.slug,
    counter: open.counter,
    weekday: open.weekday,
    startsAt: clock(from),
    endsAt: clock(from + Math.floor(available / slot) * slot),
    slotMinutes: slot,
    capacityPublic: publicPlaces(point),
    capacityPhone: room ? 0 : 1,
    capacityCounter: room ? 0 : 1,
    leadMinutes: 60,
    horizonDays: 14,
    releaseTime: '08:00',
  }
}

const pointBySlug = new Map(points.map((point) => [point.slug, point]))

/** One appointment window for every opening window. */
export const schedules: DemoSchedule[] = hours.flatMap((open) => {
  const point = pointBySlug.get(open.pointSlug)
  return point ? [schedule(point, open)] : []
})
