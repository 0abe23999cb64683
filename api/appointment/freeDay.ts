import { type SQL, sql } from 'drizzle-orm'

/** Condition: a visit of this length, ms, that begins with the slot of this alias finds a public place in all its slots. */
export const runIsFree = (slot: SQL, length: SQL) => sql`(
  ${slot}.ends_at - ${slot}.starts_at >= ${length} OR (
    SELECT sum(r.ends_at - r.starts_at) FROM slot_run r
    WHERE r.first_id = ${slot}.id AND r.starts_at < ${slot}.starts_at + ${length} AND r.state = 'open'
      AND r.used_public < r.cap_public) >= ${length})`

/**
 * Condition: the day (row d of slot_day) has public places to be had at `now` for a visit of this length, ms. Its sums
 * alone do not say so: they still count the places of this morning that nobody took.
 */
export const dayHasFree = (
  now: number,
  length: SQL,
) => sql`d.cap_public > d.used_public AND d.last_public_at > ${now} AND EXISTS (
  SELECT 1 FROM slot f WHERE f.service_point_id = d.service_point_id AND f.counter_group = d.counter_group
    AND f.day = d.day AND f.state = 'open' AND f.used_public < f.cap_public AND f.closes_at > ${now}
    AND ${runIsFree(sql`f`, length)})`
