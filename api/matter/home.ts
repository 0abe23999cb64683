import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { matterGroupNames, matterGroups } from './catalogue.ts'
import { itemOf, pointOf } from './item.ts'
import { calendarRow, mostPoints, mostTowns, pair, pointsOfTown, popularMatters, townRows } from './query.ts'
import type { Home } from './schema.ts'

/** How many of the most used matters the home page shows. */
export const popularShown = 5

/** What the home page shows, in one batch; with `town`, who is there today. An unknown town is none. */
export async function home({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { town?: string | undefined }
}): Promise<Home> {
  const { db, clock } = ctx
  const now = clock.now()
  const day = dayOf(now)
  const [popular, towns, points, [calendar]] = await db.batch([
    popularMatters(db, popularShown),
    townRows(db),
    pointsOfTown(db, input.town ?? '', { day, now }),
    calendarRow(db, day),
  ])
  const named = towns
    .slice(0, mostTowns)
    .map((town) => ({ code: town.code, name: pair(town.name_zh, town.name_en) }))
  const town = named.find(({ code }) => code === input.town)
  return {
    popular: popular.map((row) => itemOf(row)),
    groups: matterGroups.map((code) => ({ code, name: matterGroupNames[code] })),
    towns: named,
    moreTowns: towns.length > mostTowns,
    town: town
      ? {
          ...town,
          points: points.slice(0, mostPoints).map((row) => pointOf(row, day, calendar)),
          morePoints: points.length > mostPoints,
        }
      : null,
    today: day,
  }
}
