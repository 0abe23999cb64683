import { expect, test } from 'vitest'
import { fileOfToken, linkFor, linkToken } from '../../../api/file/linkToken.ts'
import { loadKeys } from '../../../api/privacy/keys.ts'
import { testSecrets } from '../../support/secrets.ts'

const now = Date.parse('2026-11-23T08:00:00+08:00')
const fileId = 'af_0123456789abcdef0123456789abcdef'
const keys = () => loadKeys(testSecrets)

test('a token opens its file until it expires, and not a second longer', async () => {
  const { token, expiresAt } = await linkToken(await keys(), fileId, now)
  expect(expiresAt).toBe(now + linkFor)
  expect(await fileOfToken(await keys(), token, now)).toBe(fileId)
  expect(await fileOfToken(await keys(), token, expiresAt - 1)).toBe(fileId)
  expect(await fileOfToken(await keys(), token, expiresAt)).toBeNull()
})

test('no change of a single character is let through', async () => {
  const { token } = await linkToken(await keys(), fileId, now)
  let tried = 0
  for (let at = 0; at < token.length; at++) {
    for (const character of 'aZ0_-.') {
      if (token[at] === character) continue
      const altered = token.slice(0, at) + character + token.slice(at + 1)
      expect(await fileOfToken(await keys(), altered, now), altered).toBeNull()
      tried += 1
    }
  }
  expect(tried).toBeGreaterThan(400)
})

test('another file, a later end, another key, or nothing of ours', async () => {
  const ring = await keys()
  const { token } = await linkToken(ring, fileId, now)
  const [id = '', second = '', seal = ''] = token.split('.')
  const later = (Number.parseInt(second, 36) + 3600).toString(36)
  const other = await loadKeys({ ...testSecrets, INDEX_KEY: testSecrets.PROOF_KEY })
  expect(await fileOfToken(ring, `${id.replace('0', '1')}.${second}.${seal}`, now)).toBeNull()
  expect(await fileOfToken(ring, `${id}.${later}.${seal}`, now)).toBeNull()
  expect(await fileOfToken(other, token, now)).toBeNull()
  for (const odd of ['', '.', '..', `${token}x`, `${token}.`, `x.${token}`, 'a'.repeat(5000)])
    expect(await fileOfToken(ring, odd, now), odd).toBeNull()
})
