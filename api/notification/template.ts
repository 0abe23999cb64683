import { dayOf, timeOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import { applicationPieces, applicationSubjects, homeVisitPieces } from './applicationWords.ts'
import { casefilePieces, casefileSubject } from './casefileWords.ts'
import { codePieces } from './codeWords.ts'
import { complaintPage, complaintPieces, complaintSubject } from './complaintWords.ts'
import { feedbackPieces, feedbackSubject } from './feedbackWords.ts'
import { type ListTemplate, listPieces, listSubjects, listTemplateOf, type Piece } from './listWords.ts'
import { meetingPieces, meetingSubjects } from './meetingWords.ts'
import type { ClosedWords, Messages, OfferWords, ReplacedWords, Template, VisitWords } from './message.ts'
import {
  closedPieces as closedRatingPieces,
  closedSubject,
  ratingPieces,
  ratingSubject,
} from './ratingWords.ts'
import { smsParts } from './smsLength.ts'
import { taskPieces, volunteerSubject } from './volunteerWords.ts'

interface Words {
  subject: Text
  /** What happened, with when and where. */
  lead(when: string, point: string, locale: Locale): string
  /** What stands before the address to change or book again. */
  change: Text
  changeAt: '/track' | ''
}

type VisitTemplate = Exclude<
  Template,
  | 'phone.code'
  | 'code.replaced'
  | 'feedback.answered'
  | 'complaint.news'
  | 'casefile.moved'
  | 'rating.asked'
  | 'rating.closed'
  | 'volunteer.task'
  | keyof typeof meetingSubjects
  | keyof typeof applicationSubjects
  | ListTemplate
>

const words: Record<VisitTemplate, Words> = {
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
  'appointment.closed': {
    subject: { zh: '您约的那天不办业务', en: 'Closed on the day of your visit' },
    lead: (when, point, locale) =>
      locale === 'zh'
        ? `${when}${point}不办业务，您的预约还在。`
        : `Closed: ${when}, ${point}. Nothing is lost.`,
    change: { zh: '改时间：', en: 'Choose a new time: ' },
    changeAt: '/track',
  },
  'appointment.reopened': {
    subject: { zh: '您约的那天照常办理', en: 'Open after all on the day of your visit' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `${when}${point}照常办理，您的预约照旧。` : `Open again: ${when}, ${point}.`,
    change: { zh: '更改：', en: 'Change or cancel: ' },
    changeAt: '/track',
  },
  'waiting.offered': {
    subject: { zh: '给您留了一个号', en: 'A time is held for you' },
    lead: (when, point, locale) =>
      locale === 'zh' ? `给您留了号：${when}，${point}。` : `Held for you: ${when}, ${point}.`,
    change: { zh: '确认：', en: 'Take it: ' },
    changeAt: '/track',
  },
}

const whenOf = (startsAt: string, locale: Locale) => {
  const starts = Date.parse(startsAt)
  const day = say(fullDay(dayOf(starts)), locale)
  return locale === 'zh' ? `${day.slice(5)}${timeOf(starts)}` : `${day.slice(0, -5)} ${timeOf(starts)}`
}

/** No link ever carries a code; without the scheme it is still a link on every phone. */
const linkTo = (origin: string, path: string) => origin.replace(/^https?:\/\//, '') + path

/** Why it is closed, when else there is room, and that nobody needs a booking to come. */
function closedPieces({ reason, nearest }: ClosedWords, locale: Locale): Piece[] {
  const times = nearest.map((each) => whenOf(each, locale)).join(locale === 'zh' ? '、' : ', ')
  const [why, free, walk] =
    locale === 'zh'
      ? [`原因：${reason.zh}。`, `可以改到${times}。`, '也可以在办公时间直接来。']
      : [` Reason: ${say(reason, 'en')}.`, ` Free: ${times}.`, ' Or walk in when we are open.']
  return [{ text: why }, ...(times ? [{ text: free }] : []), { text: walk }]
}

/** By when the place is to be taken: a time of day, and the day where it is not that of the visit. */
function offerPiece({ startsAt, until }: OfferWords, locale: Locale): Piece {
  const sameDay = dayOf(Date.parse(until)) === dayOf(Date.parse(startsAt))
  const by = sameDay ? timeOf(Date.parse(until)) : whenOf(until, locale)
  return { text: locale === 'zh' ? `请在${by}前确认，过时让出。` : ` Take it by ${by}.` }
}

/** That somebody was given a new code: its holder hears of it even when it was somebody else. */
function replacedPieces({ reference, replacedAt, pointName, phone }: ReplacedWords, locale: Locale): Piece[] {
  const [when, point] = [whenOf(replacedAt, locale), say(pointName, locale)]
  return locale === 'zh'
    ? [
        { text: `编号${reference}的查询码${when}在${point}窗口补发，旧的作废。` },
        { text: `不是您本人去的，请打电话${phone}。` },
        { text: '（非紧急）' },
        { text: '急事请拨110。', rank: 1 },
      ]
    : [
        { text: `New access code for ${reference}: ${when}, ${point}. The old one is dead.` },
        { text: ` Not you? Call ${phone}.` },
        { text: ' (not urgent)' },
        { text: ' Emergency: call 110.', rank: 1 },
      ]
}

/** What a message is about, without what it says. */
export function subjectOf(template: Template): Text {
  const list = listTemplateOf(template)
  if (list) return listSubjects[list]
  if (isVisit(template)) return words[template].subject
  if (template === 'feedback.answered') return feedbackSubject
  if (template === 'complaint.news') return complaintSubject
  if (template === 'casefile.moved') return casefileSubject
  if (template === 'rating.asked') return ratingSubject
  if (template === 'rating.closed') return closedSubject
  if (isMeeting(template)) return meetingSubjects[template]
  if (template === 'volunteer.task') return volunteerSubject
  if (isApplication(template)) return applicationSubjects[template]
  return template === 'phone.code'
    ? { zh: '验证码', en: 'Your code' }
    : { zh: '查询码已补发', en: 'Your access code was replaced' }
}

/** All a message could say. */
function saidBy(template: Template, locale: Locale, data: Messages[Template], origin: string): Piece[] {
  if ('code' in data) return codePieces(data, locale)
  if ('replacedAt' in data) return replacedPieces(data, locale)
  if ('visitDay' in data) return homeVisitPieces(data, locale, linkTo(origin, '/track'))
  if ('rateToken' in data) return ratingPieces(data, locale, linkTo(origin, '/rate'))
  if ('secondToken' in data) return closedRatingPieces(data, locale, linkTo(origin, '/rate'))
  if ('what' in data) return applicationPieces(data, locale, linkTo(origin, '/track'))
  if ('dutyPhone' in data) return casefilePieces(data, locale, linkTo(origin, '/track'))
  if ('taskDay' in data) return taskPieces(data, locale, linkTo(origin, '/track'))
  if ('meetsAt' in data && isMeeting(template))
    return meetingPieces(template, data, locale, linkTo(origin, '/track'))
  if ('corrected' in data) return feedbackPieces(data, locale, linkTo(origin, '/track'))
  if ('tiding' in data) return complaintPieces(data, locale, linkTo(origin, complaintPage(data)))
  const list = listTemplateOf(template)
  if (list && 'toDay' in data) return listPieces(list, locale, data, linkTo(origin, '/track'))
  if (!isVisit(template) || 'toDay' in data || 'meetsAt' in data)
    throw new TypeError('message: the words of another')
  return pieces(template, locale, data, origin)
}

const isApplication = (template: Template): template is keyof typeof applicationSubjects =>
  template in applicationSubjects

const isMeeting = (template: Template): template is keyof typeof meetingSubjects =>
  template in meetingSubjects

const isVisit = (template: Template): template is VisitTemplate => template in words

function pieces(
  template: VisitTemplate,
  locale: Locale,
  data: VisitWords | ClosedWords | OfferWords,
  origin: string,
): Piece[] {
  const { lead, change, changeAt } = words[template]
  const link = linkTo(origin, changeAt)
  const both = (zh: string, en: string) => (locale === 'zh' ? zh : ` ${en}`)
  return [
    { text: lead(whenOf(data.startsAt, locale), say(data.pointName, locale), locale) },
    ...('nearest' in data ? closedPieces(data, locale) : []),
    ...('until' in data ? [offerPiece(data, locale)] : []),
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
  const all = saidBy(template, locale, data, origin)
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
  return { subject: `${say(subjectOf(template), locale)} ${data.reference}`, text: textOf(kept) }
}
