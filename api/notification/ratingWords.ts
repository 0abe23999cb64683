import type { RectificationOutcome } from '../../db/schema/rectification.ts'
import { plainDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { RatingWords, SecondWords } from './message.ts'

/** What the message is about, on a screen that others may see: nothing of what was done. */
export const ratingSubject: Text = { zh: '请您评一评', en: 'How was it?' }

/** A link to rate what was done, which opens nothing for whoever only looks: the token is behind the hash. */
export function ratingPieces({ rateToken, goodDay }: RatingWords, locale: Locale, link: string): Piece[] {
  const [day, to] = [say(plainDay(goodDay), locale), `${link}#${rateToken}`]
  return locale === 'zh'
    ? [
        { text: `公安请您评一评办得怎么样：${to} ` },
        { text: `${day}前有效。` },
        { text: '派出所看不到是谁评的，不评也没关系。', rank: 2 },
        { text: '（非紧急）' },
        { text: '急事请拨110。', rank: 1 },
      ]
    : [
        { text: `Police: how did we do? ${to}` },
        { text: ` Good until ${day}.` },
        { text: ' The station does not see who rated. You need not.', rank: 2 },
        { text: ' (not urgent)' },
        { text: ' Emergency: call 110.', rank: 1 },
      ]
}

/** What the text at the end is about, on a screen that others may see. */
export const closedSubject: Text = { zh: '您提的意见有结果了', en: 'What came of what you said' }

/** What came of a bad rating, as whoever gave it is told: no station, no matter. */
export const closedWords: Record<RectificationOutcome, Text> = {
  'at-once': { zh: '马上就改了', en: 'it was put right at once' },
  'by-date': { zh: '说好日子，已经改了', en: 'it was put right by a set date' },
  explained: { zh: '按规定改不了', en: 'under the rules it could not be changed' },
  'appeal-refused': { zh: '核查后，您的评价算数', en: 'after a check your rating stands' },
  appealed: { zh: '核查后，这份评价留着，不计分', en: 'after a check your rating is kept, but in no score' },
}

/** The end of what was done about a bad rating, with a link that opens nothing for whoever only looks. */
export function closedPieces(
  { secondToken, outcome, bureauPhone, goodDay }: SecondWords,
  locale: Locale,
  link: string,
): Piece[] {
  const [came, day, to] = [
    say(closedWords[outcome], locale),
    say(plainDay(goodDay), locale),
    `${link}#${secondToken}`,
  ]
  return locale === 'zh'
    ? [
        { text: `公安局督察：您提的意见办结了，${came}。处理得怎么样，请再评一次：${to} ` },
        { text: `${day}前有效。` },
        ...(bureauPhone ? [{ text: `想问原因请打${bureauPhone}。`, rank: 3 }] : []),
        { text: '不评也没关系。', rank: 2 },
        { text: '（非紧急）' },
        { text: '急事请拨110。', rank: 1 },
      ]
    : [
        { text: `Police supervision: what you told us is closed: ${came}. How was it dealt with? ${to}` },
        { text: ` Good until ${day}.` },
        ...(bureauPhone ? [{ text: ` Questions: ${bureauPhone}.`, rank: 3 }] : []),
        { text: ' You need not answer.', rank: 2 },
        { text: ' (not urgent)' },
        { text: ' Emergency: call 110.', rank: 1 },
      ]
}
