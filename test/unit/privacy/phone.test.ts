import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhone } from '../../../api/privacy/phone.ts'

describe('phone', () => {
  it.each([
    ['13800000000', '13800000000'],
    [' 138 0000 0000 ', '13800000000'],
    ['138-0000-0000', '13800000000'],
    ['+86 138 0000 0000', '13800000000'],
    ['＋８６－１３８００００００００', '13800000000'],
    ['0086 13800000000', '13800000000'],
    ['86 13800000000', '13800000000'],
    ['8613800000000', '13800000000'],
  ])('reads the mobile %s', (text, value) => {
    expect(readPhone(text)).toEqual({ ok: true, value, kind: 'mobile' })
  })

  it.each([
    ['010-65550000', '010-65550000'],
    ['01065550000', '010-65550000'],
    ['(010) 6555 0000', '010-65550000'],
    ['（０１０）６５５５－００００', '010-65550000'],
    ['010-6555-0000', '010-65550000'],
    ['010-65550000-12', '010-65550000-12'],
    ['010-65550000转12', '010-65550000-12'],
    ['010-65550000 ext. 12', '010-65550000-12'],
    ['01065550000-8001', '010-65550000-8001'],
    ['0791-6555000', '0791-6555000'],
    ['07916555000', '0791-6555000'],
    ['0791 65550000', '0791-65550000'],
    ['+86 10 6555 0000', '010-65550000'],
    ['+86-791-65550000', '0791-65550000'],
    ['000-0000-0012', '000-00000012'],
    ['00000000012', '000-00000012'],
  ])('reads the landline %s', (text, value) => {
    expect(readPhone(text)).toEqual({ ok: true, value, kind: 'landline' })
  })

  it.each([
    ['', 'short'],
    ['1380000000', 'short'],
    ['138000000000', 'long'],
    ['12800000000', 'shape'],
    ['13800000000转1', 'shape'],
    ['65550000', 'short'],
    ['010-655500', 'short'],
    ['010-655500001234567', 'long'],
    ['010-65550000-1234567', 'long'],
    ['4008000000', 'shape'],
    ['001-65550000', 'shape'],
    ['138OOOO0000', 'characters'],
    ['+852 234', 'short'],
    ['+353 87 1234567890123', 'long'],
    ['张三', 'characters'],
    ['138<b>00000000', 'characters'],
  ])('refuses %s: %s', (text, reason) => {
    expect(readPhone(text)).toEqual({ ok: false, reason })
  })

  it.each([
    ['+852 2345 6789', '+85223456789'],
    ['＋353-87-123-4567', '+353871234567'],
  ])('reads the number from abroad %s', (input, value) => {
    expect(readPhone(input)).toEqual({ ok: true, value, kind: 'abroad' })
  })

  it('reads what it has written', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789-+ 转()'), maxLength: 20 })
    fc.assert(
      fc.property(digits, (text) => {
        const read = readPhone(text)
        if (read.ok) expect(readPhone(read.value)).toEqual(read)
      }),
      { numRuns: 5000 },
    )
    const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
    fc.assert(fc.property(mobile, (text) => readPhone(text).ok))
    const landline = fc.stringMatching(/^0([12]\d-\d{8}|[3-9]\d\d-\d{7,8})(-\d{1,6})?$/)
    fc.assert(
      fc.property(landline, (text) => {
        expect(readPhone(text)).toEqual({ ok: true, value: text, kind: 'landline' })
      }),
    )
  })
})
