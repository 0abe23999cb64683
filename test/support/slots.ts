import { env } from 'cloudflare:workers'
import { at } from '../../api/calendar/day.ts'

/** One slot of two public places on each day, at noon, with so many of them taken. */
export async function slotsOn(
  point: string,
  days: [counter: string, day: string, used: number][],
): Promise<void> {
  for (const [counter, day, used] of days) {
    const noon = at(day, '12:00')
    await env.DB.prepare(
      `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at,
         cap_public, cap_phone, cap_counter, used_public, released_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, 2, 0, 0, ?7, 0)`,
    )
      .bind(`sl ${point} ${counter} ${day}`, point, counter, day, noon, noon + 900_000, used)
      .run()
  }
}
