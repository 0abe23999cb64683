import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { promiseSigned } from '../../../api/audit/append.ts'
import { leafHash } from '../../../api/audit/leaf.ts'
import { verify } from '../../../api/audit/merkle.ts'
import { chainHash, rootSigned } from '../../../api/audit/root.ts'
import { seal } from '../../../api/audit/seal.ts'
import { verifyObject } from '../../../api/audit/sign.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish, someone } from '../../support/appointment.ts'
import { addLeaf } from '../../support/audit.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'

const night = Date.parse('2026-11-24T00:30:00+08:00')

describe('GET /audit/roots', () => {
  it('lists sealed days with the key that signed them', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    await addLeaf(ctx)
    clock.set(night + 4 * 86_400_000)
    await seal(ctx)
    const api = apiClient({ clock })
    const { status, headers, body } = await api.get('/audit/roots?limit=3')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body.items.map(({ day }: { day: string }) => day)).toEqual([
      '2026-11-27',
      '2026-11-26',
      '2026-11-25',
    ])
    for (const [i, root] of body.items.entries()) {
      expect(root.publicKey).toBe(body.publicKey.x)
      expect(await verifyObject(body.publicKey, rootSigned(root), root.signature)).toBe(true)
      const before = body.items[i + 1]
      if (before) expect(root.previous).toBe(await chainHash(before))
    }
    const rest = await api.get(`/audit/roots?limit=3&cursor=${body.nextCursor}`)
    expect(rest.body.items.map(({ day }: { day: string }) => day)).toEqual(['2026-11-24', '2026-11-23'])
    expect(rest.body.nextCursor).toBeNull()
    expect(rest.body.items[1].sealedAt).toBe('2026-11-28T00:30:00+08:00')
  })

  it('answers empty before the first, and refuses what it does not know', async () => {
    const api = apiClient()
    expect((await api.get('/audit/roots')).body).toMatchObject({ items: [], nextCursor: null })
    expect((await api.get('/audit/roots?limit=0')).status).toBe(422)
    expect((await api.get('/audit/roots?cursor=x')).status).toBe(422)
    expect((await api.get('/audit/roots?day=2026-11-23')).status).toBe(422)
  })
})

describe('POST /audit/proof', () => {
  it('holds a receipt against the root of its day', async () => {
    const clock = clockAt(monday)
    await demo(env)
    await publish(clock)
    const api = apiClient({ clock })
    const [slot] = await freeSlots(api)
    const { body: receipt } = await api.post('/appointments', someone(slot!.id), {
      'idempotency-key': 'audit-test-1',
    })
    const { reference, accessCode, promise } = receipt
    const open = await api.post('/audit/proof', { reference, accessCode })
    expect(open.status).toBe(200)
    expect(open.body.leaves).toMatchObject([
      { leaf: promise.leaf, hash: promise.hash, sealed: null, sealsAfter: '2026-11-24T00:10:00+08:00' },
    ])
    expect(open.text).not.toMatch(/138\d{8}|张小明/)
    clock.set(night)
    await seal(await testCtx({ clock }))
    const { body } = await api.post('/audit/proof', { reference, accessCode })
    const [leaf] = body.leaves
    expect(await verifyObject(body.publicKey, promiseSigned(promise), promise.signature)).toBe(true)
    expect(promise.publicKeyId).toBe(body.publicKey.kid)
    expect(await leafHash(leaf.salt, leaf.body)).toBe(promise.hash)
    expect(JSON.parse(leaf.body)).toMatchObject({ action: 'appointment.book', subject: reference })
    const { place, path, size, root } = leaf.sealed
    expect(await verify(promise.hash, place, size, path, root)).toBe(true)
    const sealed = { ...leaf.sealed, day: leaf.day }
    expect(await verifyObject(body.publicKey, rootSigned(sealed), sealed.signature)).toBe(true)
    const { body: published } = await api.get('/audit/roots')
    expect(published.items[0]).toMatchObject({ day: leaf.day, root, size })
  })

  it('answers alike for unknown and wrong, and nothing without a code', async () => {
    const api = apiClient()
    await demo(env)
    await publish(api.clock)
    const [slot] = await freeSlots(api)
    const { body: receipt } = await api.post('/appointments', someone(slot!.id), {
      'idempotency-key': 'audit-test-2',
    })
    const answers = []
    for (const reference of [receipt.reference, makeReference('A', '2026-11-23')]) {
      const { status, body } = await api.post('/audit/proof', { reference, accessCode: 'AAAAAAAA' })
      answers.push({ status, ...body, requestId: '' })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 404, code: 'record-not-found' })
    expect((await api.post('/audit/proof', { reference: 'A-20261123-7K3M9Q' })).status).toBe(422)
    expect(
      (await api.post('/audit/proof', { reference: 'x', accessCode: 'AAAAAAAA', day: 1 })).body.errors,
    ).toContainEqual(expect.objectContaining({ code: 'unknown-key' }))
  })
})
