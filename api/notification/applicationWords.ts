import { dayOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { CaseReminder, CaseWords, HomeVisit } from './message.ts'

/** What each message about an application is about. */
export const applicationSubjects = {
  'application.moved': { zh: '您的申请有变化', en: 'Your application has moved on' },
  'application.message': { zh: '您的申请有新留言', en: 'A message about your application' },
  'application.reminder': { zh: '您的申请在等您', en: 'Your application waits for you' },
  'application.visit': { zh: '我们上门的日子', en: 'The day we visit you' },
} satisfies Record<string, Text>

/** How it stands and where to read more; what was asked, said or decided needs the code. */
export function applicationPieces(data: CaseWords | CaseReminder, locale: Locale, link: string): Piece[] {
  const { reference, what, matterName, pointName, phone } = data
  const until = 'until' in data ? say(fullDay(dayOf(Date.parse(data.until))), locale) : null
  if (locale === 'en')
    return [
      { text: `Your application ${reference}: ${say(what, 'en')}.` },
      ...(until ? [{ text: ` The last day is ${until}.` }] : []),
      { text: ` See: ${link}` },
      { text: ' (not urgent)' },
      { text: ` For: ${say(matterName, 'en')}.`, rank: 2 },
      { text: ` ${say(pointName, 'en')}, phone ${phone}.`, rank: 3 },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `您的申请${what.zh}。` },
    ...(until ? [{ text: `最晚${until}。` }] : []),
    { text: `编号${reference}，查看：${link}` },
    { text: '（非紧急）' },
    { text: `事项：${matterName.zh}。`, rank: 2 },
    { text: `${pointName.zh}，电话${phone}。`, rank: 3 },
    { text: '急事请拨110。', rank: 1 },
  ]
}

/** When we come, who comes, and how to ask for another day. */
export function homeVisitPieces(data: HomeVisit, locale: Locale, link: string): Piece[] {
  const { reference, what, pointName, phone } = data
  if (locale === 'en')
    return [
      { text: `${say(pointName, 'en')} visits you on ${what.en}.` },
      { text: ` Another day: phone ${phone}.` },
      { text: ` ${reference}, see: ${link}` },
      { text: ' (not urgent)' },
      { text: ' Officers show their credentials.', rank: 2 },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `${pointName.zh}${what.zh}上门。` },
    { text: `改日子请打${phone}。` },
    { text: `编号${reference}，查看：${link}` },
    { text: '（非紧急）' },
    { text: '民警会先出示证件。', rank: 2 },
    { text: '急事请拨110。', rank: 1 },
  ]
}
