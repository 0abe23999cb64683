/** Half a year, ms. */
const half = 183 * 86_400_000

/**
 * Whether a day has to carry its year: in another year than what it is read beside, or more than half a year from it.
 * Both are a day `2026-11-23` or an instant of ISO 8601 with +08:00, which begins with its day in Asia/Shanghai.
 */
export function farOff(value: string, beside: string): boolean {
  const [day, other] = [value.slice(0, 10), beside.slice(0, 10)]
  return day.slice(0, 4) !== other.slice(0, 4) || Math.abs(Date.parse(day) - Date.parse(other)) > half
}
