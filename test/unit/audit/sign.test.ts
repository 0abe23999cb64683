import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importSignKey, publicJwkOf, signObject, verifyObject } from '../../../api/audit/sign.ts'
import { fromBase64Url, toBase64Url } from '../../../api/shared/bytes.ts'
import { testSecrets } from '../../support/secrets.ts'

const jwk: object = JSON.parse(testSecrets.SIGN_KEY)
const key = await importSignKey(jwk)
const daily = { kind: 'daily-root', day: '2026-11-23', size: 3, root: 'ab'.repeat(32) }

describe('signature', () => {
  it('holds for the object, whatever the order of its members', async () => {
    const signature = await signObject(key, daily)
    expect(signature).toMatch(/^[\w-]{86}$/)
    const { kind, day, size, root } = daily
    expect(await verifyObject(key.publicJwk, { root, size, kind, day }, signature)).toBe(true)
    expect(await verifyObject(key.publicJwk, { ...daily, size: 4 } as typeof daily, signature)).toBe(false)
    expect(await verifyObject(key.publicJwk, { ...daily, kind: 'promise' }, signature)).toBe(false)
  })

  it('does not hold with one bit turned', async () => {
    const signature = fromBase64Url(await signObject(key, daily))!
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const bent = signature.slice()
        bent[bit >> 3]! ^= 1 << (bit & 7)
        expect(await verifyObject(key.publicJwk, daily, toBase64Url(bent))).toBe(false)
      }),
    )
  })

  it('refuses other keys and malformed signatures without throwing', async () => {
    const signature = await signObject(key, daily)
    const other = { ...key.publicJwk, x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw' }
    expect(await verifyObject(other, daily, signature)).toBe(false)
    expect(await verifyObject({}, daily, signature)).toBe(false)
    for (const text of ['', 'x', `${signature}A`, signature.slice(1)]) {
      expect(await verifyObject(key.publicJwk, daily, text)).toBe(false)
    }
  })

  it('publishes the public half only', async () => {
    expect(Object.keys(await publicJwkOf(jwk)).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
    await expect(publicJwkOf({ kty: 'RSA' })).rejects.toThrow(TypeError)
    await expect(importSignKey(key.publicJwk)).rejects.toThrow(TypeError)
  })
})
