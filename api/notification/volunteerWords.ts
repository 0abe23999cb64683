import { shortDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { TaskWords } from './message.ts'

/** What a task notice is about. */
export const volunteerSubject: Text = { zh: '群防群治任务', en: 'A task for volunteers' }

/** What is to be done when, from whom, and how to leave. */
export function taskPieces(
  { reference, taskDay, task, from }: TaskWords,
  locale: Locale,
  link: string,
): Piece[] {
  const day = say(shortDay(taskDay), locale)
  if (locale === 'en')
    return [
      { text: `${say(from, 'en')}, ${day}: ${task}` },
      { text: ` To leave: ${link}, ref ${reference}.` },
      { text: ' (not urgent)' },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `${from.zh}：${day}，${task}。` },
    { text: `想退出：${link}，编号${reference}。` },
    { text: '（非紧急）' },
    { text: '急事请拨110。', rank: 1 },
  ]
}
