import type { FieldError } from '../../problem.ts'
import { Problem } from '../../problem.ts'

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
