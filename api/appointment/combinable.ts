import type { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { offeredGroup } from './plan.ts'
import { mattersAt } from './query.ts'
import { readRules, rulesOn } from './rules.ts'
import type { combinableSchema } from './schema.ts'

interface CombinableRow {
  code: string
  nameZh: string
  nameEn: string
  plainZh: string
  plainEn: string
  minutes: number
}

/**
 * What else can be done in the same visit as a matter: what the same counters of the service point handle, unless one
 * of the two is only for itself. One round trip. Throws not-found, matter-not-offered.
 */
export async function combinable({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { slug: string; matter: string }
}): Promise<z.infer<typeof combinableSchema>> {
  const [points, mains, others, found] = await ctx.db.batch([
    rows<{ slug: string; zh: string; en: string }>(
      ctx.db,
      sql`SELECT slug, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ${input.slug}`,
    ),
    mattersAt(ctx, input.slug, { matterCode: input.matter, alsoMatters: [], people: 1 }),
    rows<CombinableRow>(
      ctx.db,
      sql`SELECT m.code AS code, m.name_zh AS nameZh, m.name_en AS nameEn, m.content ->> '$.plainName.zh' AS plainZh,
            m.content ->> '$.plainName.en' AS plainEn, m.minutes AS minutes
          FROM service_point p JOIN matter_offer o ON o.service_point_id = p.id JOIN matter m ON m.code = o.matter_code
          WHERE p.slug = ${input.slug} AND m.code <> ${input.matter} AND m.bookable = 1
            AND coalesce(m.content ->> 'alone', 0) = 0
            AND ${offeredGroup} = (
              SELECT coalesce(nullif(mo.counter_group, ''), mm.counter_group) FROM matter mm
              JOIN matter_offer mo ON mo.matter_code = mm.code AND mo.service_point_id = p.id WHERE mm.code = ${input.matter})
          ORDER BY m.popular DESC, m.code`,
    ),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const [point] = points
  const [main] = mains
  if (!point || !main) throw new Problem('not-found')
  if (!main.offered || !main.bookable) throw new Problem('matter-not-offered')
  const rules = readRules(found)
  return {
    items: (main.alone ? [] : others).map((row) => ({
      code: row.code,
      name: { zh: row.nameZh, en: row.nameEn },
      plainName: { zh: row.plainZh, en: row.plainEn },
      minutes: row.minutes,
    })),
    station: { slug: point.slug, name: { zh: point.zh, en: point.en } },
    matter: { code: main.code, name: { zh: main.nameZh, en: main.nameEn }, minutes: main.minutes },
    mattersMost: rules.mattersMost,
    peopleMost: rules.peopleMost,
    minutesMost: rules.visitMinutesMost,
  }
}
