import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { addDays, type Day, dayOf, HOUR } from '../../calendar/day.ts'
import { isStopped, type Pause, pausedDays } from '../../calendar/pause.ts'
import { type DayRow, dayRows, readCalendar, type YearRow, yearRows } from '../../calendar/query.ts'
import { isWorkingDay } from '../../calendar/workingDays.ts'
import type { Ctx } from '../../context.ts'
import { lawfulPauses } from '../clock.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow, PauseRow } from '../query.ts'

/** No clock that starts today reaches further, days. */
const ahead = 60

/** What the time it took is counted by besides the calendar. */
export interface Life {
  receivedAt: number | null
  /** JSON: when the resident was asked to put something right (`asks`), and when they had. */
  turns: string
}

/**
 * Statements: the calendar from the day an application was first received to as far ahead as handing it over can take,
 * that day, and when it was the resident's turn.
 */
export function lifeRows({ db, clock }: Pick<Ctx, 'db' | 'clock'>, reference: string) {
  const from = sql`(SELECT date((coalesce(first_received_at, received_at, created_at) + ${8 * HOUR}) / 1000, 'unixepoch')
    FROM application WHERE reference = ${reference})`
  const to = addDays(dayOf(clock.now()), ahead)
  const life = rows<Life>(
    db,
    sql`SELECT coalesce(a.first_received_at, a.received_at) AS receivedAt,
          (SELECT json_group_array(json_object('at', e.at, 'asks', e.to_state = 'correction'))
           FROM (SELECT at, to_state FROM application_event WHERE application_id = a.id
                   AND 'correction' IN (from_state, to_state) ORDER BY id) e) AS turns
        FROM application a WHERE a.reference = ${reference}`,
  )
  return [yearRows(db, from, to), dayRows(db, from, to), life] as const
}

/** The spans in which it was the resident's turn: their days are not the office's. */
function answering({ turns }: Life): Pause[] {
  const spans: Pause[] = []
  for (const { at, asks } of JSON.parse(turns) as { at: number; asks: 0 | 1 }[]) {
    const last = spans.at(-1)
    if (asks)
      spans.push({ from: at, to: null, reason: { zh: '等申请人补正', en: 'waiting for a correction' } })
    else if (last) last.to = at
  }
  return spans
}

/**
 * How long it took: the working days from its first receipt (not counted) to its decision, without those on which only
 * the resident's correction was waited for; and how many of them the clock stood still, for a reason the law knows.
 */
export function took(
  ctx: Pick<Ctx, 'clock'>,
  row: ApplicationRow,
  {
    pauses,
    years,
    days,
    life: [life = { receivedAt: row.receivedAt, turns: '[]' }],
  }: {
    pauses: readonly PauseRow[]
    years: readonly YearRow[]
    days: readonly DayRow[]
    life: readonly Life[]
  },
): { tookDays: number; pausedDays: number } {
  const now = ctx.clock.now()
  const calendar = readCalendar(years, days)
  const stopped = pausedDays(lawfulPauses(ownForm(row), pauses), now)
  const theirs = pausedDays(answering(life), now)
  const worked: Day[] = []
  for (let day = addDays(dayOf(life.receivedAt ?? now), 1); day <= dayOf(now); day = addDays(day, 1))
    if (isWorkingDay(calendar, day) && !isStopped(theirs, day)) worked.push(day)
  return { tookDays: worked.length, pausedDays: worked.filter((day) => isStopped(stopped, day)).length }
}
