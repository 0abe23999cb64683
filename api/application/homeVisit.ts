import { z } from '@hono/zod-openapi'
import { visitParts } from '../../db/schema/application.ts'
import { addDays, type Day, dayOf, endOfDay, isDay, timeOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import { type Calendar, isWorkingDay } from '../calendar/workingDays.ts'
import { textSchema } from '../openapi.ts'
import { invalid } from '../problem.ts'
import type { Text } from '../shared/text.ts'
import type { ApplicationRow } from './query.ts'

export { comesHome } from './form/comesHome.ts'

/** The day of a home visit and the half of it. */
export const visitOnSchema = z.object({ day: z.string(), part: z.enum(visitParts), text: textSchema })
export type VisitOn = z.infer<typeof visitOnSchema>
type Part = VisitOn['part']

const halves: Record<Part, Text> = {
  morning: { zh: '上午', en: 'in the morning' },
  afternoon: { zh: '下午', en: 'in the afternoon' },
}

/** 2026年11月30日周一上午 / Monday 30 November 2026, in the morning. */
export function visitText({ day, part }: { day: Day; part: Part }): Text {
  const full = fullDay(day)
  return { zh: `${full.zh}${halves[part].zh}`, en: `${full.en}, ${halves[part].en}` }
}

/** The day that stands for an application, as both sides see it; null where none was promised. */
export function visitOnOf({ visitDay: day, visitPart: part }: VisitRow): VisitOn | null {
  return day === null || part === null ? null : { day, part, text: visitText({ day, part }) }
}
type VisitRow = Pick<ApplicationRow, 'visitDay' | 'visitPart'>

/** How far ahead a visit can be promised, days. */
export const visitAhead = 60

interface Asked {
  now: number
  calendar: Calendar
  /** The day by which it was promised to be decided; null: none was. */
  by: Day | null
  /** Somebody said why it is behind that. */
  agreed: boolean
}

/**
 * The day of a visit as it was typed: a working day, not past, and not behind the promised one unless it is said that
 * this was agreed. Throws invalid-input beside the field.
 */
export function readVisitOn(
  typed: { day?: string | undefined; part: Part } | undefined,
  { now, calendar, by, agreed }: Asked,
): { day: Day; part: Part } {
  const day = typed?.day?.trim() ?? ''
  if (!typed || day === '') throw invalid('/visitOn/day', 'day-required')
  if (!isDay(day)) throw invalid('/visitOn/day', 'day-invalid')
  const { part } = typed
  const today = dayOf(now)
  if (day < today) throw invalid('/visitOn/day', 'visit.past')
  if (day === today && part === 'morning' && timeOf(now) >= '12:00')
    throw invalid('/visitOn/part', 'visit.past')
  if (day > addDays(today, visitAhead)) throw invalid('/visitOn/day', 'visit.far', { most: visitAhead })
  if (!isWorkingDay(calendar, day)) throw invalid('/visitOn/day', 'visit.closed')
  if (by !== null && day > by && !agreed) throw invalid('/visitOn/day', 'visit.behind', { by })
  return { day, part }
}

/** The columns of a promised visit: from now on its clock runs to the end of that day. */
export function visitColumns(on: { day: Day; part: Part }) {
  const text = visitText(on)
  return {
    visitDay: on.day,
    visitPart: on.part,
    dueAt: endOfDay(on.day),
    counted: JSON.stringify([{ zh: `约在${text.zh}上门`, en: `The visit is agreed for ${text.en}` }]),
    lateAt: null,
  }
}
