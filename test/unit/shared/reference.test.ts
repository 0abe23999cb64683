import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASE31 } from '../../../api/shared/base31.ts'
import { isRealDay } from '../../../api/shared/realDay.ts'
import {
  makeReference,
  parseReference,
  REFERENCE_KINDS,
  type ReferenceKind,
} from '../../../api/shared/reference.ts'

const kinds: ReferenceKind[] = ['A', 'B', 'C', 'F', 'K', 'M', 'N', 'R', 'V', 'W', 'Z']
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const random = fc.string({ unit: fc.constantFrom(...BASE31), minLength: 5, maxLength: 5 })
const reference = fc.tuple(fc.constantFrom(...kinds), day, random).map(([k, d, r]) => makeReference(k, d, r))
const symbols = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('reference', () => {
  it('looks as promised and comes back', () => {
    expect(makeReference('A', '2026-11-23')).toMatch(/^A-20261123-[2-9A-HJKMNP-Z]{6}$/)
    expect(Object.keys(REFERENCE_KINDS)).toEqual(kinds)
    fc.assert(
      fc.property(fc.constantFrom(...kinds), day, random, (kind, filed, five) => {
        const made = makeReference(kind, filed, five)
        expect(parseReference(made)).toEqual({ reference: made, kind, day: filed })
      }),
    )
  })

  it('catches every single wrong symbol, in kind, day, random part and check', () => {
    fc.assert(
      fc.property(reference, (made) => {
        const plain = made.replaceAll('-', '')
        for (let i = 0; i < plain.length; i++) {
          for (const symbol of symbols) {
            if (symbol === plain[i]) continue
            expect(parseReference(plain.slice(0, i) + symbol + plain.slice(i + 1))).toBeNull()
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('catches every exchange of two symbols, neighbours or not', () => {
    fc.assert(
      fc.property(reference, (made) => {
        const plain = made.replaceAll('-', '')
        for (let i = 0; i < plain.length; i++) {
          for (let j = i + 1; j < plain.length; j++) {
            if (plain[i] === plain[j]) continue
            const swapped = [...plain]
            swapped[i] = plain[j]!
            swapped[j] = plain[i]!
            expect(parseReference(swapped.join(''))).toBeNull()
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('takes what people type', () => {
    const made = makeReference('C', '2026-11-23', '7K3M9')
    const wide = made.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    const typed = [
      made.toLowerCase(),
      ` ${made} `,
      made.replaceAll('-', ''),
      made.replaceAll('-', ' — '),
      wide,
    ]
    for (const text of typed) expect(parseReference(text)?.reference).toBe(made)
  })

  it('refuses what cannot be one', () => {
    for (const text of [
      '',
      'A',
      'A-20261123',
      'X-20261123-7K3M9Q',
      'toString',
      `${makeReference('A', '2026-11-23')}2`,
    ]) {
      expect(parseReference(text)).toBeNull()
    }
    expect(() => makeReference('A', '2026-02-29')).toThrow(RangeError)
  })

  it('knows which days exist', () => {
    for (const real of ['2024-02-29', '2000-02-29', '2026-12-31']) expect(isRealDay(real)).toBe(true)
    for (const not of [
      '1900-02-29',
      '2026-04-31',
      '2026-00-10',
      '2026-13-01',
      '2026-1-1',
      '',
      '0000-01-01',
    ]) {
      expect(isRealDay(not)).toBe(false)
    }
  })
})
