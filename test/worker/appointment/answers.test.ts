import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { problems } from '../../../api/problem.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, twoStations } from '../../support/appointment.ts'
import { faulty } from '../../support/faults.ts'

// Every status these operations document is produced here, and none that they do not document.

const produced = new Map<string, Set<number>>()
const codes = new Set<string>()

/** Remembers what an operation answered, and holds every error to the one shape. */
function kept(operation: string, answer: Answer): Answer {
  const statuses = produced.get(operation) ?? new Set()
  produced.set(operation, statuses.add(answer.status))
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { code, status, title, requestId, type } = answer.body
    codes.add(code)
    expect(problems).toHaveProperty(code)
    expect(status).toBe(answer.status)
    expect(title).toBe(problems[code as keyof typeof problems].title.zh)
    expect(type).toBe(`/api/v1/docs#problem-${code}`)
    expect(requestId).toMatch(/^[\w-]{8,64}$/)
    if (answer.status === 429 || code === 'unavailable')
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  return answer
}

const clock = clockAt(monday)
const api = apiClient({ clock })
let slot = ''

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  slot = await addSlot()
})

interface Operation {
  name: string
  method: 'GET' | 'POST'
  /** A request that is well formed and finds its record. */
  request(): Promise<{ path: string; body?: Record<string, unknown> }>
  ok: number
}

const record = async (action: string, more = {}) => {
  const { reference, accessCode } = await bookOne(api, slot)
  return { path: `/appointments/${reference}/${action}`, body: { accessCode, ...more } }
}

const operations: Operation[] = [
  {
    name: 'GET /stations/{slug}/slots',
    method: 'GET',
    request: async () => ({ path: '/stations/one/slots?matter=ID-02' }),
    ok: 200,
  },
  {
    name: 'GET /slots/{id}',
    method: 'GET',
    request: async () => ({ path: `/slots/${slot}?matter=ID-02` }),
    ok: 200,
  },
  { name: 'GET /challenge', method: 'GET', request: async () => ({ path: '/challenge' }), ok: 200 },
  {
    name: 'POST /appointments',
    method: 'POST',
    request: async () => ({ path: '/appointments', body: someone(slot) }),
    ok: 201,
  },
  {
    name: 'POST /appointments/check',
    method: 'POST',
    request: async () => ({ path: '/appointments/check', body: someone(slot) }),
    ok: 200,
  },
  {
    name: 'POST /appointments/{reference}/cancel',
    method: 'POST',
    request: () => record('cancel'),
    ok: 200,
  },
  {
    name: 'POST /appointments/{reference}/reschedule',
    method: 'POST',
    request: async () => record('reschedule', { slotId: await addSlot() }),
    ok: 200,
  },
  {
    name: 'POST /appointments/{reference}/calendar',
    method: 'POST',
    request: () => record('calendar'),
    ok: 200,
  },
  {
    name: 'POST /track',
    method: 'POST',
    request: async () => {
      const { reference, accessCode } = await bookOne(api, slot)
      return { path: '/track', body: { reference, accessCode } }
    },
    ok: 200,
  },
]

const refusing = { limit: async () => ({ success: false }) }

describe.each(operations)('$name', ({ name, method, request, ok }) => {
  const keep = (answer: Answer) => kept(name, answer)

  test('answers as it should, and every general fault as documented', async () => {
    const { path, body } = await request()
    const good = keep(await api.call(method, path, body))
    expect(good.status, good.text).toBe(ok)

    const wrongMethod = await api.call('DELETE', path)
    expect(wrongMethod.status).toBe(405)
    expect(wrongMethod.headers.get('allow')?.split(', ')).toContain(method)

    const limited = apiClient({
      clock,
      bindings: { BOT_CHECKS: 'on', READ_LIMITER: refusing, WRITE_LIMITER: refusing },
    })
    const slowed = keep(await limited.call(method, path, body))
    expect(slowed).toMatchObject({ status: 429, body: { code: 'too-many' } })

    const broken = keep(await apiClient({ clock, bindings: { DEMO: 'perhaps' } }).call(method, path, body))
    expect(broken.status).toBe(500)
    expect(broken.text).not.toMatch(/zod|DEMO|perhaps|stack/i)

    if (name === 'GET /challenge') {
      const elsewhere = keep(await api.call(method, path, body, {}, 'https://kaimen.example'))
      expect(elsewhere).toMatchObject({ status: 503, body: { code: 'misconfigured' } })
      return
    }
    const { DB, fault } = faulty()
    for (const [message, status] of [
      ['D1_ERROR: Network connection lost.', 503],
      ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 503],
      ['D1_ERROR: no such table: nowhere', 500],
    ] as const) {
      fault.throws = { batch: fault.sizes.length, message, tries: 3 }
      const down = keep(await apiClient({ clock, bindings: { DB } }).call(method, path, body))
      expect(down.status, down.text).toBe(status)
      expect(down.text).not.toContain('D1')
      expect(down.text).not.toContain('nowhere')
    }
  })

  if (method === 'POST')
    test('refuses what it cannot read', async () => {
      const { path, body } = await request()
      const before = { ...body }
      const send = async (
        sent: string,
        headers: Record<string, string> = { 'content-type': 'application/json' },
      ) => keep(await api.call('POST', path, sent, headers))

      for (const json of ['', '{', '{"a":', 'a=b', '\u0000']) {
        expect(await send(json)).toMatchObject({ status: 400, body: { code: 'bad-json' } })
      }
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
        expect(await send(JSON.stringify(body), { 'content-type': type })).toMatchObject({
          status: 415,
          body: { code: 'wrong-content-type' },
        })
      }
      const padded = JSON.stringify({ ...body, note: 'x'.repeat(65_536) })
      expect(await send(padded)).toMatchObject({ status: 413, body: { code: 'too-large' } })

      for (const json of ['null', '[]', '"text"', '1', 'true']) {
        expect(await send(json), json).toMatchObject({ status: 422, body: { code: 'invalid-input' } })
      }
      const extra = await send(JSON.stringify({ ...body, admin: true }))
      expect(extra.body.errors).toEqual([{ pointer: '/admin', code: 'unknown-key', message: '不认识的项目' }])
      const polluted = await send(JSON.stringify(body).replace('{', '{"__proto__":{"admin":true},'))
      expect(polluted.status).toBe(422)
      const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`k${i}`, 0]))
      const crowded = await send(JSON.stringify({ ...body, ...many }))
      expect(crowded.status).toBe(422)
      expect(crowded.text.length, 'a small request must not have a huge answer').toBeLessThan(65_536)

      for (const key of Object.keys(before)) {
        for (const wrong of [null, 1, [], { a: 1 }, true]) {
          const answer = await send(JSON.stringify({ ...body, [key]: wrong }))
          expect(answer.status, `${key}: ${JSON.stringify(wrong)}`).toBe(422)
          expect(answer.body.errors[0].pointer).toMatch(new RegExp(`^/${key}`))
          for (const { message } of answer.body.errors) expect(message).toMatch(/\p{Script=Han}/u)
        }
        const { [key]: _, ...without } = before
        const absent = await send(JSON.stringify(without))
        expect(absent.status, `without ${key}`).toBe(422)
      }
      const words = keep(await api.call('POST', path, {}, { 'accept-language': 'zh' }))
      expect(words.status).toBe(422)
      const english = await api.call('POST', path, {}, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' })
      expect(english.headers.get('content-language')).toBe('en')
      expect(english.body.title).toBe(problems['invalid-input'].title.en)
      for (const { message } of english.body.errors) expect(message).not.toMatch(/\p{Script=Han}/u)
    })

  if (/reference|track/.test(name))
    test('answers unknown and wrong alike, counts tries, and still opens for the right code', async () => {
      const { path, body } = await request()
      const known = String(body!.reference ?? path.split('/')[2])
      const nobody = makeReference('A', '2026-11-23')
      const tryAt = (reference: string, accessCode: string) =>
        api.call(
          'POST',
          path.replace(known, reference),
          { ...body, accessCode, ...(body!.reference !== undefined && { reference }) },
          { 'x-request-id': 'same-request-id' },
        )
      const other = String(body!.accessCode) === '22222222' ? '33333333' : '22222222'
      for (let i = 0; i < 10; i++) {
        const code = ['x', '!', other, `${other}2`, '查询码'][i % 5]!
        const wrong = keep(await tryAt(known, code))
        expect(wrong).toMatchObject({ status: 404, body: { code: 'record-not-found' } })
        const unknown = await tryAt(nobody, code)
        expect(unknown.text).toBe(wrong.text)
        expect([...unknown.headers]).toEqual([...wrong.headers])
      }
      const tired = keep(await tryAt(known, other))
      expect(tired).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
      expect(Number(tired.headers.get('retry-after'))).toBe(3600)
      expect((await tryAt(nobody, other)).text).toBe(tired.text)
      const opened = await api.call('POST', path, body)
      expect(opened.status, 'the right code still opens').toBe(ok)
      clock.pass(HOUR)
      expect((await tryAt(known, other)).status, 'a new hour counts anew').toBe(404)
      for (const typo of ['A-20261123-7K3M9R', 'a', 'A-20261123-', 'X-20261123-7K3M9Q', '１', '%00']) {
        const refused = keep(await tryAt(typo, other))
        expect(refused.status, typo).toBe(422)
      }
    })
})

describe('conflicts and absences', () => {
  test('of the two look-ups', async () => {
    const slots = (query: string) => api.get(`/stations/${query}`)
    const list = 'GET /stations/{slug}/slots'
    expect(kept(list, await slots('nowhere/slots?matter=ID-02')).status).toBe(404)
    expect(kept(list, await slots('one/slots?matter=XX-99')).status).toBe(404)
    expect(kept(list, await slots('one/slots?matter=CT-01')).body.code).toBe('matter-not-offered')
    for (const query of [
      '',
      '?matter=ID-02&from=2026-02-30',
      '?matter=ID-02&from=',
      '?matter=ID-02&to=tomorrow',
      '?matter=ID-02&from=2026-11-24&to=2026-11-23',
      '?matter=ID-02&from=2026-11-24&to=2026-12-26',
      '?matter=ID-02&limit=0',
      '?matter=ID-02&limit=101',
      '?matter=ID-02&limit=x',
      '?matter=ID-02&cursor=nonsense',
      `?matter=ID-02&cursor=${btoa(encodeURIComponent('["abc"]'))}`,
      `?matter=ID-02&cursor=${btoa(encodeURIComponent('[1,2]'))}`,
      `?matter=${'x'.repeat(21)}`,
    ]) {
      expect(kept(list, await slots(`one/slots${query}`)).status, query).toBe(422)
    }
    const one = 'GET /slots/{id}'
    expect(kept(one, await api.get('/slots/sl_none?matter=ID-02')).status).toBe(404)
    expect(kept(one, await api.get(`/slots/${slot}`)).status).toBe(422)
    expect(kept(one, await api.get(`/slots/${slot}?matter=CT-01`)).body.code).toBe('matter-not-offered')
    expect(kept(one, await api.get(`/slots/${slot}?matter=CR-01`)).body.code).toBe('matter-not-offered')
    const closed = await addSlot({ state: 'closed' })
    expect((await api.get(`/slots/${closed}?matter=ID-02`)).body.code).toBe('slot-closed')
    const full = await addSlot({ capPublic: 0 })
    expect(kept(one, await api.get(`/slots/${full}?matter=ID-02`)).body.code).toBe('slot-full')
  })

  test.each(['POST /appointments', 'POST /appointments/check'])('of %s', async (name) => {
    const send = async (slotId: string, more = {}) =>
      kept(name, await api.post(name.slice(5), someone(slotId, more)))
    const past = await addSlot({ startsAt: monday - HOUR, lead: 0 })
    const soon = await addSlot({ startsAt: monday + HOUR, lead: 60 })
    for (const id of [past, soon, await addSlot({ state: 'closed' })]) {
      const refused = await send(id)
      expect(refused).toMatchObject({ status: 409, body: { code: 'slot-closed' } })
      expect(refused.body.nearest, 'and says where else').toContainEqual(
        expect.objectContaining({ id: slot }),
      )
    }
    clock.pass(-1)
    expect((await send(soon)).status, 'a millisecond before the lead time begins').toBeLessThan(300)
    clock.pass(1)
    const full = await addSlot({ capPublic: 0 })
    const refused = await send(full)
    expect(refused).toMatchObject({ status: 409, body: { code: 'slot-full' } })
    expect(refused.body.nearest[0]).toMatchObject({ id: slot, capacity: 3 })
    expect((await send(slot, { matterCode: 'CT-01' })).body.code).toBe('matter-not-offered')
    expect((await send(slot, { matterCode: 'CR-01' })).body.code, 'another counter').toBe(
      'matter-not-offered',
    )
    const elsewhere = await addSlot({ point: 'sp_two' })
    expect((await send(elsewhere)).body.code, 'another station').toBe('matter-not-offered')
    for (const [id, more, pointer, code] of [
      ['sl_none', {}, '/slotId', 'slot.unknown'],
      [slot, { matterCode: 'XX-99' }, '/matterCode', 'matter.unknown'],
      [slot, { matterCode: 'ID-06' }, '/matterCode', 'matter.not-bookable'],
    ] as const) {
      const answer = await send(id, more)
      expect(answer.status).toBe(422)
      expect(answer.body.errors).toMatchObject([{ pointer, code }])
    }
  })

  test('of changing a booking', async () => {
    const cancel = 'POST /appointments/{reference}/cancel'
    const move = 'POST /appointments/{reference}/reschedule'
    const calendar = 'POST /appointments/{reference}/calendar'
    const { reference, accessCode } = await bookOne(api, slot)
    const act = (name: string, body = {}) =>
      api.post(`/appointments/${reference}/${name.split('/').at(-1)}`, { accessCode, ...body })

    const full = await addSlot({ capPublic: 0 })
    const other = await addSlot({ group: 'general' })
    for (const [slotId, code] of [
      [full, 'slot-full'],
      [await addSlot({ state: 'closed' }), 'slot-closed'],
      [await addSlot({ startsAt: monday - HOUR }), 'slot-closed'],
      [other, 'matter-not-offered'],
    ] as const) {
      expect(kept(move, await act(move, { slotId }))).toMatchObject({ status: 409, body: { code } })
    }
    const unknown = kept(move, await act(move, { slotId: 'sl_none' }))
    expect(unknown.body.errors).toMatchObject([{ pointer: '/slotId', code: 'slot.unknown' }])
    expect((await api.post('/track', { reference, accessCode })).body.appointment.version).toBe(0)
    expect((await act(move, { slotId: slot })).status, 'where it is already').toBe(200)

    clock.set(monday + 2 * 24 * HOUR)
    for (const name of [cancel, move]) {
      const late = kept(name, await act(name, name === move ? { slotId: slot } : {}))
      expect(late).toMatchObject({ status: 409, body: { code: 'not-changeable' } })
    }
    clock.set(monday)
    expect((await act(cancel)).status).toBe(200)
    expect((await act(cancel)).status, 'cancelling twice is the same as once').toBe(200)
    expect(kept(move, await act(move, { slotId: slot }))).toMatchObject({
      status: 409,
      body: { code: 'not-changeable' },
    })
    const file = kept(calendar, await act(calendar))
    expect(file.text).toContain('STATUS:CANCELLED')
    expect((await api.post('/track', { reference, accessCode })).body).toMatchObject({
      status: 'cancelled',
      can: ['calendar'],
      dueAt: null,
    })
  })
})

test('a method no route has is refused even without a JSON body', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const answer = await api.call(method, '/appointments')
    expect(answer.status, method).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
  }
  expect((await api.call('POST', '/nowhere')).status).toBe(404)
})

afterAll(async () => {
  const document = (await api.get('/openapi.json')).body
  for (const { name } of operations) {
    const [method, path] = name.split(' ') as [string, string]
    const documented = Object.keys(document.paths[`/api/v1${path}`][method.toLowerCase()].responses).map(
      Number,
    )
    expect([...(produced.get(name) ?? [])].sort(), `${name}: produced against documented`).toEqual(
      documented.sort(),
    )
  }
})
