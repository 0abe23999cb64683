import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verifyObject } from '../../../api/audit/sign.ts'
import { type BatchBody, caseItemSchema } from '../../../api/exchange/batch.ts'
import { readReceipt } from '../../../api/exchange/post.ts'
import { canonicalJson } from '../../../api/shared/canonical.ts'

const document = readFileSync(new URL('../../../docs/exchange.md', import.meta.url), 'utf8')
const [whole, key, receipt] = [...document.matchAll(/```json\n([\s\S]*?)\n```/g)].map(
  ([, json]) => json ?? '',
)
const { batch, sha256, signature, publicKeyId } = JSON.parse(whole ?? '') as {
  batch: BatchBody
  sha256: string
  signature: string
  publicKeyId: string
}

test('the example of the document is a batch as it goes out: hash, signature and key', async () => {
  expect(createHash('sha256').update(canonicalJson(batch)).digest('hex')).toBe(sha256)
  const jwk = JSON.parse(key ?? '')
  expect(jwk.kid).toBe(publicKeyId)
  expect(await verifyObject(jwk, batch, signature)).toBe(true)
  const [first, ...others] = batch.items
  const altered = { ...batch, items: [{ ...first!, tookDays: 0 }, ...others] }
  expect(await verifyObject(jwk, altered, signature)).toBe(false)
})

test('its items have the shape, and every field is in the table', () => {
  for (const item of batch.items) {
    expect(caseItemSchema.parse(item)).toEqual(item)
    expect(item.number).toMatch(/^\d{27}[\dX]$/)
    for (const field of Object.keys(item))
      expect(document, field).toMatch(new RegExp(`^\\|.*\`${field}\``, 'm'))
  }
})

test('its receipt is one', () => {
  const said = (receipt ?? '').replace('the sha256 of the batch', sha256)
  expect(readReceipt(said, { sha256 })).toMatchObject({
    id: 'R-2026-000042',
    at: '2026-11-23T08:05:02+08:00',
  })
  expect(readReceipt(receipt ?? '', { sha256 })).toBe(null)
})
