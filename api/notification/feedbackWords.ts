import type { Locale, Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { FeedbackWords } from './message.ts'

/** What the message is about: that an error somebody reported on our pages was answered. */
export const feedbackSubject: Text = {
  zh: '您反映的网页问题已答复',
  en: 'Your report of an error is answered',
}

/** That the answer is there and whether the page was corrected; the answer itself needs the code. */
export function feedbackPieces(
  { reference, corrected }: FeedbackWords,
  locale: Locale,
  link: string,
): Piece[] {
  if (locale === 'en')
    return [
      {
        text: `Your report ${reference} on our website is answered${corrected ? '; the page is corrected' : ''}.`,
      },
      { text: ` Read it: ${link}` },
      { text: ' (not urgent)' },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `您反映的网页问题已答复${corrected ? '，网页已改正' : ''}。` },
    { text: `编号${reference}，查看：${link}` },
    { text: '（非紧急）' },
    { text: '急事请拨110。', rank: 1 },
  ]
}
