import { rulesUntil } from '../appointment/release/query.ts'
import { promisedWindows, releaseSchedules, releaseTimes } from '../appointment/releaseTimes.ts'
import { addDays, dayOf, startOfDay } from '../calendar/day.ts'
import { dayRows, readCalendar, yearRows } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { counterGroups } from '../matter/catalogue.ts'
import { Problem } from '../problem.ts'
import type { Locale } from '../shared/text.ts'
import { rulesOf } from './counterHours.ts'
import { feedEvents } from './feedEvents.ts'
import { feedFile } from './feedFile.ts'
import { rulesFrom } from './pointRules.ts'
import { closureRows, counterRows, idOf, pointRow, specialRows, weeklyRows } from './query.ts'

const shownDays = 60
/** No public holiday is longer: one that began before the days shown, or ends after them, is still read whole. */
const margin = 31

/**
 * A service point's hours, closures and release times of the next 60 days, as a calendar to subscribe to.
 * One round trip. Throws not-found.
 */
export async function stationFeed({
  ctx,
  input: { slug, locale = ctx.locale },
}: {
  ctx: Ctx
  input: { slug: string; locale?: Locale | undefined }
}): Promise<string> {
  const { db } = ctx
  const today = dayOf(ctx.clock.now())
  const [from, to] = [addDays(today, -margin), addDays(today, shownDays + margin)]
  const [points, counters, weekly, special, closures, years, unlike, schedules, promised, booking] =
    await db.batch([
      pointRow(db, slug),
      counterRows(db, slug),
      weeklyRows(db, slug),
      specialRows(db, slug, from, to),
      closureRows(db, slug, from, to),
      yearRows(db, from, to),
      dayRows(db, from, to),
      releaseSchedules(db, idOf(slug)),
      promisedWindows(db, idOf(slug), today, to),
      rulesUntil(ctx, today, to),
    ])
  const [point] = points
  if (!point) throw new Problem('not-found')
  const rules = rulesFrom(point, weekly, special, closures)
  const calendar = readCalendar(years, unlike)
  const span = { from, to, first: today, last: addDays(today, shownDays - 1) }
  const days = Array.from({ length: shownDays }, (_, i) => addDays(today, i))
  const opening = releaseTimes({
    schedules,
    promised,
    rules: booking,
    planOf: (counter) => {
      const { weekly: own, closures, special, opensOnHolidays } = rulesOf(rules, counter)
      const duty = point.kind === 'room' ? [...own] : null
      return { closures: [...closures], special: [...special], duty, opensOnHolidays, calendar }
    },
    days,
  }).filter((release) => release.to >= startOfDay(today))
  const name = { zh: point.name_zh, en: point.name_en }
  const events = feedEvents({
    name,
    rules,
    counters: counterGroups.filter((group) => counters.some(({ counter }) => counter === group)),
    calendar,
    closures,
    releases: opening,
    span,
  })
  return feedFile({
    slug: point.slug,
    name,
    address: { zh: point.address_zh, en: point.address_en },
    phone: point.phone,
    events,
    stampedAt: startOfDay(today),
    origin: ctx.settings.origin,
    locale,
  })
}
