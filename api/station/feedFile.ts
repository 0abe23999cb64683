import { generateIcsCalendar, type IcsEvent } from 'ts-ics'
import { DAY, MINUTE } from '../calendar/day.ts'
import { foldByOctets } from '../shared/icsFold.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { FeedEvent } from './feedEvents.ts'

interface Feed {
  slug: string
  name: Text
  address: Text
  phone: string
  events: readonly FeedEvent[]
  /** Of the day, not of the moment, ms: fetched twice on a day, the file is the same. */
  stampedAt: number
  /** The site's origin. */
  origin: string
  locale: Locale
}

/** How often a calendar app is asked to come back: what it may do, and as the older ones read it. */
const refresh = 'PT6H'
/** A moment is drawn as a quarter of an hour, or some apps would not draw it. */
const drawn = 15 * MINUTE

/**
 * A calendar to subscribe to (RFC 5545, 7986), in UTC; days are whole days wherever it is read. Its entries are
 * marked free, so that nobody is shown as busy while a station is open, and ring no alarm.
 */
export function feedFile({ slug, name, address, phone, events, stampedAt, origin, locale }: Feed): string {
  const host = new URL(origin).hostname
  const base = `${origin}${locale === 'en' ? '/en' : ''}`
  const pages = { point: `${base}/stations/${slug}`, booking: `${base}/book?station=${slug}` }
  const where = [say(name, locale), say(address, locale)].join(locale === 'zh' ? '，' : ', ')
  const list = events.map(
    ({ id, time, title, note, page }): IcsEvent => ({
      uid: `${slug}-${id}@${host}`,
      sequence: 0,
      stamp: { date: new Date(stampedAt) },
      ...('from' in time
        ? { start: instant(time.from), end: instant(Math.max(time.to, time.from + drawn)) }
        : { start: wholeDay(time.firstDay, 0), end: wholeDay(time.lastDay, 1) }),
      summary: say(title, locale),
      location: where,
      ...(note && { description: say(note, locale) }),
      url: pages[page],
      timeTransparent: 'TRANSPARENT',
    }),
  )
  const title = locale === 'zh' ? `${name.zh}开门时间` : `${say(name, locale)}: opening hours`
  const about =
    locale === 'zh'
      ? `开门、停办和开始预约的时间。电话 ${phone}。急事请拨 110。`
      : `When it is open, when it is shut, and when booking opens. Phone ${phone}. In an emergency call 110.`
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Kaimen//Opening hours//ZH',
    method: 'PUBLISH',
    name: title,
    events: list,
  })
  const more = [
    `NAME:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    `X-WR-CALDESC:${escaped(about)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    `URL:${pages.point}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
  ]
  return foldByOctets(file.replace('METHOD:PUBLISH\r\n', (line) => `${line}${more.join('\r\n')}\r\n`))
}

const instant = (ms: number) => ({ date: new Date(ms) })

/** A whole day, `after` days later: an end is the day after the last. ts-ics reads the day off the UTC date. */
function wholeDay(day: string, after: number) {
  const utc = Date.parse(`${day}T00:00:00Z`)
  return { type: 'DATE' as const, date: new Date(utc + after * DAY) }
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
