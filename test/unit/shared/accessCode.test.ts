import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeFor,
  codeHash,
  codeOpens,
  formatCode,
  importCodeKey,
  normaliseCode,
  sameCode,
} from '../../../api/shared/accessCode.ts'
import { utf8 } from '../../../api/shared/bytes.ts'

const key = await importCodeKey(utf8('code-key-for-tests-only-32-bytes'))
const other = await importCodeKey(utf8('another-code-key-for-tests-32-b.'))
const reference = 'A-20261123-7K3M9Q'

describe('access code', () => {
  it('is the same for the same request and no other', async () => {
    const code = await codeFor(key, reference, 'key-1', 8)
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    expect(await codeFor(key, reference, 'key-1', 8)).toBe(code)
    expect(await codeFor(key, reference, 'key-2', 8)).not.toBe(code)
    expect(await codeFor(key, 'A-20261123-7K3M9R', 'key-1', 8)).not.toBe(code)
    expect(await codeFor(other, reference, 'key-1', 8)).not.toBe(code)
    expect(await codeFor(key, reference, 'key-1', 23)).toMatch(/^[2-9A-HJKMNP-Z]{23}$/)
  })

  it('is stored as a keyed hash that the drawing key does not give', async () => {
    const hash = await codeHash(key, reference, 'H4TX9W2C')
    expect(hash).toMatch(/^[\w-]{43}$/)
    expect(await codeHash(key, 'A-20261123-7K3M9R', 'H4TX9W2C')).not.toBe(hash)
    expect(await codeHash(other, reference, 'H4TX9W2C')).not.toBe(hash)
    expect(await codeHash({ draw: key.draw, store: key.draw }, reference, 'H4TX9W2C')).not.toBe(hash)
  })

  it('is shown in groups and read back', () => {
    expect(formatCode('H4TX9W2C')).toBe('H4TX 9W2C')
    expect(formatCode('H4TX9W2CH4TX9W2CH4TX9W2')).toBe('H4TX9 W2CH4 TX9W2 CH4TX 9W2')
    expect(normaliseCode('h4tx-9w2c')).toBe('H4TX9W2C')
    expect(normaliseCode('H4TX9 W2CH4 TX9W2 CH4TX 9W2')).toBe('H4TX9W2CH4TX9W2CH4TX9W2')
    for (const wrong of ['', 'H4TX9W2', 'H4TX9W2CC', 'H4TX9W20', 'H4TX9W2I'])
      expect(normaliseCode(wrong)).toBeNull()
  })

  it('opens with the right code only', async () => {
    const code = await codeFor(key, reference, 'key-1', 8)
    const stored = await codeHash(key, reference, code)
    expect(await codeOpens(key, reference, ` ${formatCode(code).toLowerCase()}`, stored)).toBe(true)
    expect(await codeOpens(key, reference, code, null)).toBe(false)
    expect(await codeOpens(key, 'A-20261123-7K3M9R', code, stored)).toBe(false)
    expect(await codeOpens(key, reference, '', stored)).toBe(false)
    // Not even the hash of an empty code makes an empty code right.
    expect(await codeOpens(key, reference, '', await codeHash(key, reference, ''))).toBe(false)
    await fc.assert(
      fc.asyncProperty(fc.string(), async (typed) => {
        fc.pre(normaliseCode(typed) !== code)
        expect(await codeOpens(key, reference, typed, stored)).toBe(false)
      }),
    )
    expect(sameCode(code, code)).toBe(true)
    expect(sameCode(code, `${code.slice(0, 7)}_`)).toBe(false)
  })
})
