import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { readQr } from '../../support/qrReader.ts'

/** A picture of a code, each module some pixels wide and set off by a border. */
function picture(text: string, ecc: 'L' | 'M' | 'Q' | 'H', scale: number) {
  const { data } = encode(text, { ecc, border: 2 })
  const side = data.length * scale
  const dark = Array.from(
    { length: side * side },
    (_, i) => data[Math.floor(i / side / scale)]![Math.floor((i % side) / scale)]!,
  )
  return { width: side, height: side, dark }
}

describe('the reader of the browser tests', () => {
  test.each(['L', 'M', 'Q', 'H'] as const)('reads every size at level %s', (ecc) => {
    for (const length of [3, 12, 20, 33, 45, 60, 75, 85]) {
      const text = `https://kaimen.example/verify#${'z'.repeat(length)}`
      expect(readQr(picture(text, ecc, 3))).toBe(text)
    }
  })

  test('reads what is not ASCII, and takes no damage', () => {
    expect(readQr(picture('查验证明 é', 'M', 2))).toBe('查验证明 é')
    const damaged = picture('https://kaimen.example/verify', 'M', 1)
    const at = damaged.width * 14 + 14
    damaged.dark[at] = !damaged.dark[at]
    expect(() => readQr(damaged)).toThrow('damaged')
  })
})
