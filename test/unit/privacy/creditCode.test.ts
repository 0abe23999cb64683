import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCodeCheck, readCreditCode } from '../../../api/privacy/creditCode.ts'

test('the vector of GB 32100 in standards B8', () => {
  expect(creditCodeCheck('91350100M000100Y4')).toBe('3')
  expect(readCreditCode('91350100M000100Y43')).toEqual({ ok: true, value: '91350100M000100Y43' })
})

test('what a phone types is put right', () => {
  expect(readCreditCode(' ９１３５０１００-m000100y-43 ')).toEqual({ ok: true, value: '91350100M000100Y43' })
})

test.each([
  ['91350100M000100Y4', 'length'],
  ['91350100M000100Y433', 'length'],
  ['', 'length'],
  ['91350100O000100Y43', 'characters'],
  ['91350100M000100Y40', 'check'],
  ['13950100M000100Y43', 'check'],
])('%s is refused: %s', (input, reason) => {
  expect(readCreditCode(input)).toEqual({ ok: false, reason })
})

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
test('one wrong character is always found', () => {
  const first17 = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(first17, fc.nat(17), fc.integer({ min: 1, max: 30 }), (head, at, by) => {
      const code = head + creditCodeCheck(head)
      expect(readCreditCode(code).ok).toBe(true)
      const wrong = alphabet[(alphabet.indexOf(code[at]!) + by) % 31]!
      expect(readCreditCode(code.slice(0, at) + wrong + code.slice(at + 1)).ok).toBe(false)
    }),
  )
})
