import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../api/privacy/document.ts'
import { ageOn, birthDayOf, checkCharacter, readIdNumber } from '../../../api/privacy/idNumber.ts'

const today = '2026-11-21'
const one = '11010519491231002X'
const two = '440524188001010014'
const withCheck = (first17: string) => first17 + checkCharacter(first17)

describe('ID number', () => {
  it('takes the specimens as people type them', () => {
    for (const text of [
      one,
      '11010519491231002x',
      ' 110105 19491231 002X ',
      '１１０１０５１９４９１２３１００２Ｘ',
    ]) {
      expect(readIdNumber(text, today)).toEqual({ ok: true, value: one })
    }
    expect(readIdNumber(two, today)).toEqual({ ok: true, value: two })
  })

  it.each([
    ['', 'length'],
    ['1101051949123100', 'length'],
    [`${one.slice(0, 17)}XX`, 'characters'],
    [`${two}1`, 'length'],
    ['1101051949123100２Y', 'characters'],
    ['1101051949123１00X2', 'characters'],
    ['٤٤٠٥٢٤١٨٨٠٠١٠١٠٠١٤', 'characters'],
    [withCheck('01010519491231002'), 'characters'],
    ['110105491231002', 'first-generation'],
    [withCheck('11010519490229002'), 'date'],
    [withCheck('11010519491331002'), 'date'],
    [withCheck('11010517491231002'), 'date'],
    [withCheck('11010520261122002'), 'date'],
    ['110105194912310020', 'check'],
  ])('refuses %s: %s', (text, reason) => {
    expect(readIdNumber(text, today)).toEqual({ ok: false, reason })
  })

  it('takes a child born today and a division that is no more', () => {
    expect(readIdNumber(withCheck('11010520261121002'), today).ok).toBe(true)
    expect(readIdNumber(withCheck('99999919491231002'), today).ok).toBe(true)
  })

  it('catches every wrong digit and every two exchanged neighbours', () => {
    fc.assert(
      fc.property(fc.constantFrom(one, two), fc.nat(16), fc.nat(9), (number, at, digit) => {
        const wrong = number.slice(0, at) + digit + number.slice(at + 1)
        expect(readIdNumber(wrong, today).ok).toBe(wrong === number)
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        expect(readIdNumber(swapped, today).ok).toBe(swapped === number)
      }),
    )
  })

  it('tells birthday and age', () => {
    expect(birthDayOf(one)).toBe('1949-12-31')
    expect(ageOn(one, '2026-12-30')).toBe(76)
    expect(ageOn(one, '2026-12-31')).toBe(77)
    const leap = withCheck('11010520080229002')
    expect(ageOn(leap, '2026-02-28')).toBe(17)
    expect(ageOn(leap, '2026-03-01')).toBe(18)
  })
})

describe('document', () => {
  it.each([
    ['resident-id', '11010519491231002x', one],
    ['resident-id', withCheck('81000019491231002'), withCheck('81000019491231002')],
    ['hk-macau-permit', 'h12345678', 'H12345678'],
    ['hk-macau-permit', 'M1234567800', 'M1234567800'],
    ['taiwan-permit', '0123 4567', '01234567'],
    ['foreigner-permanent-residence', 'abc110108501017', 'ABC110108501017'],
    ['foreigner-permanent-residence', withCheck('91112319850101001'), withCheck('91112319850101001')],
    ['passport', 'e 12345678', 'E12345678'],
    ['none', 'anything', ''],
  ] as const)('reads %s %s', (type, text, value) => {
    expect(readDocument(type, text, today)).toEqual({ ok: true, value })
  })

  it.each([
    ['resident-id', '', 'missing'],
    ['resident-id', '110105194912310020', 'check'],
    ['hk-macau-permit', 'H123456780', 'shape'],
    ['hk-macau-permit', 'T12345678', 'shape'],
    ['taiwan-permit', '1234567', 'shape'],
    ['foreigner-permanent-residence', '811123198501010011', 'shape'],
    ['passport', 'E123', 'shape'],
    ['passport', 'E1234567-8', 'shape'],
    ['passport', '  ', 'missing'],
  ] as const)('refuses %s %s: %s', (type, text, reason) => {
    expect(readDocument(type, text, today)).toEqual({ ok: false, reason })
  })

  it('checks the check digit of a new permanent residence card', () => {
    const right = withCheck('91112319850101001')
    const wrong = right.slice(0, 17) + (right.endsWith('5') ? '6' : '5')
    expect(readDocument('foreigner-permanent-residence', wrong, today)).toEqual({
      ok: false,
      reason: 'check',
    })
  })
})
