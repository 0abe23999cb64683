import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { FlagWhy } from '../../../db/schema/rating.ts'
import { addQuarters, quarterAt } from '../../calendar/period.ts'
import { deskName } from '../../complaint/answerers.ts'
import type { Ctx } from '../../context.ts'
import { K } from '../../privacy/suppress.ts'
import { allow } from '../../staff/permission.ts'
import type { FlagDesk } from './schema.ts'

/** Counts that go on while somebody watches, in steps of five: one person's tick moves none of them. Fewer than five: null. */
const inFives = (n: number): number | null => (n < K ? null : n - (n % K))

/** Flags looked at, and bursts shown, at once. */
const most = { flags: 2_000, bursts: 40, ratings: 200 }

interface PointRow {
  slug: string | null
  nameZh: string | null
  nameEn: string | null
}
interface BurstRow extends PointRow {
  why: FlagWhy
  day: string
  /** JSON array. */
  ratings: string
  n5: number
  n4: number
  n3: number
  n2: number
  n1: number
  most: number | null
  hours: number | null
  seconds: number | null
  threshold: number | null
}

const pointOf = ({ slug, nameZh, nameEn }: PointRow) =>
  slug === null ? { slug, name: deskName } : { slug, name: { zh: nameZh ?? '', en: nameEn ?? '' } }

/**
 * What the watch holds, burst by burst with its evidence, for the supervision desk; nothing of a place where one works, or in a room
 * of which. And where people say they were pressed to rate, in numbers that are nobody's. One round trip.
 */
export async function listFlags({ ctx }: { ctx: Ctx }): Promise<FlagDesk> {
  const me = allow(ctx.actor, 'rating.supervise', '*').id
  const now = quarterAt(ctx.clock.now())
  const level = (n: number) => sql`sum(g.overall = ${n})`
  const [bursts, pressed] = await ctx.db.batch([
    rows<BurstRow>(
      ctx.db,
      sql`SELECT f.why AS why, f.day AS day, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
            json_group_array(f.rating_id) AS ratings, ${level(5)} AS n5, ${level(4)} AS n4, ${level(3)} AS n3,
            ${level(2)} AS n2, ${level(1)} AS n1, max(f.evidence ->> 'ratings') AS most, max(f.evidence ->> 'hours') AS hours,
            min(f.evidence ->> 'seconds') AS seconds, max(f.evidence ->> 'threshold') AS threshold
          FROM (SELECT * FROM rating_flag WHERE state = 'open' ORDER BY day, rating_id, why LIMIT ${most.flags}) f
          JOIN rating g ON g.id = f.rating_id LEFT JOIN service_point p ON p.id = g.service_point_id
          WHERE NOT EXISTS (SELECT 1 FROM staff_grant s JOIN service_point o ON o.id = s.service_point_id
            WHERE s.user_id = ${me} AND g.service_point_id IN (o.id, o.parent_id))
          GROUP BY f.why, f.day, g.service_point_id ORDER BY f.day, f.why, p.slug LIMIT ${most.bursts}`,
    ),
    rows<PointRow & { n: number }>(
      ctx.db,
      sql`SELECT p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, sum(t.n) AS n
          FROM evaluation_tally t LEFT JOIN service_point p ON p.id = t.service_point_id
          WHERE t.indicator = 'satisfaction.pressed' AND t.period BETWEEN ${addQuarters(now, -3)} AND ${now}
          GROUP BY t.service_point_id HAVING sum(t.n) > 0 ORDER BY max(sum(t.n), 4) DESC, p.slug LIMIT 100`,
    ),
  ])
  return {
    bursts: bursts.map((row) => ({
      why: row.why,
      day: row.day,
      station: pointOf(row),
      ratings: (JSON.parse(row.ratings) as string[]).slice(0, most.ratings),
      levels: [row.n5, row.n4, row.n3, row.n2, row.n1],
      evidence: { most: row.most, hours: row.hours, seconds: row.seconds, threshold: row.threshold },
    })),
    pressed: pressed.map((row) => ({ station: pointOf(row), ratings: inFives(row.n) })),
  }
}
