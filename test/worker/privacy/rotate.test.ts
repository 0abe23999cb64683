import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keyIdOf, open } from '../../../api/privacy/field.ts'
import { rotate } from '../../../api/privacy/rotate.ts'
import { sealedTables } from '../../../api/privacy/sealedTable.ts'
import { addBooking, addPlace, type PersonColumn, person } from '../../support/bookingRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { phone, queueMessage } from '../../support/message.ts'
import { testSecrets } from '../../support/secrets.ts'

const first: string = JSON.parse(testSecrets.FIELD_KEYS).keys.k1
const second = 'ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='
const ringOf = (active: string, keys: object) => ({ FIELD_KEYS: JSON.stringify({ active, keys }) })
const both = ringOf('k2', { k1: first, k2: second })
const onlyNew = ringOf('k2', { k2: second })

type Row = Record<string, string | null>
const bookings = async () => (await env.DB.prepare('SELECT * FROM booking ORDER BY id').all<Row>()).results

async function expectReadable(ctx: Awaited<ReturnType<typeof testCtx>>) {
  for (const row of await bookings()) {
    for (const [column, words] of Object.entries(person)) {
      const place = { table: 'booking', column, row: row.id! }
      expect(await open(ctx.keys, place, row[column]!)).toBe(words)
    }
  }
}

afterEach(() => void vi.restoreAllMocks())

describe('key rotation', () => {
  it('seals everything under the active key, readable at every step', async () => {
    const old = await testCtx()
    await addPlace()
    for (let i = 0; i < 450; i++) await addBooking(old, `bk_${String(i).padStart(3, '0')}`)
    const waiting = await queueMessage(old)
    const ctx = await testCtx({ bindings: both })
    expect(await rotate(ctx)).toEqual({ resealed: 201, unreadable: 0, left: true })
    const keysNow = new Set((await bookings()).map((row) => keyIdOf(row.name!)))
    expect([...keysNow].sort()).toEqual(['k1', 'k2'])
    await expectReadable(ctx)
    expect(await rotate(ctx)).toEqual({ resealed: 200, unreadable: 0, left: true })
    expect(await rotate(ctx)).toEqual({ resealed: 50, unreadable: 0, left: false })
    expect(await rotate(ctx)).toEqual({ resealed: 0, unreadable: 0, left: false })
    const alone = await testCtx({ bindings: onlyNew })
    await expectReadable(alone)
    const message = await env.DB.prepare('SELECT recipient FROM outbox').first<string>('recipient')
    const place = { table: 'outbox', column: 'recipient', row: waiting }
    expect(await open(alone.keys, place, message!)).toBe(JSON.stringify({ phone }))
    const { results } = await env.DB.prepare('SELECT action, subject, body FROM audit_leaf').all<Row>()
    expect(results).toHaveLength(3)
    expect(results[0]).toMatchObject({ action: 'key.rotate', subject: 'field-key k2' })
  })

  it('leaves a row alone that changed meanwhile, and one that does not open', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const old = await testCtx()
    await addPlace()
    await addBooking(old, 'bk_a')
    await addBooking(old, 'bk_b')
    await env.DB.prepare(
      "UPDATE booking SET phone = (SELECT phone FROM booking WHERE id = 'bk_a') WHERE id = 'bk_b'",
    ).run()
    const ctx = await testCtx({ bindings: both })
    let once = true
    const db = new Proxy(ctx.db, {
      get(target, name) {
        if (name !== 'batch') return Reflect.get(target, name, target)
        return async (...args: Parameters<typeof target.batch>) => {
          const result = await target.batch(...args)
          if (once) await env.DB.prepare("UPDATE booking SET note = NULL WHERE id = 'bk_a'").run()
          once = false
          return result
        }
      },
    })
    expect(await rotate({ ...ctx, db })).toMatchObject({ unreadable: 1 })
    const [a, b] = await bookings()
    expect(keyIdOf(a!.name!)).toBe('k1')
    expect(a!.note).toBeNull()
    expect(keyIdOf(b!.name!)).toBe('k1')
    expect(errors.mock.calls.flat().join()).toBe('{"sealed":"booking bk_b","fault":"not-authentic"}')
    expect(await rotate(ctx)).toMatchObject({ resealed: 1, unreadable: 1 })
    expect(keyIdOf((await bookings())[0]!.name!)).toBe('k2')
  })

  it('reads no more than it changes', async () => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const ctx = await testCtx({ bindings: both, cost })
    await addPlace()
    for (let i = 0; i < 60; i++) await addBooking(ctx, `bk_${i}`)
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    expect(await rotate(ctx)).toMatchObject({ resealed: 0 })
    expect(cost.trips).toBe(1)
    expect(cost.rowsRead).toBeLessThan(5)
  })

  it('knows every sealed column', () => {
    const columns: PersonColumn[] = Object.keys(person) as PersonColumn[]
    expect(sealedTables.find(({ table }) => table === 'booking')!.columns).toEqual(
      expect.arrayContaining(columns),
    )
  })
})
