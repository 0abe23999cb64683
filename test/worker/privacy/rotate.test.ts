import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keyIdOf, open } from '../../../api/privacy/field.ts'
import { rotate } from '../../../api/privacy/rotate.ts'
import { sealedTables } from '../../../api/privacy/sealedTable.ts'
import { addBooking, addPlace, type PersonColumn, person } from '../../support/bookingRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { meanwhile } from '../../support/meanwhile.ts'
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
  }, 60_000)

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
    const busy = meanwhile(ctx, () =>
      env.DB.prepare("UPDATE booking SET note = NULL WHERE id = 'bk_a'").run(),
    )
    expect(await rotate(busy)).toEqual({ resealed: 0, unreadable: 1, left: true })
    expect(await env.DB.prepare('SELECT count(*) AS n FROM audit_leaf').first('n'), 'nothing was done').toBe(
      0,
    )
    const [a, b] = await bookings()
    expect(keyIdOf(a!.name!)).toBe('k1')
    expect(a!.note).toBeNull()
    expect(keyIdOf(b!.name!)).toBe('k1')
    expect(errors.mock.calls.flat().join()).toBe('{"sealed":"booking bk_b","fault":"not-authentic"}')
    expect(await rotate(ctx)).toMatchObject({ resealed: 1, unreadable: 1 })
    expect(keyIdOf((await bookings())[0]!.name!)).toBe('k2')
  })

  it('passes rows that do not open, however many, to those that do', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const old = await testCtx()
    await addPlace()
    for (let i = 0; i < 210; i++) await addBooking(old, `bk_a${String(i).padStart(3, '0')}`)
    await env.DB.prepare('UPDATE booking SET phone = name').run()
    for (const id of ['bk_b', 'bk_c']) await addBooking(old, id)
    const ctx = await testCtx({ bindings: both })
    expect(await rotate(ctx)).toEqual({ resealed: 2, unreadable: 210, left: false })
    expect(errors).toHaveBeenCalledTimes(210)
    expect(keyIdOf((await bookings()).at(-1)!.name!)).toBe('k2')
    const leaf = await env.DB.prepare('SELECT body FROM audit_leaf').first<string>('body')
    expect(JSON.parse(leaf!).facts).toEqual({ resealed: 2 })
  }, 60_000)

  it('reads no more than it changes', async () => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const ctx = await testCtx({ bindings: both, cost })
    await addPlace()
    for (let i = 0; i < 60; i++) await addBooking(ctx, `bk_${i}`)
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    expect(await rotate(ctx)).toMatchObject({ resealed: 0 })
    expect(cost.trips).toBe(1)
    // One look for each table and old key.
    expect(cost.rowsRead).toBeLessThanOrEqual(sealedTables.length)
  })

  it('knows every sealed column', () => {
    const columns: PersonColumn[] = Object.keys(person) as PersonColumn[]
    expect(sealedTables.find(({ table }) => table === 'booking')!.columns).toEqual(
      expect.arrayContaining(columns),
    )
  })
})
