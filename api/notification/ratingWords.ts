import { plainDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { RatingWords } from './message.ts'

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
