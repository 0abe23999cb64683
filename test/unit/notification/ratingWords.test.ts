import { expect, test } from 'vitest'
import { staleAt } from '../../../api/notification/message.ts'
import { closedWords } from '../../../api/notification/ratingWords.ts'
import { smsParts } from '../../../api/notification/smsLength.ts'
import { render } from '../../../api/notification/template.ts'
import { say } from '../../../api/shared/text.ts'
import { rectificationOutcomes } from '../../../db/schema/rectification.ts'

const data = {
  reference: 'C-20261123-7K3M9Q',
  rateToken: 'K7M39QXTH4WC',
  goodDay: '2026-12-24',
  until: '2026-12-24T10:12:00+08:00',
}
const origin = 'https://kaimen.example'

test.each([
  ['zh', '公安请您评一评办得怎么样：kaimen.example/rate#K7M39QXTH4WC 2026 年 12 月 24 日前有效。'],
  ['en', 'Police: how did we do? kaimen.example/rate#K7M39QXTH4WC Good until 24 December 2026.'],
] as const)(
  'the text (%s) brings the link behind its hash and says nothing of what was done',
  (locale, begins) => {
    const { text } = render('rating.asked', locale, data, { origin })
    expect(text.startsWith(begins)).toBe(true)
    expect(text).not.toContain(data.reference)
    expect(text).not.toMatch(/投诉|案|申请|预约|complaint|case|application|visit/i)
    expect(smsParts(text)).toBeLessThanOrEqual(2)
  },
)

const closing = {
  reference: 'rc_secret',
  secondToken: 'K7M39QXTH4WC',
  outcome: 'at-once',
  bureauPhone: '0571-88880000',
  goodDay: '2026-12-24',
  until: '2026-12-24T10:12:00+08:00',
} as const

test.each(['zh', 'en'] as const)(
  'the text at the end (%s) says what came of it, and neither where nor of what',
  (locale) => {
    const texts = rectificationOutcomes.map((outcome) => {
      const { text } = render('rating.closed', locale, { ...closing, outcome }, { origin })
      expect(text).toContain(say(closedWords[outcome], locale))
      expect(text).toContain('kaimen.example/rate#K7M39QXTH4WC')
      expect(text).not.toMatch(/rc_secret|派出所|差评|低分|投诉|案|申请|预约|station|complaint|case|visit/i)
      expect(smsParts(text)).toBeLessThanOrEqual(2)
      return text
    })
    expect(new Set(texts).size).toBe(rectificationOutcomes.length)
  },
)

test('after its time it is not sent any more', () => {
  expect(staleAt('rating.asked', data)).toBe(Date.parse(data.until))
})
