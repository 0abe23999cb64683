import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { CasefileWords } from './message.ts'

/** What the message is about, to staff. */
export const casefileSubject: Text = { zh: '案件有新进展', en: 'News of a police case' }

/** That there is news and where it can be read; never that it is about a case, for whoever has the telephone reads it. */
export function casefilePieces(
  { reference, pointName, dutyPhone }: CasefileWords,
  locale: Locale,
  link: string,
): Piece[] {
  if (locale === 'en')
    return [
      { text: `There is news on ${reference} (${say(pointName, locale)}).` },
      { text: ` Look it up with your code: ${link}` },
      { text: ` or call ${dutyPhone}.`, rank: 2 },
      { text: ' (not urgent)' },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `您在${say(pointName, locale)}的事项有新进展。` },
    { text: `编号${reference}，凭查询码查看：${link}` },
    { text: `，或打电话${dutyPhone}。`, rank: 2 },
    { text: '（非紧急）' },
    { text: '急事请拨110。', rank: 1 },
  ]
}
