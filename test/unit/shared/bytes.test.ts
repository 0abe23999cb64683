import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concat,
  equalBytes,
  equalText,
  fromBase64,
  fromBase64Url,
  fromHex,
  fromUtf8,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
} from '../../../api/shared/bytes.ts'

const bytes = fc.uint8Array({ maxLength: 200 })

describe('bytes', () => {
  it('comes back from every spelling', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromHex(toHex(value))).toEqual(new Uint8Array(value))
        expect(fromBase64(toBase64(value))).toEqual(new Uint8Array(value))
        expect(fromBase64Url(toBase64Url(value))).toEqual(new Uint8Array(value))
        expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'))
        expect(toBase64Url(value)).toBe(Buffer.from(value).toString('base64url'))
      }),
    )
  })

  it('carries long text', () => {
    const text = '开门评警'.repeat(20_000)
    expect(fromUtf8(fromBase64Url(toBase64Url(utf8(text)))!)).toBe(text)
  })

  it('knows one spelling only', () => {
    expect(fromHex('0A')).toBeNull()
    expect(fromHex('0')).toBeNull()
    expect(fromBase64Url('AB==')).toBeNull()
    expect(fromBase64Url('AB')).toBeNull() // spare bits set
    expect(fromBase64Url('A')).toBeNull()
    expect(fromBase64Url('A+/=')).toBeNull()
    expect(fromBase64('AAA')).toBeNull()
    expect(fromBase64('####')).toBeNull()
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(() => fromUtf8(Uint8Array.of(0xff))).toThrow()
  })

  it('compares whole values', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0)
        expect(equalBytes(a, Uint8Array.from(a))).toBe(true)
      }),
    )
    expect(equalText('abc', 'abd')).toBe(false)
    expect(equalText('abc', 'abcd')).toBe(false)
    expect(equalText('张三', '张三')).toBe(true)
    expect(concat(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3))
  })
})
