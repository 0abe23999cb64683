import { type Day, dayOf, startOfDay } from './day.ts'

/** A month as `YYYY-MM` in Asia/Shanghai. Months compare and sort as strings. */
export type Month = string

/** The month a moment falls in. */
export const monthOf = (ms: number): Month => dayOf(ms).slice(0, 7)

const firstDay = (month: Month): Day => `${month}-01`

/** The month so many months later (earlier when negative). */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** From its first moment to that of the next month, ms. */
export const spanOf = (month: Month) => ({
  from: startOfDay(firstDay(month)),
  to: startOfDay(firstDay(addMonths(month, 1))),
})
