import type { FieldError } from '../../problem.ts'
import { Problem } from '../../problem.ts'

interface DutyHours {
  weekday: number
  opens: string
  closes: string
}

interface WeekWindow {
  weekday: number
  from: string
  to: string
  /** Windows of different counters may stand at the same time; '' is every counter. */
  counter?: string
  slotMinutes?: number
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const sameCounter = (a: WeekWindow, b: WeekWindow) =>
  (a.counter ?? '') === (b.counter ?? '') || !a.counter || !b.counter

/**
 * Whether windows end after they begin, are long enough for a slot, and leave each other alone (decision 17: slots of one
 * counter never overlap). Throws invalid-input beside each that does not; `end` names its end.
 */
export function windowErrors(windows: readonly WeekWindow[], end: 'to' | 'closes'): void {
  const errors: FieldError[] = []
  for (const [i, one] of windows.entries()) {
    if (one.to <= one.from) errors.push({ pointer: `/windows/${i}/${end}`, code: 'window.order' })
    else if (one.slotMinutes !== undefined && minutes(one.to) - minutes(one.from) < one.slotMinutes)
      errors.push({ pointer: `/windows/${i}/slotMinutes`, code: 'window.short' })
    else if (
      windows
        .slice(0, i)
        .some(
          (other) =>
            other.weekday === one.weekday &&
            sameCounter(other, one) &&
            other.from < one.to &&
            one.from < other.to,
        )
    )
      errors.push({ pointer: `/windows/${i}/${end}`, code: 'window.overlap' })
  }
  if (errors.length) throw new Problem('invalid-input', { errors })
}

/**
 * Whether the windows of a community room lie within its declared duty days (standards A1 相约警务室): nobody is to come to
 * a locked door. Throws invalid-input beside each that does not.
 */
export function requireDuty(windows: readonly WeekWindow[], duty: readonly DutyHours[]): void {
  const errors = windows.flatMap(({ weekday, from, to }, i): FieldError[] => {
    const own = duty.filter((hours) => hours.weekday === weekday)
    if (own.length === 0) return [{ pointer: `/windows/${i}/weekday`, code: 'window.not-duty' }]
    const within = own.some(({ opens, closes }) => opens <= from && to <= closes)
    return within ? [] : [{ pointer: `/windows/${i}/to`, code: 'window.beyond-duty' }]
  })
  if (errors.length) throw new Problem('invalid-input', { errors })
}
