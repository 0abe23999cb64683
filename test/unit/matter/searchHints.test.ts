import { expect, test } from 'vitest'
import { asksForExitEntry, asksForPaper, looksLikePlace } from '../../../site/lib/searchHints.ts'

test.each(['石桥社区', '青石镇', '南桥派出所', '王家村', 'Shiqiao Community', 'qingshi station'])(
  '%s is a place',
  (words) => {
    expect(looksLikePlace(words)).toBe(true)
  },
)
test.each(['身份证丢了', '改名字', 'residence permit'])('%s is none', (words) => {
  expect(looksLikePlace(words)).toBe(false)
})
test('papers, passports and visas have their own hint', () => {
  expect(asksForPaper('亲属关系证明')).toBe(true)
  expect(asksForPaper('身份证丢了')).toBe(false)
  expect(['护照', '签证到期', 'my visa', 'passport'].every(asksForExitEntry)).toBe(true)
  expect(asksForExitEntry('居住证签注')).toBe(false)
})
