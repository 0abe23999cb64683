import { dayOf, timeOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Messages, Template, VisitWords } from './message.ts'
import { smsParts } from './smsLength.ts'

/** A piece of a message. Those with a rank are said only where they cost no further short message, 1 first. */
interface Piece {
  text: string
  rank?: number
}

interface Words {
  subject: Text
  /** What happened, with when and where. */
  lead(when: string, point: string, locale: Locale): string
  /** What stands before the address to change or book again. */
  change: Text
  changeAt: '/track' | ''
}

const words: Record<Template, Words> = {
  'appointment.booked': {
    subject: { zh: '预约成功', en: 'Your visit is booked' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `已约${when}到${point}。` : `Booked: ${when}, ${point}.`,
    change: { zh: '更改：', en: 'Change or cancel: ' },
    changeAt: '/track',
  },
  'appointment.moved': {
    subject: { zh: '预约时间已改', en: 'Your visit has moved' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `已改到${when}，${point}。` : `Moved to ${when}, ${point}.`,
    change: { zh: '再改：', en: 'Change or cancel: ' },
    changeAt: '/track',
  },
  'appointment.cancelled': {
    subject: { zh: '预约已取消', en: 'Your visit is cancelled' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `${when}${point}的预约已取消。` : `Cancelled: ${when}, ${point}.`,
    change: { zh: '再约：', en: 'Book again: ' },
    changeAt: '',
  },
  'appointment.reminder': {
    subject: { zh: '预约提醒', en: 'Your visit is coming up' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `提醒：${when}到${point}。` : `Reminder: ${when}, ${point}.`,
    change: { zh: '来不了请改：', en: 'Cannot come? Change it: ' },
    changeAt: '/track',
  },
}

function pieces(template: Template, locale: Locale, data: VisitWords, origin: string): Piece[] {
  const starts = Date.parse(data.startsAt)
  const day = say(fullDay(dayOf(starts)), locale)
  const { lead, change, changeAt } = words[template]
  // No link ever carries a code; without the scheme it is still a link on every phone.
  const link = origin.replace(/^https?:\/\//, '') + changeAt
  const both = (zh: string, en: string) => (locale === 'zh' ? zh : ` ${en}`)
  const when = locale === 'zh' ? `${day.slice(5)}${timeOf(starts)}` : `${day.slice(0, -5)} ${timeOf(starts)}`
  return [
    { text: lead(when, say(data.pointName, locale), locale) },
    { text: both(`事项：${data.matterName.zh}。`, `For: ${say(data.matterName, 'en')}.`), rank: 2 },
    { text: both(`地址：${data.address.zh}。`, `Address: ${say(data.address, 'en')}.`), rank: 4 },
    { text: both(`电话：${data.phone}。`, `Phone: ${data.phone}.`), rank: 3 },
    { text: both(`编号${data.reference}，`, `Ref ${data.reference}.`) },
    { text: both(`${change.zh}${link}`, `${change.en}${link}`) },
    { text: both('（非紧急）', '(not urgent)') },
    { text: both('急事请拨110。', 'Emergency: call 110.'), rank: 1 },
  ]
}

/**
 * Subject and text of a message. A short message says what it must, and more as far as that costs no further one;
 * `whole` (e-mail) says everything. `origin` is the site's.
 */
export function render<T extends Template>(
  template: T,
  locale: Locale,
  data: Messages[T],
  { origin, whole = false }: { origin: string; whole?: boolean },
): { subject: string; text: string } {
  const all = pieces(template, locale, data, origin)
  const textOf = (kept: Set<Piece>) =>
    all
      .filter((piece) => kept.has(piece))
      .map((piece) => piece.text)
      .join('')
  const kept = new Set(all.filter((piece) => whole || piece.rank === undefined))
  const parts = smsParts(textOf(kept))
  const more = all.filter((piece) => !kept.has(piece)).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  for (const piece of more) {
    if (smsParts(textOf(new Set([...kept, piece]))) <= parts) kept.add(piece)
  }
  return { subject: `${say(words[template].subject, locale)} ${data.reference}`, text: textOf(kept) }
}
