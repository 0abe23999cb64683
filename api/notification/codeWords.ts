import type { Locale } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { CodeWords } from './message.ts'

/** A code by text, for a booking or an application: what it is for is read off the letter of its reference. */
export function codePieces({ code, reference }: CodeWords, locale: Locale): Piece[] {
  const application = reference.startsWith('B-')
  const [what, mine] = application ? ['申请', '交'] : ['预约', '约']
  const visit = application ? 'application' : 'visit'
  return locale === 'zh'
    ? [
        { text: `验证码${code}，核对编号${reference}的${what}用，10分钟内有效。` },
        { text: '我们不会打电话问您要，请不要告诉别人。' },
        { text: `不是您${mine}的，不用理会。`, rank: 1 },
      ]
    : [
        { text: `${code} is the code for the ${visit} ${reference}, good for 10 minutes.` },
        { text: ' Nobody will ask you for it by phone.' },
        { text: ` Not your ${visit}? Ignore this.`, rank: 1 },
      ]
}
