import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { verifyObject } from '../../../api/audit/sign.ts'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { type BatchBody, caseItemSchema } from '../../../api/exchange/batch.ts'
import { postBatch } from '../../../api/exchange/post.ts'
import { sendExchange } from '../../../api/exchange/send.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { twoStations } from '../../support/appointment.ts'
import { testCtx } from '../../support/ctx.ts'
import { faulty } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { finishedCases } from '../../support/finished.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { type Behaviour, type Seen, sharedSecret } from '../../support/receiver.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
let box: string
const bindings = (urls = box) => ({ EXCHANGE_URL: urls, EXCHANGE_KEY: sharedSecret })
const ctxAt = (urls?: string) => testCtx({ clock, bindings: bindings(urls) })
const behave = (...behaviours: Behaviour[]) => fetch(box, { method: 'PUT', body: JSON.stringify(behaviours) })
const seen = async (at = box) => (await (await fetch(at)).json()) as Seen[]
const all = async <T>(sql: string) => (await env.DB.prepare(sql).all<T>()).results
const deliveries = () =>
  all<Record<string, string | number | null>>('SELECT * FROM exchange_delivery ORDER BY batch_seq')
/** Sends with a short patience. */
const send = async (urls?: string) => {
  const ctx = await ctxAt(urls)
  return sendExchange(ctx, (url, batch) => postBatch(ctx, url, batch, { timeout: 300 }))
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  clock.set(monday)
  box = `${inject('receiver')}/${crypto.randomUUID()}`
  await twoStations()
  await env.DB.prepare("UPDATE service_point SET code = '990101100001' WHERE id = 'sp_one'").run()
})
afterEach(() => vi.restoreAllMocks())

describe('what a finished case leaves', () => {
  test('one item, numbered, with nothing personal, in the statement that closes it', async () => {
    const [id] = await finishedCases([{ took: 4, paused: 1, dueAt: monday - 2 * DAY, outcome: 'refused' }])
    await finishedCases([{}, { point: 'sp_two' }])
    const items = await all<{ application_id: string; number: string; body: string }>(
      'SELECT * FROM exchange_item ORDER BY id',
    )
    expect(items.map(({ number }) => number.slice(0, 27))).toEqual([
      '990101100001202611200100001',
      '990101100001202611200100002',
      '000000000000202611200100001',
    ])
    for (const { number } of items) {
      // ISO 7064 MOD 11-2, digit by digit: another way than the database's weights.
      let sum = 0
      for (const digit of number.slice(0, 27)) sum = ((sum + Number(digit)) * 2) % 11
      expect(number[27]).toBe('0123456789X'[(12 - sum) % 11])
    }
    expect(items[0]!.application_id).toBe(id)
    expect(caseItemSchema.parse(JSON.parse(items[0]!.body))).toEqual({
      kind: 'case',
      number: items[0]!.number,
      matter: 'CR-01',
      point: '990101100001',
      channel: 'counter',
      receivedAt: '2026-11-20T08:00:00+08:00',
      acceptedAt: '2026-11-20T08:00:00+08:00',
      decidedAt: '2026-11-22T08:00:00+08:00',
      closedAt: '2026-11-22T08:00:00+08:00',
      outcome: 'refused',
      promised: { value: 3, unit: 'working_day' },
      tookDays: 4,
      pausedDays: 1,
      late: { ask: false, decide: true, deliver: false },
    })
    expect(JSON.parse(items[1]!.body).late.decide).toBe(false)
    for (const sql of ["UPDATE exchange_item SET body = '{}'", 'DELETE FROM exchange_item'])
      await expect(env.DB.prepare(sql).run()).rejects.toThrow('append-only')
  })

  test('a draft that is thrown away leaves none', async () => {
    await env.DB.prepare(
      `INSERT INTO application (id, reference, code_hash, matter_code, form_version, service_point_id, locale, channel, state,
         moved_at, moved_by, created_at, updated_at)
       VALUES ('ap_x', 'B-1', '', 'CR-01', 1, 'sp_one', 'zh', 'online', 'draft', 0, 'resident', 0, 0)`,
    ).run()
    await env.DB.prepare("UPDATE application SET state = 'discarded', closed_at = 1").run()
    expect(await all('SELECT * FROM exchange_item')).toEqual([])
  })
})

describe('batches', () => {
  test('are signed, chained, sent in order, and never changed', async () => {
    await finishedCases(Array.from({ length: 203 }, () => ({})))
    expect(await send()).toEqual({ packed: 200, delivered: 1, failed: 0 })
    expect(await send()).toEqual({ packed: 3, delivered: 1, failed: 0 })
    expect(await send()).toEqual({ packed: 0, delivered: 0, failed: 0 })
    const got = await seen()
    const { keys } = await ctxAt()
    const batches = []
    for (const { body, signed, key } of got) {
      const { batch, sha256, signature, publicKeyId } = JSON.parse(body) as {
        batch: BatchBody
        sha256: string
        signature: string
        publicKeyId: string
      }
      expect([signed, key]).toEqual([true, batch.id])
      expect(await verifyObject(keys.sign.publicJwk, batch, signature)).toBe(true)
      expect(await verifyObject(keys.sign.publicJwk, { ...batch, seq: 9 }, signature)).toBe(false)
      expect(publicKeyId).toBe(keys.sign.publicJwk.kid)
      batches.push({ ...batch, sha256 })
    }
    expect(batches.map(({ seq, items }) => [seq, items.length])).toEqual([
      [1, 200],
      [2, 3],
    ])
    expect(batches.map(({ previous }) => previous)).toEqual([null, batches[0]!.sha256])
    const numbers = batches.flatMap(({ items }) => items.map(({ number }) => number))
    expect(new Set(numbers).size).toBe(203)
    expect(await deliveries()).toMatchObject([
      { tries: 1, receipt_id: 'R-1', receipt_at: '2026-11-23T08:00:01+08:00', reason: null },
      { tries: 1, receipt_id: 'R-2' },
    ])
    expect((await factsAbout(batches[0]!.id)).map(({ action }) => action).sort()).toEqual([
      'exchange.receipt',
      'exchange.send',
    ])
    for (const sql of [
      'UPDATE exchange_batch SET items = 1',
      'DELETE FROM exchange_batch',
      "UPDATE exchange_delivery SET receipt_id = 'other'",
      'DELETE FROM exchange_delivery',
      'UPDATE exchange_item SET batch_seq = NULL',
    ])
      await expect(env.DB.prepare(sql).run()).rejects.toThrow('append-only')
  })

  test('without a receiver cases wait, and all of them go when there is one', async () => {
    await finishedCases([{}, {}])
    const off = await testCtx({ clock })
    expect(await sendExchange(off)).toEqual({ packed: 0, delivered: 0, failed: 0 })
    expect(await all('SELECT * FROM exchange_batch')).toEqual([])
    expect(await send()).toMatchObject({ packed: 2, delivered: 1 })
  })
})

describe('a receiver', () => {
  test.each([
    ['fail', 'status-503'],
    ['refuse', 'status-400'],
    ['hang', 'timeout'],
    ['lose', 'lost'],
    ['silent', 'no-receipt'],
    ['wrong', 'no-receipt'],
    ['long', 'no-receipt'],
  ] as const)('that does %s is asked again with growing waits, and has it once', async (how, reason) => {
    behaved(await behave(how, how))
    await finishedCases([{}])
    expect(await send()).toEqual({ packed: 1, delivered: 0, failed: 1 })
    expect(await deliveries()).toMatchObject([{ tries: 1, reason, next_at: monday + 5 * MINUTE }])
    // Behind it another batch waits its turn.
    await finishedCases([{}])
    expect(await send()).toEqual({ packed: 1, delivered: 0, failed: 0 })
    clock.pass(5 * MINUTE)
    await send()
    expect(await deliveries()).toMatchObject([{ tries: 2, next_at: clock.now() + 10 * MINUTE }, { tries: 0 }])
    clock.pass(10 * MINUTE)
    expect(await send()).toEqual({ packed: 0, delivered: 2, failed: 0 })
    const got = await seen()
    expect(got.map(({ body }) => JSON.parse(body).batch.seq)).toEqual([1, 1, 1, 2])
    expect(new Set(got.slice(0, 3).map(({ body, key }) => body + key)).size).toBe(1)
    expect(await deliveries()).toMatchObject([{ receipt_id: 'R-1', reason: null }, { receipt_id: 'R-2' }])
  })

  test('that answers 409 has it already', async () => {
    await behave('had')
    await finishedCases([{}])
    expect(await send()).toMatchObject({ delivered: 1 })
    expect(await deliveries()).toMatchObject([{ receipt_id: null, delivered_at: monday }])
  })

  test('that does not answer for days is asked every six hours, and one that does is not kept waiting', async () => {
    const other = `${box}-other`
    const urls = `${box}?token=abc ${other}`
    const ctx = await ctxAt(urls)
    await finishedCases([{}])
    const dead = (url: string, batch: Parameters<typeof postBatch>[2]) =>
      url.startsWith(`${box}?`)
        ? Promise.resolve({ ok: false as const, reason: 'lost' })
        : postBatch(ctx, url, batch)
    for (let i = 0; i < 12; i++) {
      await sendExchange(ctx, dead)
      clock.pass(6 * HOUR)
    }
    const [first, second] = await deliveries()
    expect(first).toMatchObject({ tries: 12, delivered_at: null, next_at: clock.now() })
    expect(second).toMatchObject({ tries: 1, receipt_id: 'R-1' })
    expect(JSON.stringify(await deliveries())).not.toContain('token')
    expect(await seen(other)).toHaveLength(1)
  })

  test('two runs at once: one batch of each case, one receipt, one leaf', async () => {
    await finishedCases([{}, {}, {}])
    const ctx = await ctxAt()
    await sendExchange(meanwhile(ctx, () => sendExchange(ctx)))
    await Promise.all([sendExchange(ctx), sendExchange(ctx)])
    expect(await all('SELECT seq FROM exchange_batch')).toHaveLength(1)
    expect(await all("SELECT 1 FROM audit_leaf WHERE action = 'exchange.receipt'")).toHaveLength(1)
    await finishedCases([{}])
    const both = await Promise.all([sendExchange(ctx), sendExchange(ctx)])
    expect(both.map(({ packed }) => packed).sort()).toEqual([0, 1])
    expect(await deliveries()).toMatchObject([{ receipt_id: 'R-1' }, { receipt_id: 'R-2' }])
  })

  test('stopped at any statement, nothing is lost and nothing is sent twice as two', async () => {
    const { DB, fault, reset } = faulty()
    await finishedCases([{}, {}])
    const shaky = await testCtx({ clock, bindings: { ...bindings(), DB } })
    // What waits is read, the batch is made, what is due is read; from then on: what became of it is noted.
    for (const [batch, statements] of [
      [0, 2],
      [1, 5],
      [2, 1],
      [2, 3],
    ] as const)
      for (let statement = 0; statement < statements; statement++) {
        reset({ at: { batch, statement } })
        await expect(sendExchange(shaky), `${batch}.${statement}`).rejects.toThrow()
        expect(fault.sizes.at(-1)).toBe(statements)
      }
    reset()
    expect(await sendExchange(shaky)).toEqual({ packed: 0, delivered: 1, failed: 0 })
    const bodies = new Set((await seen()).map(({ body }) => body))
    expect(bodies.size).toBe(1)
    expect(await deliveries()).toMatchObject([{ receipt_id: 'R-1' }])
  })
})

test('the desks that watch see what left and what waits, and nobody else does', async () => {
  await behave('take', 'fail')
  await finishedCases([{}])
  await send()
  await finishedCases([{}])
  await send()
  await finishedCases([{}])
  const staff = staffApi({ clock, bindings: bindings() })
  const { headers } = await signedIn({ grants: [['supervisor', '*']], clock })
  const { status, body } = await staff.get('/staff/exchange', headers)
  expect(status).toBe(200)
  expect(body).toMatchObject({ on: true, waiting: { items: 1, more: false }, nextCursor: null })
  expect(body.items).toMatchObject([
    { seq: 2, items: 1, deliveries: [{ state: 'failing', reason: 'status-503', receipt: null }] },
    { seq: 1, items: 1, deliveries: [{ state: 'delivered', receipt: { id: 'R-1' } }] },
  ])
  const clerk = await signedIn({ grants: [['clerk', 'sp_one']], clock })
  expect((await staff.get('/staff/exchange', clerk.headers)).status).toBe(403)
})

const behaved = (response: Response) => expect(response.status).toBe(200)
