import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDraw, type DrawnTicket, drawnOrder } from '../../../api/appointment/release/check.ts'
import {
  drawMinute,
  releaseWindow,
  rulesOfDay,
  windowUnder,
} from '../../../api/appointment/release/minute.ts'
import { commitmentOf, lotOf, releaseSeed } from '../../../api/appointment/release/seed.ts'
import { at, MINUTE } from '../../../api/calendar/day.ts'
import { importHmacKey } from '../../../api/shared/hmac.ts'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const from = at('2026-11-23', '08:00')
const window = { from, to: from + 60 * MINUTE }
const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
const ticket = fc.record({
  ticket: fc.stringMatching(/^[2-9a-z]{10}$/),
  recent: fc.boolean(),
  joinedDay: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-20'),
})

/** A draw as it is published, made without the code under test. */
async function drawn(seed: string, tickets: DrawnTicket[]) {
  const minute = Number.parseInt(sha(`${seed}|minute`).slice(0, 8), 16) % 60
  return {
    commitment: sha(seed),
    seed,
    windowFrom: window.from,
    windowTo: window.to,
    drawAt: from + minute * MINUTE,
    tickets: await drawnOrder(seed, tickets),
  }
}

describe('the seed', () => {
  test('follows from the key and the place alone, and its promise is a plain hash', async () => {
    const bytes = new Uint8Array(32).fill(7)
    const key = await importHmacKey(bytes)
    const place = { pointId: 'sp_one', counterGroup: 'household', day: '2026-12-07' }
    const seed = await releaseSeed(key, place)
    expect(seed).toBe(createHmac('sha256', bytes).update('release|sp_one|household|2026-12-07').digest('hex'))
    expect(await commitmentOf(seed)).toBe(sha(seed))
    expect(await releaseSeed(key, { ...place, day: '2026-12-08' })).not.toBe(seed)
    expect(await lotOf(seed, 'abc')).toBe(sha(`${seed}|abc`))
  })
})

describe('the minute', () => {
  test('lies within the window and spreads over all of it', async () => {
    const seen = new Map<number, number>()
    for (let i = 0; i < 3_000; i++) {
      const minute = ((await drawMinute(sha(`${i}`), window)) - from) / MINUTE
      seen.set(minute, (seen.get(minute) ?? 0) + 1)
    }
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i))
    for (const [minute, times] of seen) expect(times, `minute ${minute}`).toBeGreaterThan(20)
  })

  test('without a window it is the release time itself', async () => {
    expect(releaseWindow(from, { releaseWindowMinutes: 0 })).toEqual({ from, to: from })
    expect(await drawMinute(sha('any'), { from, to: from })).toBe(from)
    expect(await drawMinute(sha('any'), { from, to: from + MINUTE })).toBe(from)
  })

  test('the rules of the day the places open decide the window', () => {
    const found = [
      { fromDay: '2026-11-24', rules: '{"releaseWindowMinutes":30}' },
      { fromDay: '2026-01-01', rules: '{"releaseWindowMinutes":0}' },
    ]
    expect(windowUnder(found, from).to - from).toBe(0)
    expect(windowUnder(found, at('2026-11-24', '08:00')).to - at('2026-11-24', '08:00')).toBe(30 * MINUTE)
    expect(rulesOfDay([], '2026-11-24').releaseWindowMinutes).toBe(60)
    expect(() =>
      rulesOfDay([{ fromDay: '2026-01-01', rules: '{"releaseWindowMinutes":-1}' }], '2026-02-01'),
    ).toThrow()
  })
})

describe('checking a draw', () => {
  test('one made by the rules has no fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        hex,
        fc.uniqueArray(ticket, { selector: (t) => t.ticket, maxLength: 20 }),
        async (seed, tickets) => {
          expect(await checkDraw(await drawn(seed, tickets))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a changed seed, minute, ticket or order is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        hex,
        fc.uniqueArray(ticket, { selector: (t) => t.ticket, minLength: 2, maxLength: 12 }),
        fc.nat(),
        async (seed, tickets, pick) => {
          const draw = await drawn(seed, tickets)
          const other = `${seed[0] === '0' ? '1' : '0'}${seed.slice(1)}`
          expect(await checkDraw({ ...draw, seed: other })).toContain('seed')
          expect(await checkDraw({ ...draw, drawAt: draw.drawAt + MINUTE })).toEqual(['minute'])
          const i = pick % (tickets.length - 1)
          const swapped = draw.tickets.with(i, draw.tickets[i + 1]!).with(i + 1, draw.tickets[i]!)
          expect(await checkDraw({ ...draw, tickets: swapped })).toEqual(['order'])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('those without a recent place come first, then the day they joined, then the lot', async () => {
    const seed = sha('a')
    const of = (name: string, recent: boolean, joinedDay: string) => ({ ticket: name, recent, joinedDay })
    const list = [
      of('d', true, '2026-11-01'),
      of('c', false, '2026-11-05'),
      of('a', false, '2026-11-02'),
      of('b', false, '2026-11-02'),
    ]
    const order = (await drawnOrder(seed, list)).map((t) => t.ticket)
    const lots = ['a', 'b'].sort((x, y) => (sha(`${seed}|${x}`) < sha(`${seed}|${y}`) ? -1 : 1))
    expect(order).toEqual([...lots, 'c', 'd'])
    // A ticket put in place of another among equals changes the lots, and so the order somewhere.
    const many = Array.from({ length: 12 }, (_, i) => of(`t${i}`, false, '2026-11-02'))
    const draw = await drawn(seed, many)
    const forged = [...draw.tickets.slice(1), of('forged', false, '2026-11-02')]
    expect(await checkDraw({ ...draw, tickets: forged.reverse() })).toEqual(['order'])
  })
})
