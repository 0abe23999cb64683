import { sql } from 'drizzle-orm'

/**
 * Condition: the day (row d of slot_day) has a public place to be had at `now`. Its sums alone do not say so: they
 * still count the places of this morning that nobody took.
 */
export const dayHasFree = (
  now: number,
) => sql`d.cap_public > d.used_public AND d.last_public_at > ${now} AND EXISTS (
  SELECT 1 FROM slot f WHERE f.service_point_id = d.service_point_id AND f.counter_group = d.counter_group
    AND f.day = d.day AND f.state = 'open' AND f.used_public < f.cap_public AND f.closes_at > ${now})`
