import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffLine, lineDiff } from '../../../api/notice/diff.ts'

const text = fc
  .array(fc.constantFrom('甲', '乙', '丙', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'))
const side = (lines: DiffLine[], without: DiffLine['kind']) =>
  lines
    .filter(({ kind }) => kind !== without)
    .map(({ text: line }) => line)
    .join('\n')

test('a changed line is gone and new', () => {
  expect(lineDiff('时间\n9:00\n地点', '时间\n10:00\n地点')).toEqual([
    { kind: 'same', text: '时间' },
    { kind: 'gone', text: '9:00' },
    { kind: 'new', text: '10:00' },
    { kind: 'same', text: '地点' },
  ])
})

test('both texts can be read out of it, and nothing is told twice', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after)
      expect(side(lines, 'new')).toBe(before)
      expect(side(lines, 'gone')).toBe(after)
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

test('two long texts with nothing in common are told apart as wholes', () => {
  const lines = (word: string) => Array.from({ length: 1001 }, (_, i) => `${word}${i}`).join('\n')
  expect(lineDiff(lines('甲'), lines('乙')).length).toBe(2002)
})
