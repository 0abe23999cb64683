import { describe, expect, it } from 'vitest'
import { loadKeys, SecretError, type Secrets } from '../../../api/privacy/keys.ts'
import { testSecrets } from '../../support/secrets.ts'

const sign: object = JSON.parse(testSecrets.SIGN_KEY)

describe('keys', () => {
  it('imports a set of secrets once', async () => {
    const ring = await loadKeys(testSecrets)
    expect(await loadKeys({ ...testSecrets })).toBe(ring)
    expect(ring.field.active).toBe('k1')
    expect(ring.sign.publicJwk.x).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
    // The thumbprint RFC 8037 appendix A.3 gives for this key.
    expect(ring.sign.publicJwk.kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    for (const key of [ring.index, ring.proof, ring.code.draw, ring.code.store, ring.sign.privateKey]) {
      expect(key.extractable).toBe(false)
    }
  })

  const k32 = testSecrets.INDEX_KEY
  const bad: [keyof Secrets, string, string][] = [
    ['INDEX_KEY', '', 'missing'],
    ['CODE_KEY', 'SECRETVALUE not base64', 'not base64'],
    ['PROOF_KEY', 'U0VDUkVU', '6 bytes'],
    ['FIELD_KEYS', '', 'missing'],
    ['FIELD_KEYS', '{SECRETVALUE', 'not a JSON object'],
    ['FIELD_KEYS', '[]', 'not a JSON object'],
    ['FIELD_KEYS', '{"active":"k1"}', '"keys"'],
    ['FIELD_KEYS', JSON.stringify({ active: 'k2', keys: { k1: k32 } }), 'active id'],
    ['FIELD_KEYS', JSON.stringify({ active: 'k1', keys: { k1: 'SECRETVALUE' } }), 'not base64'],
    ['FIELD_KEYS', JSON.stringify({ active: 'k.1', keys: { 'k.1': k32 } }), 'id that is not'],
    ['SIGN_KEY', '{"d":"SECRETVALUE"', 'not a JSON object'],
    ['SIGN_KEY', JSON.stringify({ ...sign, d: undefined }), 'Ed25519'],
    ['SIGN_KEY', JSON.stringify({ ...sign, crv: 'X25519' }), 'Ed25519'],
    ['SIGN_KEY', JSON.stringify({ ...sign, x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw' }), 'Ed25519'],
  ]
  it.each(bad)('names %s when it is %j, not its value', async (name, value, problem) => {
    const error = await loadKeys({ ...testSecrets, [name]: value }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(SecretError)
    expect(error).toMatchObject({ secret: name, message: expect.stringContaining(problem) })
    expect(String(error)).not.toContain('SECRETVALUE')
  })
})
