import { dayOf, timeOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { meetingsFrom, newsFrom, newsRows, nextMeetings } from '../notice/public/latest.ts'
import { matterGroupNames, matterGroups } from './catalogue.ts'
import { itemOf, pointOf } from './item.ts'
import {
  calendarRow,
  hallRows,
  mostPoints,
  mostTowns,
  pair,
  pointsOfTown,
  popularMatters,
  townRows,
} from './query.ts'
import type { Home } from './schema.ts'
import { calendarOf, todayOf } from './today.ts'

/** How many of the most used matters the home page shows. */
export const popularShown = 5
/** How many notices and meetings. */
const newsShown = 5
const meetingsShown = 3

/** What the home page shows, in one batch; with `town`, who is there today. An unknown town is none. */
export async function home({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { town?: string | undefined }
}): Promise<Home> {
  const { db, clock, settings } = ctx
  const now = clock.now()
  const day = dayOf(now)
  const time = timeOf(now)
  const [popular, towns, points, [calendar], news, meetings, halls] = await db.batch([
    popularMatters(db, popularShown),
    townRows(db),
    pointsOfTown(db, input.town ?? '', { day, now }),
    calendarRow(db, day),
    newsRows(db, newsShown),
    nextMeetings(db, now, meetingsShown),
    hallRows(db, day),
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
    news: newsFrom(news, settings.bureauName),
    meetings: meetingsFrom(meetings, settings.bureauName),
    halls: halls.map((row) => {
      const today = todayOf(row, calendarOf(day, calendar), day)
      const openNow = today.windows.some(({ opens, closes }) => opens <= time && time < closes)
      return { slug: row.slug, name: pair(row.name_zh, row.name_en), today, openNow }
    }),
    today: day,
  }
}
