import type { BookingRow } from '../appointment/query.ts'
import { toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from './schema.ts'

export interface LeafRow {
  action: string
  /** UTC epoch ms. */
  at: number | string
}

/** In the order in which they follow each other within one millisecond. */
const happened: Record<string, Text> = {
  'appointment.book': { zh: '预约成功', en: 'Booked' },
  'appointment.phone': { zh: '核对了手机号', en: 'Phone number confirmed' },
  'appointment.move': { zh: '改了时间', en: 'Moved to another time' },
  'appointment.cancel': { zh: '已取消，名额已让出', en: 'Cancelled; the place is free again' },
}

const rank = ({ action }: LeafRow) => Object.keys(happened).indexOf(action)

/** What happened, read from the audit leaves that nobody can rewrite, and what comes next. */
export function timelineOf(row: BookingRow, leaves: LeafRow[]): TimelineEntry[] {
  const inOrder = leaves.toSorted((a, b) => Number(a.at) - Number(b.at) || rank(a) - rank(b))
  const past = inOrder.flatMap(({ action, at }): TimelineEntry[] => {
    const text = happened[action]
    return text ? [{ at: toIso(Number(at)), text, done: true }] : []
  })
  if (row.state === 'cancelled') return past
  const visit: TimelineEntry = {
    at: toIso(row.startsAt),
    text:
      row.state === 'ended'
        ? { zh: '约定的时间已过', en: 'The time of the visit has passed' }
        : { zh: '到所，报编号取号', en: 'Come to the station and give your reference' },
    done: row.state === 'ended',
  }
  return [...past, visit]
}
