import { generateIcsCalendar, type IcsEvent } from 'ts-ics'
import { DAY, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { foldByOctets } from '../../shared/icsFold.ts'
import { type Locale, say, type Text } from '../../shared/text.ts'
import { addressOf, feedTitle } from './feed.ts'
import { type DateRow, dateRows, feedNames } from './feedQuery.ts'
import { publisherOf } from './query.ts'
import type { FeedQuery } from './schema.ts'

const words = {
  off: { zh: '已撤下：', en: 'Withdrawn: ' },
  closes: { zh: '意见征集截止：', en: 'Last day to comment: ' },
  hidden: { zh: '已撤下的通知', en: 'A notice that was withdrawn' },
} satisfies Record<string, Text>

/** How often a calendar app is asked to come back. */
const refresh = 'PT6H'

/**
 * The meetings and the last days of consultations, from a month ago on, as a calendar to subscribe to (RFC 5545). An
 * entry keeps its name through every correction, whose number is its SEQUENCE; a withdrawn one says CANCELLED. One
 * round trip. Throws not-found.
 */
export async function noticeCalendar({ ctx, input }: { ctx: Ctx; input: FeedQuery }) {
  const { db, settings } = ctx
  const { origin } = settings
  const locale = input.lang ?? ctx.locale
  const [names, dates] = await db.batch([feedNames(db, input), dateRows(db, input, ctx.clock.now())])
  const { title } = feedTitle(ctx, input, names, locale)
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Kaimen//Notices//ZH',
    method: 'PUBLISH',
    name: title,
    events: dates.map((row) => eventOf(row, settings, locale)),
  })
  const more = [
    `NAME:${escaped(title)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    `URL:${addressOf(origin, locale, '/notices', { station: input.station, category: input.category })}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
  ]
  return {
    updatedAt: Math.max(0, ...dates.map(changedAt)),
    file: foldByOctets(file.replace('METHOD:PUBLISH\r\n', (line) => `${line}${more.join('\r\n')}\r\n`)),
  }
}

const changedAt = (row: DateRow) => Math.max(row.publishedAt, row.changedAt ?? 0, row.withdrawnAt ?? 0)
const instant = (ms: number) => ({ date: new Date(ms) })
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

/** A whole day, `after` days later: an end is the day after the last. ts-ics reads the day off the UTC date. */
const wholeDay = (ms: number, after: number) => ({
  type: 'DATE' as const,
  date: new Date(Date.parse(`${dayOf(ms)}T00:00:00Z`) + after * DAY),
})

function eventOf(row: DateRow, { origin, bureauName }: Ctx['settings'], locale: Locale): IcsEvent {
  const off = row.state === 'withdrawn'
  const own = off && row.withdrawnPersonal ? words.hidden : { zh: row.title, en: row.titleEn }
  const what =
    row.kind === 'consultation' ? `${say(words.closes, locale)}${say(own, locale)}` : say(own, locale)
  const reason = { zh: row.withdrawnZh ?? '', en: row.withdrawnEn ?? '' }
  const note = off ? say(reason, locale) : locale === 'zh' ? row.summary : ''
  const place = off && row.withdrawnPersonal ? null : row.place
  return {
    uid: `${row.id}@${new URL(origin).hostname}`,
    // A withdrawal is a change too: it must win over the version before it.
    sequence: row.version + (off ? 1 : 0),
    status: off ? 'CANCELLED' : 'CONFIRMED',
    stamp: instant(changedAt(row)),
    lastModified: instant(changedAt(row)),
    ...(row.kind === 'meeting'
      ? { start: instant(row.startsAt), end: instant(row.endsAt) }
      : { start: wholeDay(row.startsAt, 0), end: wholeDay(row.startsAt, 1) }),
    summary: `${off ? say(words.off, locale) : ''}${what}`,
    ...(place && {
      location: [say(publisherOf(row, bureauName).name, locale), place].join(locale === 'zh' ? '，' : ', '),
    }),
    ...(note && { description: note }),
    url: addressOf(origin, locale, `/notices/${row.id}`, {}),
    ...(row.kind === 'consultation' && { timeTransparent: 'TRANSPARENT' as const }),
  }
}
