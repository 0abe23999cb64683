import { type SQL, sql } from 'drizzle-orm'
import type { Day } from '../calendar/day.ts'

/** When a list is made: first free places are looked for from here on. */
export interface Moment {
  today: Day
  now: number
}

/**
 * Scalar: when the first place begins that the public can still take at one counter of a point, or NULL. Told from
 * the days' sums down to the slot, since a day's sum still counts this morning's places that nobody took; it reads
 * the full days before it (never more than the horizon, 90) and its own day's slots.
 */
export const firstFree = (point: SQL, counter: SQL, { today, now }: Moment) => sql`(
    SELECT s.starts_at FROM slot_day d
    CROSS JOIN slot s ON s.service_point_id = d.service_point_id AND s.counter_group = d.counter_group AND s.day = d.day
    WHERE d.service_point_id = ${point} AND d.counter_group = ${counter} AND d.day >= ${today}
      AND d.used_public < d.cap_public AND d.last_public_at > ${now}
      AND s.state = 'open' AND s.used_public < s.cap_public AND s.closes_at > ${now}
    ORDER BY d.day, s.starts_at LIMIT 1)`
