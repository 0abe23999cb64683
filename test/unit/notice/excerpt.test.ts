import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOf, marksIn } from '../../../api/notice/public/excerpt.ts'
import { normal, wordsOf } from '../../../api/search/grams.ts'

const text = fc.string({
  unit: fc.constantFrom('派', '出', '所', '𠮷', 'Ａ', 'b', ' ', '，', 'ﬁ', '1'),
  maxLength: 300,
})
const query = fc.string({ unit: fc.constantFrom('派', '出', '所', '𠮷', 'a', 'F', 'i', ' '), maxLength: 6 })

test('every mark reads as words that were asked for, in order, none inside another', () => {
  fc.assert(
    fc.property(text, query, (line, asked) => {
      const marks = marksIn(line, asked)
      const words = wordsOf(asked)
      for (const [i, { from, to }] of marks.entries()) {
        expect(from).toBeLessThan(to)
        expect(from).toBeGreaterThan(marks[i - 1]?.to ?? -1)
        expect(words.some((word) => normal(line.slice(from, to)).includes(word))).toBe(true)
      }
      expect(marks.length > 0).toBe(words.some((word) => normal(line).includes(word)))
    }),
  )
})

test('an excerpt is short, whole characters, and holds the first hit', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), query, (lines, asked) => {
      const { text: cut, marks } = excerptOf([{ lang: 'zh', lines }], asked)
      expect([...cut].length).toBeLessThanOrEqual(122)
      expect(cut.isWellFormed()).toBe(true)
      const words = wordsOf(asked)
      const there = lines.some((line) => words.some((word) => normal(line).includes(word)))
      expect(marks.length > 0).toBe(there)
      for (const { from, to } of marks) expect(cut.slice(from, to)).not.toBe('')
    }),
  )
})

test('the line that holds most of the words is taken, the reader’s language first', () => {
  const zh = { lang: 'zh' as const, lines: ['摘要', '身份证办理', '身份证和居住证办理'] }
  const en = { lang: 'en' as const, lines: ['Identity cards'] }
  expect(excerptOf([zh, en], '身份证 居住证').text).toBe('身份证和居住证办理')
  expect(excerptOf([zh, en], 'cards')).toMatchObject({ lang: 'en', marks: [{ from: 9, to: 14 }] })
  expect(excerptOf([en, zh], '2026-0001')).toMatchObject({ lang: 'en', text: 'Identity cards', marks: [] })
  expect(excerptOf([], '身份证')).toEqual({ lang: 'zh', text: '', marks: [] })
})
