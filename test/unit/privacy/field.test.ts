import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FieldError, keyIdOf, open, reseal, seal } from '../../../api/privacy/field.ts'
import { loadKeys } from '../../../api/privacy/keys.ts'
import { fromBase64Url, toBase64Url } from '../../../api/shared/bytes.ts'
import { testSecrets } from '../../support/secrets.ts'

const old = await loadKeys(testSecrets)
const keys = { k1: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', k2: testSecrets.INDEX_KEY }
const both = await loadKeys({ ...testSecrets, FIELD_KEYS: JSON.stringify({ active: 'k2', keys }) })
const newOnly = { ...testSecrets, FIELD_KEYS: JSON.stringify({ active: 'k2', keys: { k2: keys.k2 } }) }
const place = { table: 'appointment', column: 'name', row: 'r1' }

describe('sealed field', () => {
  it('opens where it was sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), async (text, row) => {
        fc.pre(!/\p{Surrogate}/u.test(text))
        const value = await seal(old, { ...place, row }, text)
        expect(value).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/)
        expect(await open(old, { ...place, row }, value)).toBe(text)
      }),
    )
  })

  it('is different each time', async () => {
    expect(await seal(old, place, '张三')).not.toBe(await seal(old, place, '张三'))
  })

  it('opens nowhere else', async () => {
    const value = await seal(old, place, '张三')
    const elsewhere = [{ row: 'r2' }, { column: 'phone' }, { table: 'application' }]
    for (const change of elsewhere) {
      await expect(open(old, { ...place, ...change }, value)).rejects.toMatchObject({
        fault: 'not-authentic',
      })
    }
    await expect(seal(old, { ...place, table: 'a|b' }, '')).rejects.toThrow(TypeError)
  })

  it('does not open with one bit changed in IV or text', async () => {
    const [version, id, iv, text] = (await seal(old, place, '13800000000')).split('.')
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), async (inIv, at) => {
        const bytes = fromBase64Url(inIv ? iv! : text!)!
        const bit = at % (bytes.length * 8)
        bytes[bit >> 3]! ^= 1 << (bit & 7)
        const changed = toBase64Url(bytes)
        const value = [version, id, inIv ? changed : iv, inIv ? text : changed].join('.')
        await expect(open(old, place, value)).rejects.toMatchObject({ fault: 'not-authentic' })
      }),
    )
  })

  it('tells what is not a sealed value, without repeating it', async () => {
    for (const value of [
      '',
      '张三',
      'v2.k1.AAAAAAAAAAAAAAAA.AAAA',
      'v1.k1.AAAA.AAAA',
      'v1.k1.AAAAAAAAAAAAAAAA.AAAA',
    ]) {
      const error = await open(old, place, value).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(FieldError)
      expect(error).toMatchObject({ fault: 'form', message: 'Sealed field appointment.name: form' })
    }
    expect(() => keyIdOf('张三')).toThrow(FieldError)
  })

  it('moves to a new key and leaves the old one behind', async () => {
    const before = await seal(old, place, '张三')
    expect(keyIdOf(before)).toBe('k1')
    const after = await reseal(both, place, before)
    expect(keyIdOf(after)).toBe('k2')
    expect(await reseal(both, place, after)).toBe(after)
    const ring = await loadKeys(newOnly)
    expect(await open(ring, place, after)).toBe('张三')
    await expect(open(ring, place, before)).rejects.toMatchObject({ fault: 'unknown-key' })
  })
})
