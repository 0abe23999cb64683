import { env } from 'cloudflare:workers'
import { createChallenge, solveChallenge } from 'altcha-lib/v1'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Bindings } from '../../../api/env.ts'
import { proofLifetime } from '../../../api/intake/bots.ts'
import { toBase64Url } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { hmac } from '../../../api/shared/hmac.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, someone, systemCtx, twoStations } from '../../support/appointment.ts'

const clock = clockAt(monday)
const guarded = (bindings: Partial<Bindings> = {}) =>
  apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '0', ...bindings } })
const api = guarded()
let slot = ''

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  slot = await addSlot({ capPublic: 50 })
})

interface Puzzle {
  algorithm: 'SHA-256'
  challenge: string
  maxnumber: number
  salt: string
  signature: string
}

/** A puzzle of ours whose number is known, so that only one test has to search for it. */
async function solved() {
  const { keys } = await systemCtx(clock)
  const number = Math.floor(Math.random() * 60_000)
  const puzzle = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: toBase64Url(await hmac(keys.proof, 'kaimen-proof-of-work-v1')),
    maxNumber: 60_000,
    number,
    expires: new Date(clock.now() + proofLifetime),
  })
  return { ...puzzle, number }
}
const packed = (payload: object) => btoa(JSON.stringify(payload))
const count = (table: string) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n')

describe('proof of work', () => {
  test('the puzzle that is handed out can be solved, and its solution is taken', {
    timeout: 60_000,
  }, async () => {
    const puzzle = (await api.get('/challenge')).body as Puzzle
    const solution = await solveChallenge(puzzle.challenge, puzzle.salt, 'SHA-256', puzzle.maxnumber).promise
    const proof = packed({ ...puzzle, number: solution!.number })
    expect((await api.post('/appointments', someone(slot, { proof }))).status).toBe(201)
  })

  test('a solved puzzle lets one post through, once', async () => {
    const proof = packed(await solved())
    const body = someone(slot, { proof })
    const key = { 'idempotency-key': 'proof-once' }
    const first = await api.post('/appointments', body, key)
    expect(first.status, first.text).toBe(201)
    expect(await count('spent_proof')).toBe(1)
    const again = await api.post('/appointments', someone(slot, { proof }))
    expect(again).toMatchObject({ status: 422, body: { code: 'proof-invalid' } })
    expect(await count('booking')).toBe(1)
    expect((await api.post('/appointments', body, key)).text, 'a replay needs no new puzzle').toBe(first.text)
    const anew = { ...body, proof: packed(await solved()) }
    expect((await api.post('/appointments', anew, key)).text, 'a new puzzle is no new content').toBe(
      first.text,
    )
  })

  test('spent by several at once: one gets through', async () => {
    const proof = packed(await solved())
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.post('/appointments', someone(slot, { proof }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422])
  })

  test('it holds for two hours of our clock, to the second', async () => {
    const proof = packed(await solved())
    clock.set(monday + proofLifetime)
    expect((await api.post('/appointments', someone(slot, { proof }))).body.code).toBe('proof-invalid')
    clock.set(monday + proofLifetime - 1)
    expect((await api.post('/appointments', someone(slot, { proof }))).status).toBe(201)
  })

  test('what is forged, changed or not a proof is refused', async () => {
    const good = await solved()
    const { salt } = good
    const later = salt.replace(/expires=\d+/, 'expires=99999999999')
    for (const proof of [
      'x',
      '!',
      btoa('{}'),
      btoa('null'),
      btoa('[]'),
      packed({ ...good, number: good.number + 1 }),
      packed({ ...good, number: -1 }),
      packed({ ...good, number: '1' }),
      packed({ ...good, salt: later }),
      packed({ ...good, salt: 'nosalt' }),
      packed({ ...good, signature: good.signature.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')) }),
      packed({ ...good, signature: '' }),
      packed({ ...good, algorithm: 'SHA-1' }),
      packed({ ...good, challenge: good.challenge.toUpperCase() }),
      packed({ ...good, challenge: '0'.repeat(64) }),
    ]) {
      const answer = await api.post('/appointments', someone(slot, { proof }))
      expect(answer, proof).toMatchObject({ status: 422, body: { code: 'proof-invalid' } })
    }
    expect(await count('booking')).toBe(0)
    expect(await count('spent_proof')).toBe(0)
  })

  test('two puzzles are never alike, and tell nothing of the secret', async () => {
    const [a, b] = [(await api.get('/challenge')).body, (await api.get('/challenge')).body]
    expect(a.salt).not.toBe(b.salt)
    expect(a.challenge).not.toBe(b.challenge)
    expect(Object.keys(a).sort()).toEqual(['algorithm', 'challenge', 'maxnumber', 'salt', 'signature'])
  })
})

describe('without script', () => {
  test('posts are taken up to the cap of the hour, then the answer says when', async () => {
    const tray = guarded({ NO_SCRIPT_PER_HOUR: '3' })
    clock.set(monday + 20 * MINUTE)
    for (let i = 0; i < 3; i++) expect((await tray.post('/appointments', someone(slot))).status).toBe(201)
    const full = await tray.post('/appointments', someone(slot))
    expect(full).toMatchObject({ status: 429, body: { code: 'tray-full' } })
    expect(full.headers.get('retry-after')).toBe('2400')
    expect(await count('booking')).toBe(3)
    const proof = packed(await solved())
    expect((await tray.post('/appointments', someone(slot, { proof }))).status, 'with script').toBe(201)
    clock.set(monday + HOUR)
    expect((await tray.post('/appointments', someone(slot))).status, 'the next hour').toBe(201)
  })

  test('what is refused for another reason takes no place in the tray', async () => {
    const tray = guarded({ NO_SCRIPT_PER_HOUR: '1' })
    const full = await addSlot({ capPublic: 0 })
    expect((await tray.post('/appointments', someone(full))).body.code).toBe('slot-full')
    expect((await tray.post('/appointments', someone('sl_none'))).status).toBe(422)
    expect((await tray.post('/appointments', someone(slot))).status).toBe(201)
  })

  test('a filled honeypot is refused before anything is read or written', async () => {
    for (const path of ['/appointments', '/appointments/check']) {
      const answer = await api.post(path, someone(slot, { website: 'http://spam.example' }))
      expect(answer.status).toBe(422)
      expect(answer.body.errors).toMatchObject([{ pointer: '/website', code: 'trap.filled' }])
    }
    const loose = guarded({ NO_SCRIPT_PER_HOUR: '5' })
    expect((await loose.post('/appointments', someone(slot, { website: '' }))).status).toBe(201)
  })
})

describe('limits and settings', () => {
  test('bot checks cannot be off anywhere but on the own machine', async () => {
    const off = apiClient({ clock })
    for (const origin of ['https://kaimen.example', 'http://192.168.1.2:8787', 'http://localhost.example']) {
      for (const [method, path] of [
        ['GET', '/challenge'],
        ['GET', '/health'],
        ['POST', '/appointments'],
      ] as const) {
        const body = method === 'POST' ? someone(slot) : undefined
        const answer = await off.call(method, path, body, {}, origin)
        expect(answer, `${origin}${path}`).toMatchObject({ status: 503, body: { code: 'misconfigured' } })
      }
      expect((await api.call('GET', '/challenge', undefined, {}, origin)).status).toBe(200)
    }
    for (const origin of ['http://127.0.0.1:8787', 'http://[::1]:8787', 'http://localhost'])
      expect((await off.call('GET', '/challenge', undefined, {}, origin)).status).toBe(200)
    expect(await count('booking')).toBe(0)
  })

  test('an address that asks too often waits, another does not', async () => {
    const from = (ip: string) => ({ 'cf-connecting-ip': ip })
    const answers = []
    // The limiter counts by the machine's own minute, which may turn in between.
    do answers.push(await api.post('/appointments', '{', from('192.0.2.1')))
    while (answers.length < 200 && answers.at(-1)!.status === 400)
    expect(answers.length).toBeGreaterThan(30)
    const slowed = answers.at(-1)!
    expect(slowed).toMatchObject({ status: 429, body: { code: 'too-many' } })
    expect(slowed.headers.get('retry-after')).toBe('60')
    expect((await api.post('/appointments', '{', from('192.0.2.2'))).status).toBe(400)
    expect((await api.get('/challenge', from('192.0.2.1'))).status, 'reading goes on').toBe(200)
  })

  test('whoever guesses codes waits sooner, and the limiter never sees the address itself', async () => {
    const keys: string[] = []
    const counting = (most: number) => {
      let n = 0
      return {
        limit: async ({ key }: { key: string }) => {
          keys.push(key)
          return { success: ++n <= most }
        },
      }
    }
    const watched = guarded({ WRITE_LIMITER: counting(99), CODE_LIMITER: counting(2) })
    const guess = () =>
      watched.post(
        '/track',
        { reference: 'A-20261123-222223', accessCode: '22222222' },
        { 'cf-connecting-ip': '192.0.2.9' },
      )
    await guess()
    await guess()
    expect((await guess()).body.code).toBe('too-many')
    expect(new Set(keys).size).toBe(1)
    expect(keys.join()).not.toContain('192.0.2.9')
  })
})
