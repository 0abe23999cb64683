import { expect, it } from 'vitest'
import { decimalOf, dressedDigit } from '../../../../api/privacy/gate/digitOf.ts'

it('knows the value of every decimal digit there is', () => {
  const digits = Array.from({ length: 0x20000 }, (_, code) => code).filter((code) =>
    /^\p{Nd}$/u.test(String.fromCodePoint(code)),
  )
  expect(digits.length % 10).toBe(0)
  // In the order of their codes the digits of each script stand from 0 to 9.
  const wrong = digits.filter((code, i) => code >= 0x660 && decimalOf(code) !== i % 10)
  expect(wrong).toEqual([])
  expect(['a', '字', '½', 'Ⅹ'].map((sign) => decimalOf(sign.codePointAt(0)!))).toEqual([
    null,
    null,
    null,
    null,
  ])
})

it('reads dressed digits as their everyday form, and nothing else', () => {
  for (const [code, digit] of dressedDigit) {
    const sign = String.fromCodePoint(code)
    expect(sign).toMatch(/^\p{N}$/u)
    const plain = sign.normalize('NFKC').replace(/[().]/g, '')
    if (/^\d$/.test(plain)) expect([sign, Number(plain)]).toEqual([sign, digit])
  }
  expect([...'①⁰₉⑻❶㈨〩'].map((sign) => dressedDigit.get(sign.charCodeAt(0)))).toEqual([1, 0, 9, 8, 1, 9, 9])
})
