import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASE31, encodeBase31, normaliseBase31, randomBase31 } from '../../../api/shared/base31.ts'

describe('base 31', () => {
  it('has 31 characters and no look-alikes', () => {
    expect(new Set(BASE31).size).toBe(31)
    expect(BASE31).not.toMatch(/[01OIL]/)
  })

  it('leaves out bytes that would favour some characters', () => {
    const given = [Uint8Array.of(248, 255, 0), Uint8Array.of(31, 247), Uint8Array.of(30)]
    expect(randomBase31(3, () => given.shift() ?? Uint8Array.of())).toBe('22Z')
  })

  it('draws every character about equally often', () => {
    const counts = new Map<string, number>()
    for (const character of randomBase31(31_000)) counts.set(character, (counts.get(character) ?? 0) + 1)
    expect(counts.size).toBe(31)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(250)
  })

  it('writes a big number in a fixed length', () => {
    expect(encodeBase31(Uint8Array.of(0), 4)).toBe('2222')
    expect(encodeBase31(Uint8Array.of(31), 4)).toBe('2232')
    expect(encodeBase31(Uint8Array.of(1, 0), 3)).toBe('2AA') // 256 = 8 * 31 + 8
  })

  it('takes what people type', () => {
    expect(normaliseBase31(' h4tx－9w2c\u200b')).toBe('H4TX9W2C')
    expect(normaliseBase31('Ｈ４ｔｘ　—９Ｗ２Ｃ')).toBe('H4TX9W2C')
    for (const wrong of ['O', '0', 'I', '1', 'L', 'l', '汉', '_', 'ſ'])
      expect(normaliseBase31(wrong)).toBeNull()
  })

  it('never changes a plain text', () => {
    const text = fc.string({ unit: fc.constantFrom(...BASE31), maxLength: 40 })
    fc.assert(fc.property(text, (plain) => normaliseBase31(plain.toLowerCase()) === plain))
  })
})
