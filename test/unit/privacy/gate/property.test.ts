import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonal } from '../../../../api/privacy/gate/findPersonal.ts'
import { redact } from '../../../../api/privacy/gate/redact.ts'
import { checkCharacter } from '../../../../api/privacy/idNumber.ts'
import { official } from '../../../data/gate/official.ts'
import { labelled } from '../../../data/gate/set.ts'

const all = [...labelled('tune.jsonl'), ...labelled('kept.jsonl')]
const clean = all.filter(({ spans }) => spans.length === 0).map(({ text }) => text)
const find = (text: string) => findPersonal(text, { official })
const numbers = new Set(['id-number', 'phone', 'bank-card', 'plate', 'document', 'email'])

/** So many runs, or as many as a busy machine makes in a second: the seed changes from day to day, the time does not. */
const bounded = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 900 })

const wide = (text: string) =>
  text.replace(/[0-9X]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const spoken = (zero: string, one: string) => (text: string) =>
  text.replace(/\d/g, (digit) =>
    digit === '0' ? zero : digit === '1' ? one : '二三四五六七八九'[Number(digit) - 2]!,
  )

const script = (zero: string) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)))
const dressed = (digits: string) => (text: string) => text.replace(/\d/g, (digit) => digits[Number(digit)]!)

/** A number cut where people cut it: 3-4-4 for phones, 6-8-4 for ID numbers. */
function cut(text: string, mark: string): string {
  return text.length === 11
    ? [text.slice(0, 3), text.slice(3, 7), text.slice(7)].join(mark)
    : [text.slice(0, 6), text.slice(6, 14), text.slice(14)].join(mark)
}

const spellings: ((text: string) => string)[] = [
  (text) => text,
  wide,
  spoken('〇', '一'),
  spoken('零', '幺'),
  (text) => [...text].join(' '),
  (text) => [...text].join('\u200b'),
  (text) => [...text].join('&#8203;'),
  ...[' ', '-', '－', '、', '.', '\n', '\r\n', '\u200c', '&nbsp;', '  ', ' - ', '·'].map(
    (mark) => (text: string) => cut(text, mark),
  ),
  (text) => `${text.slice(0, 3)}**${text.slice(3, 7)}**${text.slice(7)}`,
  (text) => `${text.slice(0, 5)}<b>${text.slice(5, 9)}</b>${text.slice(9)}`,
  (text) => wide(cut(text, '　')),
  ...['***', '****', '//', ' // ', '::', '……', '=='].map((mark) => (text: string) => cut(text, mark)),
  ...['٠', '०', '᠐', '𝟎', '𝟬', '🯰'].map((zero) => script(zero)),
  dressed('⓪①②③④⑤⑥⑦⑧⑨'),
  dressed('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  dressed('₀₁₂₃₄₅₆₇₈₉'),
  (text) => dressed('⓪①②③④⑤⑥⑦⑧⑨')(text.slice(0, 3)) + text.slice(3),
]

const phone = fc
  .tuple(fc.constantFrom(...'3456789'), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`)
const idNumber = fc
  .tuple(
    fc.integer({ min: 990_000, max: 999_999 }),
    fc.integer({ min: 0, max: 25_000 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, day, order]) => {
    const born = new Date(Date.UTC(1940, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
    const digits = `${area}${born}${String(order).padStart(3, '0')}`
    return digits + checkCharacter(digits)
  })

const placed = (number: fc.Arbitrary<string>) =>
  fc
    .record({
      number,
      spell: fc.constantFrom(...spellings),
      text: fc.constantFrom(...clean),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ number, spell, text, share }) => {
      const at = Math.floor(share * text.length)
      const spelled = spell(number)
      return { spelled, from: at + 2, text: `${text.slice(0, at)}号码${spelled}请记${text.slice(at)}` }
    })

describe.each([
  ['id-number', idNumber],
  ['phone', phone],
])('a valid %s', (kind, number) => {
  it('is found in every spelling, anywhere in a clean text', () => {
    fc.assert(
      fc.property(placed(number), ({ text, spelled, from }) => {
        const found = find(text).filter((one) => one.kind === kind)
        const covered = found.some((one) => one.from <= from && one.to >= from + spelled.length)
        expect(covered, `${text}\n${JSON.stringify(found)}`).toBe(true)
      }),
      bounded(1500),
    )
  })

  it('is gone from the redacted text', () => {
    fc.assert(
      fc.property(placed(number), ({ text }) => {
        const redacted = redact(text, find(text))
        expect(find(redacted).filter((one) => numbers.has(one.kind))).toEqual([])
      }),
      bounded(500),
    )
  })
})

it('findings give the text back, in order and apart, whatever the text', () => {
  const piece = fc.constantFrom(
    ...[
      '嫌疑人张伟强',
      '1',
      '3',
      '8',
      '0013',
      '8000',
      '赣A',
      '**',
      '&#x31;',
      '\u200b',
      ' ',
      '、',
      '8岁',
      '小明',
      '路',
      '号',
    ],
    ...[
      '行政拘留',
      '五日',
      '张某',
      '\ud835\udfcf',
      '\ud800',
      '𠮷',
      '\r\n',
      '<b>',
      'X',
      '@qq.com',
      '*',
      '村三组',
      '男，',
    ],
  )
  // Any sign, half ones too. The library's own arbitrary of them takes seconds to be made.
  const sign = fc
    .oneof(fc.integer({ min: 0, max: 0x3100 }), fc.integer({ min: 0, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code))
  const text = fc.array(fc.oneof(piece, sign), { maxLength: 60 })
  fc.assert(
    fc.property(text, (pieces) => {
      const given = pieces.join('')
      let behind = 0
      for (const { from, to, text: found } of find(given)) {
        expect(from).toBeGreaterThanOrEqual(behind)
        expect(to).toBeGreaterThan(from)
        expect(given.slice(from, to)).toBe(found)
        behind = to
      }
    }),
    bounded(2000),
  )
})
