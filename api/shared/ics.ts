import { generateIcsCalendar, type IcsEvent } from 'ts-ics'
import { foldByOctets } from './icsFold.ts'
import { type Locale, say, type Text } from './text.ts'

/** A visit as a calendar shows it. Nothing about the person. */
export interface Visit {
  reference: string
  /** Counts every change, so that a later file replaces an earlier one. */
  sequence: number
  cancelled: boolean
  /** Epoch ms, as all four. */
  startsAt: number
  endsAt: number
  /** When the visit last changed. */
  changedAt: number
  /** When this file is made: of two with one `sequence` the later holds. */
  stampedAt: number
  stationName: Text
  address: Text
  phone: string
  /** What the visit is for: one matter or several. */
  matterNames: readonly Text[]
  /** The site's origin; the link never carries a code. */
  origin: string
  locale: Locale
}

/** 甲、乙 / A, B and C. */
function listed(names: readonly string[], locale: Locale): string {
  if (locale === 'zh') return names.join('、')
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last
}

const instant = (ms: number) => ({ date: new Date(ms) })

/** A visit as an iCalendar file (RFC 5545, in UTC): published, or cancelled. An alarm rings a day before. */
export function appointmentCalendar(visit: Visit): string {
  const { reference, locale, origin, cancelled, phone } = visit
  const zh = locale === 'zh'
  const station = say(visit.stationName, locale)
  const matters = listed(
    visit.matterNames.map((name) => say(name, locale)),
    locale,
  )
  const track = `${origin}${zh ? '' : '/en'}/track`
  const title = zh ? `${station}：${matters}` : `${matters} at ${station}`
  // Said in words too: some calendars keep an entry that a file says is cancelled.
  const summary = cancelled ? `${zh ? '已取消：' : 'Cancelled: '}${title}` : title
  const event: IcsEvent = {
    uid: `${reference}@${new URL(origin).hostname}`,
    sequence: visit.sequence,
    status: cancelled ? 'CANCELLED' : 'CONFIRMED',
    stamp: instant(visit.stampedAt),
    lastModified: instant(visit.changedAt),
    start: instant(visit.startsAt),
    end: instant(visit.endsAt),
    summary,
    location: [station, say(visit.address, locale)].join(zh ? '，' : ', '),
    description: zh
      ? `编号 ${reference}\n电话 ${phone}\n更改或取消：${track}\n急事请拨 110。`
      : `Reference ${reference}\nPhone ${phone}\nChange or cancel: ${track}\nIn an emergency call 110.`,
    url: track,
    class: 'PRIVATE',
    ...(!cancelled && {
      alarms: [
        {
          action: 'DISPLAY',
          description: summary,
          trigger: { type: 'relative', value: { before: true, days: 1 } },
        },
      ],
    }),
  }
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Kaimen//Appointment//ZH',
    method: cancelled ? 'CANCEL' : 'PUBLISH',
    events: [event],
  })
  return foldByOctets(file)
}
