import { addDays, at, type Day, dayOf, type TimeOfDay, timeOf, toIso } from '../calendar/day.ts'
import { dayRows, readCalendar, yearRows } from '../calendar/query.ts'
import type { Calendar } from '../calendar/workingDays.ts'
import { openFrom } from '../complaint/public/item.ts'
import { latestOpen } from '../complaint/public/latest.ts'
import type { Ctx } from '../context.ts'
import { bandFrom, newestBand } from '../evaluation/ofStation.ts'
import { type CounterGroup, counterGroups, type Fee, type TimeLimit } from '../matter/catalogue.ts'
import { lawfulOwnFee } from '../matter/lawfulFee.ts'
import { lawfulTime, readOverlay } from '../matter/overlay.ts'
import { feeSummary, timeSummary } from '../matter/summary.ts'
import { newsFrom, newsRows } from '../notice/public/latest.ts'
import { Problem } from '../problem.ts'
import { callsHere } from '../queue/callsHere.ts'
import type { Text } from '../shared/text.ts'
import { type CounterRules, pointHours, usualWeek } from './counterHours.ts'
import { rulesFrom } from './pointRules.ts'
import {
  areaRows,
  closureRows,
  freeRows,
  type OfferRow,
  offerRows,
  officerRows,
  type PointRow,
  pointRow,
  roomRows,
  specialRows,
  weeklyRows,
} from './query.ts'
import { roomsOf } from './rooms.ts'
import type { StationDetail } from './schema.ts'
import type { DayHoursAnswer } from './weekSchema.ts'

const weekDays = 7
const changeDays = 30
const newsShown = 3

/** Everything a service point's page needs, in one batch. 404 for an unknown slug. */
export async function showStation({
  ctx: { db, clock, settings },
  input: { slug },
}: {
  ctx: Ctx
  input: { slug: string }
}): Promise<StationDetail> {
  const now = clock.now()
  const today = dayOf(now)
  const last = addDays(today, weekDays + changeDays - 1)
  const [
    points,
    rooms,
    weekly,
    special,
    closures,
    years,
    unlike,
    officers,
    areas,
    offers,
    free,
    news,
    calls,
    open,
    evaluated,
  ] = await db.batch([
    pointRow(db, slug),
    roomRows(db, slug),
    weeklyRows(db, slug),
    specialRows(db, slug, today, last),
    closureRows(db, slug, today, last),
    yearRows(db, today, last),
    dayRows(db, today, last),
    officerRows(db, slug),
    areaRows(db, slug),
    offerRows(db, slug),
    freeRows(db, slug, { today, now }),
    newsRows(db, newsShown, slug),
    callsHere({ db }, slug),
    latestOpen(db, slug),
    newestBand(db, slug),
  ])
  const [point] = points
  if (!point) throw new Problem('not-found')
  const counters = counterGroups.filter((group) => offers.some(({ counter }) => counter === group))
  const rules = rulesFrom(point, weekly, special, closures)
  const calendar = readCalendar(years, unlike)
  const time = timeOf(now)
  const days = comingDays({ rules, counters, calendar, today })
  const openNow = (days[0]?.windows ?? []).some(({ opens, closes }) => opens <= time && time < closes)
  return {
    ...profile(point),
    openNow,
    callsNumbers: calls.length > 0,
    news: newsFrom(news, settings.bureauName),
    answered: open.map(openFrom),
    evaluation: bandFrom(evaluated),
    nextOpening: openNow ? null : nextOpening(days, time),
    usualWeek: usualWeek(rules, counters),
    week: days.slice(0, weekDays),
    changes: days.slice(weekDays).filter(({ reason }) => reason),
    officers: officers.map((row) => ({
      name: text(row.name_zh, row.name_en),
      badge: row.badge,
      post: text(row.post_zh, row.post_en),
      dutyPhone: row.duty_phone,
      pledge: textOrNull(row.pledge_zh, row.pledge_en),
      mobile: row.mobile,
      photoUrl: row.photo_url,
    })),
    rooms: roomsOf(rooms),
    areas: areas.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: text(row.name_zh, row.name_en),
      street: textOrNull(row.street_zh, row.street_en),
      fromNumber: row.from_number,
      toNumber: row.to_number,
      parity: row.parity,
    })),
    matters: offers.sort(byDemand).map((row) => matterOf(row, today)),
    nextFree: free.flatMap(({ counter, starts_at }) =>
      starts_at === null ? [] : [{ counter, startsAt: toIso(starts_at) }],
    ),
  }
}

const text = (zh: string, en: string): Text => ({ zh, en })
const textOrNull = (zh: string, en: string): Text | null => (zh ? { zh, en } : null)

function profile(row: PointRow) {
  const up = row.parent_slug
  return {
    slug: row.slug,
    code: row.code,
    kind: row.kind,
    name: text(row.name_zh, row.name_en),
    honour: textOrNull(row.honour_zh, row.honour_en),
    address: text(row.address_zh, row.address_en),
    directions: textOrNull(row.directions_zh, row.directions_en),
    stepFree: row.step_free === 1,
    town: row.town_code ? { code: row.town_code, name: text(row.town_zh ?? '', row.town_en ?? '') } : null,
    chat: row.chat_url ? { name: text(row.chat_name_zh, row.chat_name_en), url: row.chat_url } : null,
    dutyLine: { phone: row.phone, allDay: row.duty_line_24h === 1 },
    parent: up
      ? {
          slug: up,
          name: text(row.parent_zh ?? '', row.parent_en ?? ''),
          phone: row.parent_phone ?? '',
          allDay: row.parent_all_day === 1,
        }
      : null,
  }
}

interface Coming {
  rules: CounterRules
  counters: readonly CounterGroup[]
  calendar: Calendar
  today: Day
}

/** The hours of the next seven days and of the 30 after them. */
function comingDays({ rules, counters, calendar, today }: Coming): DayHoursAnswer[] {
  return Array.from({ length: weekDays + changeDays }, (_, i) => {
    const hours = pointHours(rules, counters, calendar, addDays(today, i))
    return { ...hours, reason: hours.reason ?? null }
  })
}

/** When a door that is shut at `time` of the first day opens next, as far as the days go. */
function nextOpening(days: readonly DayHoursAnswer[], time: TimeOfDay): string | null {
  for (const [i, { day, windows }] of days.entries()) {
    const next = windows.find(({ opens }) => i > 0 || opens > time)
    if (next) return toIso(at(day, next.opens))
  }
  return null
}

const byDemand = (a: OfferRow, b: OfferRow) =>
  (a.popular ?? 999) - (b.popular ?? 999) || (a.code < b.code ? -1 : 1)

function matterOf(row: OfferRow, today: Day): StationDetail['matters'][number] {
  const [plainName, fee, timeLimit] = JSON.parse(row.parts) as [Text, Fee, TimeLimit]
  const own = readOverlay(row, today)
  const ownFee = lawfulOwnFee(own.fee, fee)
  return {
    code: row.code,
    name: text(row.name_zh, row.name_en),
    plainName,
    counter: row.counter,
    audience: row.audience,
    bookable: row.bookable === 1,
    fee: feeSummary(ownFee ?? fee),
    time: timeSummary(lawfulTime(timeLimit, own.promise)),
    ownTerms: ownFee !== null || own.promise !== null,
    note: own.note,
  }
}
