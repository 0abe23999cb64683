import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { KEPT_DAYS, purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { addBooking, addPlace } from '../../support/bookingRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { meanwhile } from '../../support/meanwhile.ts'

const DAY = 86_400_000
type Row = Record<string, string | number | null>
const bookings = async () => (await env.DB.prepare('SELECT * FROM booking ORDER BY id').all<Row>()).results
const leaves = async () =>
  (await env.DB.prepare('SELECT body FROM audit_leaf').all<{ body: string }>()).results

describe('retention', () => {
  it('empties a visit a year after its end, and attests how many', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    await addPlace()
    await addBooking(ctx, 'bk_a')
    await addBooking(ctx, 'bk_b', { state: 'cancelled' })
    await addBooking(ctx, 'bk_later', { endsAt: monday + 1 })
    await addBooking(ctx, 'bk_open', { state: 'booked', endsAt: monday - DAY })
    clock.pass(KEPT_DAYS * DAY)
    expect(await purge(ctx)).toMatchObject({ bookings: 0 })
    expect(await leaves()).toEqual([])
    clock.pass(1)
    expect(await purge(ctx)).toEqual({
      bookings: 2,
      idempotency: 0,
      tries: 0,
      proofs: 0,
      tray: 0,
      codes: 0,
      followDays: 0,
      codeDays: 0,
      logins: 0,
      waiting: 0,
      holds: 0,
    })
    const [a, b, later, open] = await bookings()
    for (const row of [a!, b!]) {
      expect([row.name, row.phone, row.id_number, row.helper_name, row.helper_phone, row.note]).toEqual(
        Array(6).fill(null),
      )
      expect(row.person_key).toMatch(/^[0-9a-f]{64}$/)
      expect(row.phone_key).toMatch(/^[0-9a-f]{64}$/)
      expect(row).toMatchObject({ reference: `A-${row.id}`, matter_code: 'ID-01' })
    }
    expect(a!.person_key).not.toBe(b!.person_key)
    expect(later!.name).not.toBeNull()
    expect(open!.name).not.toBeNull()
    const [{ body }] = (await leaves()) as [{ body: string }]
    expect(JSON.parse(body)).toMatchObject({ action: 'privacy.purge', facts: { bookings: 2 } })
    clock.pass(1)
    expect(await purge(ctx)).toMatchObject({ bookings: 1 })
  })

  it('deletes rows whose use is over', async () => {
    const hour = Math.floor(monday / 3_600_000)
    await env.DB.batch([
      env.DB.prepare("INSERT INTO idempotency VALUES ('o', 'over', 'b', 'r', '{}', 0, ?)").bind(monday),
      env.DB.prepare("INSERT INTO idempotency VALUES ('o', 'kept', 'b', 'r', '{}', 0, ?)").bind(monday + 1),
      env.DB.prepare("INSERT INTO code_try VALUES ('over', ?, 3), ('kept', ?, 3)").bind(
        monday - DAY - 1,
        monday - DAY,
      ),
      env.DB.prepare("INSERT INTO spent_proof VALUES ('over', ?), ('kept', ?)").bind(monday, monday + 1),
      env.DB.prepare("INSERT INTO tray VALUES ('o', ?, 1, 9), ('o', ?, 1, 9)").bind(hour - 25, hour - 24),
    ])
    const ctx = await testCtx()
    expect(await purge(ctx)).toEqual({
      bookings: 0,
      idempotency: 1,
      tries: 1,
      proofs: 1,
      tray: 1,
      codes: 0,
      followDays: 0,
      codeDays: 0,
      logins: 0,
      waiting: 0,
      holds: 0,
    })
    for (const table of ['idempotency', 'code_try', 'spent_proof', 'tray']) {
      expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first('n'), table).toBe(1)
    }
    expect(await purge(ctx)).toEqual({
      bookings: 0,
      idempotency: 0,
      tries: 0,
      proofs: 0,
      tray: 0,
      codes: 0,
      followDays: 0,
      codeDays: 0,
      logins: 0,
      waiting: 0,
      holds: 0,
    })
    expect(await leaves()).toHaveLength(1)
  })

  it('attests nothing that another run took', async () => {
    const proof = env.DB.prepare("INSERT INTO spent_proof VALUES ('over', ?)").bind(monday)
    await proof.run()
    const ctx = await testCtx()
    const nothing = {
      bookings: 0,
      idempotency: 0,
      tries: 0,
      proofs: 0,
      tray: 0,
      codes: 0,
      followDays: 0,
      codeDays: 0,
      logins: 0,
      waiting: 0,
      holds: 0,
    }
    expect(await purge(meanwhile(ctx, () => purge(ctx)))).toEqual(nothing)
    expect(await leaves()).toHaveLength(1)
  })

  it('takes a bounded number in one run, and does not read what stays', async () => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock, cost })
    await addPlace()
    for (let i = 0; i < 230; i++) await addBooking(ctx, `bk_${i}`)
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    await purge(ctx)
    expect(cost).toMatchObject({ trips: 1 })
    expect(cost.rowsRead).toBeLessThan(12)
    clock.pass(KEPT_DAYS * DAY + 1)
    expect(await purge(ctx)).toMatchObject({ bookings: 200 })
    expect(await purge(ctx)).toMatchObject({ bookings: 30 })
  })
})
