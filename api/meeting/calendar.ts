import { generateIcsCalendar, type IcsEvent } from 'ts-ics'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { foldByOctets } from '../shared/icsFold.ts'
import { type Locale, say } from '../shared/text.ts'
import { comingMeetings, type MeetingRow, meetingById, pastMeetings } from './query.ts'
import { text } from './view.ts'

/** Entries of a calendar: those to come, and the last that were. */
const coming = 60
const past = 20
const refresh = 'PT6H'

interface File {
  file: string
  updatedAt: number
}

/** One announced meeting as a calendar file. One round trip. Throws not-found. */
export async function meetingFile({
  ctx,
  id,
  lang,
}: {
  ctx: Ctx
  id: string
  lang?: Locale | undefined
}): Promise<File> {
  const [[row]] = await ctx.db.batch([meetingById(ctx, id)])
  if (!row || row.announcedAt === null) throw new Problem('not-found')
  const locale = lang ?? ctx.locale
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Kaimen//Meetings//ZH',
    method: row.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
    events: [eventOf(row, ctx.settings.origin, locale)],
  })
  return { file: foldByOctets(file), updatedAt: row.updatedAt }
}

/** The meetings of a service point, or of all, as a calendar to subscribe to. One round trip. */
export async function meetingCalendar({
  ctx,
  input: { station, lang },
}: {
  ctx: Ctx
  input: { station?: string | undefined; lang?: Locale | undefined }
}): Promise<File> {
  const now = ctx.clock.now()
  const locale = lang ?? ctx.locale
  const asked = { station, now, after: null }
  const [next, last] = await ctx.db.batch([
    comingMeetings(ctx, { ...asked, limit: coming }),
    pastMeetings(ctx, { ...asked, limit: past }),
  ])
  const { origin } = ctx.settings
  const all = [...last.toReversed(), ...next]
  const title = locale === 'zh' ? '警民恳谈会' : 'Police–public meetings'
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Kaimen//Meetings//ZH',
    method: 'PUBLISH',
    name: title,
    events: all.map((row) => eventOf(row, origin, locale)),
  })
  const more = [
    `NAME:${title}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    `URL:${origin}${locale === 'en' ? '/en' : ''}/meetings`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
  ]
  return {
    file: foldByOctets(file.replace('METHOD:PUBLISH\r\n', (line) => `${line}${more.join('\r\n')}\r\n`)),
    updatedAt: Math.max(0, ...all.map((row) => row.updatedAt)),
  }
}

/** The entry keeps its name; its revision is its SEQUENCE, and a cancelled one says so in words too. */
function eventOf(row: MeetingRow, origin: string, locale: Locale): IcsEvent {
  const zh = locale === 'zh'
  const off = row.state === 'cancelled'
  const page = `${origin}${zh ? '' : '/en'}/meetings/${row.id}`
  const title = say(text(row.titleZh, row.titleEn), locale)
  const where = [
    say(text(row.placeZh, row.placeEn), locale),
    ...(row.addressZh ? [say(text(row.addressZh, row.addressEn ?? ''), locale)] : []),
  ]
  return {
    uid: `${row.id}@${new URL(origin).hostname}`,
    sequence: row.rev,
    status: off ? 'CANCELLED' : 'CONFIRMED',
    stamp: { date: new Date(row.updatedAt) },
    lastModified: { date: new Date(row.updatedAt) },
    start: { date: new Date(row.startsAt) },
    end: { date: new Date(row.endsAt) },
    summary: off ? `${zh ? '已取消：' : 'Cancelled: '}${title}` : title,
    location: where.join(zh ? '，' : ', '),
    description: zh
      ? `${row.nameZh}，电话 ${row.phone}\n议程、报名、提问：${page}\n急事请拨 110。`
      : `${say(text(row.nameZh, row.nameEn), 'en')}, phone ${row.phone}\nAgenda, sign-up, questions: ${page}\nIn an emergency call 110.`,
    url: page,
    timeTransparent: 'TRANSPARENT',
  }
}
