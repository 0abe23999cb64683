import { expect, test } from 'vitest'
import { staleAt } from '../../../api/notification/message.ts'
import { smsParts } from '../../../api/notification/smsLength.ts'
import { render } from '../../../api/notification/template.ts'

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

test('after its time it is not sent any more', () => {
  expect(staleAt('rating.asked', data)).toBe(Date.parse(data.until))
})
