import type { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { requireTogether } from '../place.ts'
import { offeredGroup } from '../plan.ts'
import { mattersWanted } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import type { Wanted } from '../visit.ts'
import { offeredAt } from './joinQuery.ts'
import type { waitingOptionsSchema } from './schema.ts'
import { listRulesOf } from './standing.ts'

/** Other service points shown at most. */
const mostPoints = 12

/** Days that are filled in for who names none. */
const usualDays = 28

interface PointRow {
  slug: string
  nameZh: string
  nameEn: string
}

/**
 * What somebody can choose who wants to wait: the service point named and the others whose same counters handle all the
 * matters (of the same county, those of its town first), the days, and the rules of the list. One round trip. Throws not-found,
 * matter-not-offered, invalid-input.
 */
export async function waitingOptions({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Wanted & { station: string }
}): Promise<z.infer<typeof waitingOptionsSchema>> {
  const today = dayOf(ctx.clock.now())
  const [offered, matters, found, others] = await ctx.db.batch([
    offeredAt(ctx, [input.station], input),
    mattersWanted(ctx, input),
    rulesOn(ctx, today),
    rows<PointRow>(
      ctx.db,
      // A county's codes begin alike: its service points are one stretch of an index, however large the country.
      sql`SELECT p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn
          FROM service_point own JOIN service_point p
            ON p.town_code BETWEEN substr(own.town_code, 1, 6) || '000' AND substr(own.town_code, 1, 6) || '999'
          JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = ${input.matterCode}
          JOIN matter m ON m.code = o.matter_code
          WHERE own.slug = ${input.station} AND p.id <> own.id
            AND EXISTS (SELECT 1 FROM schedule c WHERE c.service_point_id = p.id AND c.counter_group = ${offeredGroup})
            AND NOT EXISTS (
              SELECT 1 FROM json_each(${JSON.stringify(input.alsoMatters)}) j LEFT JOIN matter_offer x
                ON x.service_point_id = p.id AND x.matter_code = j.value
              LEFT JOIN matter xm ON xm.code = x.matter_code
              WHERE x.matter_code IS NULL
                OR coalesce(nullif(x.counter_group, ''), xm.counter_group) <> ${offeredGroup})
          ORDER BY p.town_code <> own.town_code, p.slug
          LIMIT ${mostPoints}`,
    ),
  ])
  const rules = readRules(found)
  requireTogether(input, matters, rules)
  const main = offered.find(({ code }) => code === input.matterCode)
  if (!main) throw new Problem('not-found')
  if (!main.offered) throw new Problem('matter-not-offered')
  const also = input.alsoMatters.map((code, place) => {
    const row = offered.find((one) => one.code === code)
    if (!row?.offered || row.counterGroup !== main.counterGroup)
      throw invalid(`/alsoMatters/${place}`, 'matter.apart')
    return row
  })
  const named = ({ code, matterZh, matterEn }: typeof main) => ({
    code,
    name: { zh: matterZh, en: matterEn },
  })
  return {
    station: { slug: main.slug, name: { zh: main.nameZh, en: main.nameEn }, phone: main.phone },
    others: others.map(({ slug, nameZh, nameEn }) => ({ slug, name: { zh: nameZh, en: nameEn } })),
    stationsMost: rules.waitingPointsMost,
    matter: named(main),
    alsoMatters: also.map(named),
    people: input.people,
    minutes: [main, ...also].reduce((sum, { minutes }) => sum + minutes, 0) * input.people,
    fromDay: today,
    usualDay: addDays(today, Math.min(usualDays, rules.waitingDaysMost) - 1),
    lastDay: addDays(today, rules.waitingDaysMost - 1),
    rules: listRulesOf(rules),
  }
}
