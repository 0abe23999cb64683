import { sql } from 'drizzle-orm'
import { addDays, type Day, dayOf, HOUR } from '../../calendar/day.ts'
import { isStopped, pausedDays } from '../../calendar/pause.ts'
import { type DayRow, dayRows, readCalendar, type YearRow, yearRows } from '../../calendar/query.ts'
import { isWorkingDay } from '../../calendar/workingDays.ts'
import type { Ctx } from '../../context.ts'
import { lawfulPauses } from '../clock.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow, PauseRow } from '../query.ts'

/** No clock that starts today reaches further, days. */
const ahead = 60

/** Statements: the calendar from the day an application was received to as far ahead as handing it over can take. */
export function lifeRows({ db, clock }: Pick<Ctx, 'db' | 'clock'>, reference: string) {
  const from = sql`(SELECT date((coalesce(received_at, created_at) + ${8 * HOUR}) / 1000, 'unixepoch')
    FROM application WHERE reference = ${reference})`
  const to = addDays(dayOf(clock.now()), ahead)
  return [yearRows(db, from, to), dayRows(db, from, to)] as const
}

/**
 * How long it took: the working days from its receipt (not counted) to its decision, and how many of them the clock
 * stood still, for a reason the law knows.
 */
export function took(
  ctx: Pick<Ctx, 'clock'>,
  row: ApplicationRow,
  {
    pauses,
    years,
    days,
  }: { pauses: readonly PauseRow[]; years: readonly YearRow[]; days: readonly DayRow[] },
): { tookDays: number; pausedDays: number } {
  const now = ctx.clock.now()
  const calendar = readCalendar(years, days)
  const stopped = pausedDays(lawfulPauses(ownForm(row), pauses), now)
  const worked: Day[] = []
  for (let day = addDays(dayOf(row.receivedAt ?? now), 1); day <= dayOf(now); day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) worked.push(day)
  return { tookDays: worked.length, pausedDays: worked.filter((day) => isStopped(stopped, day)).length }
}
