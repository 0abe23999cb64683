import { dayOf, timeOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { MeetingWords } from './message.ts'

/** What the messages about a meeting are about. */
export const meetingSubjects = {
  'meeting.reminder': { zh: '警民恳谈会提醒', en: 'Your meeting with the police is coming up' },
  'meeting.cancelled': { zh: '警民恳谈会取消了', en: 'The meeting with the police is cancelled' },
} satisfies Record<string, Text>
export type MeetingTemplate = keyof typeof meetingSubjects

/** When and where it is, or that it is off; how to take the seat back. */
export function meetingPieces(
  template: MeetingTemplate,
  { reference, meetsAt, title, place }: MeetingWords,
  locale: Locale,
  link: string,
): Piece[] {
  const at = Date.parse(meetsAt)
  const day = say(fullDay(dayOf(at)), locale)
  const off = template === 'meeting.cancelled'
  if (locale === 'en') {
    const when = `${day.slice(0, -5)} ${timeOf(at)}`
    return [
      { text: `${off ? 'Cancelled' : 'Reminder'}: ${say(title, 'en')}, ${when}.` },
      { text: ` Place: ${say(place, 'en')}.`, rank: 2 },
      { text: ` Ref ${reference}. ${off ? 'Why' : 'Cannot come?'} ${link}` },
      { text: ' (not urgent)' },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  }
  const when = `${day.slice(5)}${timeOf(at)}`
  return [
    { text: off ? `${when}的${title.zh}取消了。` : `提醒：${when}${title.zh}。` },
    { text: `地点：${place.zh}。`, rank: 2 },
    { text: `编号${reference}，${off ? '原因' : '来不了请取消'}：${link}` },
    { text: '（非紧急）' },
    { text: '急事请拨110。', rank: 1 },
  ]
}
