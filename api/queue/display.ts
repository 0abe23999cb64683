import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { type CounterGroup, counterGroupNames } from '../matter/catalogue.ts'
import { Problem } from '../problem.ts'
import type { Text } from '../shared/text.ts'
import { groupsToday, lookedAt } from './groups.ts'
import { numberOf } from './number.ts'
import { pointBySlug, pointIdOf, queueDays } from './query.ts'
import { queueRulesOn, queueWords, readQueueRules } from './rules.ts'
import type { QueueDisplay } from './schema.ts'

interface CounterNow {
  counterGroup: string
  number: number
  nameZh: string
  nameEn: string
  letter: string | null
  serial: number | null
  state: string | null
  at: number | null
}

/** Statement: the counters at which somebody sits or stands, with the number there; nothing about who. */
export const countersNow = (ctx: Pick<Ctx, 'db'>, slug: string, day: string) =>
  rows<CounterNow>(
    ctx.db,
    sql`SELECT c.counter_group AS counterGroup, c.number AS number, c.name_zh AS nameZh, c.name_en AS nameEn,
          t.letter AS letter, t.serial AS serial, t.state AS state, t.last_called_at AS at
        FROM counter c LEFT JOIN ticket t
          ON t.counter_id = c.id AND t.state IN ('called', 'serving') AND t.day = ${day}
        WHERE c.service_point_id = ${pointIdOf(slug)} AND (c.staff_id IS NOT NULL OR t.id IS NOT NULL)
        ORDER BY t.last_called_at DESC LIMIT 40`,
  )

/** So many of these counters serve a group. */
export const serving = (counters: readonly Pick<CounterNow, 'counterGroup'>[], group: string): number =>
  counters.filter(({ counterGroup }) => counterGroup === '' || counterGroup === group).length

/** A counter group in words. */
export const groupName = (group: string): Text =>
  counterGroupNames[group as CounterGroup] ?? { zh: '窗口', en: 'Counter' }

/**
 * What everybody may see of a service point's queue: the numbers at the counters, how many wait, how long it takes as a
 * range, and by what rules. One batch. Throws not-found.
 */
export async function showDisplay({
  ctx,
  input: { slug },
}: {
  ctx: Ctx
  input: { slug: string }
}): Promise<QueueDisplay> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [[point], counters, days, rules] = await ctx.db.batch([
    pointBySlug(ctx, slug),
    countersNow(ctx, slug, today),
    queueDays(ctx, pointIdOf(slug), lookedAt(today)),
    queueRulesOn(ctx, today),
  ])
  if (!point) throw new Problem('not-found')
  return {
    station: { slug: point.slug, name: { zh: point.nameZh, en: point.nameEn } },
    asOf: toIso(now),
    day: today,
    called: counters.flatMap(({ letter, serial, at, ...row }) =>
      letter === null || serial === null || at === null
        ? []
        : [
            {
              number: numberOf({ letter, serial }),
              counter: row.number,
              counterName: { zh: row.nameZh, en: row.nameEn },
              serving: row.state === 'serving',
              at: toIso(at),
            },
          ],
    ),
    groups: groupsToday(days, today).map(({ counterGroup, letter, waiting, range }) => {
      const open = serving(counters, counterGroup)
      // What calls took before says nothing while nobody calls.
      return {
        counterGroup,
        name: groupName(counterGroup),
        letter,
        waiting,
        counters: open,
        range: open === 0 ? null : range,
      }
    }),
    rules: queueWords(readQueueRules(rules)),
  }
}
