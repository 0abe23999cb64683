import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, twoStations, withoutId } from '../../support/appointment.ts'
import { act, holds, joinOne, look, setRules, waiter } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const refused = async (more: Record<string, unknown>) => {
  const { status, body } = await api.post('/waiting', waiter(more))
  return [
    status,
    body.code,
    ...(body.errors ?? []).map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`),
  ]
}

describe('joining', () => {
  test('says what is waited for, in words and in numbers, and keeps the details sealed', async () => {
    const { status, body, text } = await api.post(
      '/waiting',
      waiter({
        stations: ['one', 'two'],
        matterCode: 'CR-01',
        people: 2,
        fromDay: '2026-11-24',
        toDay: '2026-12-01',
        weekdays: [1, 3],
        part: 'morning',
        applicant: {
          name: '艾尔肯',
          phone: '13812345678',
          idType: 'resident-id',
          idNumber: '11010519491231002X',
        },
      }),
    )
    expect(status, text).toBe(201)
    expect(body).toMatchObject({
      reference: expect.stringMatching(/^W-20261123-/),
      accessCode: expect.stringMatching(/^.{8}$/),
      ticket: expect.stringMatching(/^[2-9A-HJKMNP-Z]{10}$/),
      applicantName: '艾**',
      told: 'text',
      rules: { offerMinutes: 120, offersMost: 3 },
      sought: {
        stations: [{ slug: 'one' }, { slug: 'two' }],
        people: 2,
        fromDay: '2026-11-24',
        toDay: '2026-12-01',
        weekdays: [1, 3],
        part: 'morning',
        before: null,
        joinedDay: '2026-11-23',
      },
    })
    const [row] = (await env.DB.prepare('SELECT * FROM waiting').all()).results
    expect(JSON.stringify(row)).not.toMatch(/艾尔肯|13812345678|11010519491231002X/)
    expect((await look(api, body)).waiting).toMatchObject({
      sought: body.sought,
      ahead: { least: 0, most: 0 },
      applicantPhone: expect.stringContaining('*'),
    })
    const proof = await api.post('/audit/proof', { reference: body.reference, accessCode: body.accessCode })
    expect(proof.status).toBe(200)
    expect(proof.text, 'the number in the draw outlives nobody').not.toContain(body.ticket)
  })

  test('the same key and body give the same receipt, another body none', async () => {
    const body = waiter()
    const headers = { 'idempotency-key': 'waiting-key-1' }
    const [one, two] = await Promise.all([
      api.post('/waiting', body, headers),
      api.post('/waiting', body, headers),
    ])
    expect([one.status, two.status]).toEqual([201, 201])
    expect(two.body).toEqual(one.body)
    expect((await api.post('/waiting', body, headers)).body).toEqual(one.body)
    expect((await api.post('/waiting', waiter(), headers)).body.code).toBe('idempotency-mismatch')
    expect(await env.DB.prepare('SELECT count(*) AS n FROM waiting').first('n')).toBe(1)
    await act(api, 'leave', one.body)
    expect((await api.post('/waiting', body, headers)).body.code).toBe('waiting-over')
  })

  test('once a person and matter; leaving and joining again the same day draws the same number', async () => {
    const body = waiter()
    const first = await api.post('/waiting', body)
    expect((await api.post('/waiting', body)).body.code).toBe('waiting-busy')
    const sameName = {
      ...body,
      applicant: { ...body.applicant, idType: 'resident-id', idNumber: '440524188001010014' },
    }
    expect((await api.post('/waiting', sameName)).body.code).toBe('waiting-busy')
    await act(api, 'leave', first.body)
    const second = await api.post('/waiting', body)
    expect(second.body.ticket).toBe(first.body.ticket)
    await act(api, 'leave', second.body)
    clock.pass(DAY)
    expect((await api.post('/waiting', body)).body.ticket).not.toBe(first.body.ticket)
    const both = await Promise.all([
      api.post('/waiting', waiter({ applicant: someone('x').applicant })),
      joinOne(api),
    ])
    expect(both[0]!.status).toBe(201)
  })

  test('two at once of one person: one place on the list', async () => {
    const body = waiter()
    const answers = await Promise.all([api.post('/waiting', body), api.post('/waiting', body)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('not beside a booking of the matter: the road to an earlier time is shown', async () => {
    const who = someone(await addSlot())
    await api.post('/appointments', who)
    const answer = await api.post('/waiting', waiter({ applicant: who.applicant }))
    expect(answer.body).toMatchObject({
      code: 'already-booked',
      road: 'earlier',
      detail: expect.stringContaining('提前'),
    })
    expect(
      (await api.post('/waiting', waiter({ applicant: who.applicant, matterCode: 'CR-01' }))).status,
    ).toBe(201)
  })

  test('tells what needs changing', async () => {
    await setRules({ waitingPointsMost: 2 })
    expect(await refused({ stations: ['nowhere'] })).toEqual([
      422,
      'invalid-input',
      '/stations/0 station.unknown',
    ])
    expect(await refused({ stations: [] })).toEqual([422, 'invalid-input', '/stations stations.required'])
    expect(await refused({ stations: ['one', 'two', 'one'], matterCode: 'CR-01' })).toContain(
      '/stations stations.too-many',
    )
    expect(await refused({ stations: ['two'] })).toEqual([409, 'matter-not-offered'])
    expect(await refused({ matterCode: 'XX-99' })).toContain('/matterCode matter.unknown')
    expect(await refused({ alsoMatters: ['ID-02'] })).toContain('/alsoMatters/0 matter.twice')
    expect(await refused({ people: 19 })).toContain('/people people.too-many')
    expect(await refused({ fromDay: 'tomorrow' })).toContain('/fromDay day-invalid')
    expect(await refused({ fromDay: '2026-12-02', toDay: '2026-12-01' })).toContain('/toDay day-range')
    expect(await refused({ toDay: '2027-11-01' })).toContain('/toDay day-range')
    expect(await refused({ toDay: '2026-11-22' })).toContain('/toDay day-range')
    expect(await refused({ website: 'x' })).toContain('/website trap.filled')
    expect((await refused({ weekdays: [8] }))[0]).toBe(422)
    expect((await refused({ applicant: { name: '', phone: '1', idType: 'none' } }))[0]).toBe(422)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM waiting').first('n')).toBe(0)
  })

  test('passes the tray without script, and one number is not flooded', async () => {
    const guarded = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '3' } as object })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await guarded.post('/waiting', waiter())).status)
    expect(statuses).toEqual([201, 201, 201, 429, 429])
    expect((await guarded.post('/waiting', { ...waiter(), proof: 'bm90aGluZw' })).body.code).toBe(
      'proof-invalid',
    )
    const phone = '13700000001'
    for (let i = 0; i < 11; i++) {
      const applicant = { name: `张${'一二三四五六七八九十百'[i]}`, phone, idType: 'none' }
      const { status, body } = await api.post('/waiting', waiter({ applicant }))
      expect(status, body.code).toBe(i < 10 ? 201 : 409)
      if (i === 10) expect(body.code).toBe('phone-busy')
    }
  })
})

describe('access', () => {
  test('unknown, another’s and wrong are answered alike, and counted', async () => {
    const [mine, theirs] = [await joinOne(api), await joinOne(api)]
    const unknown = { reference: makeReference('W', '2026-11-23'), accessCode: mine.accessCode }
    for (const verb of ['take', 'decline', 'leave'] as const) {
      const wrong = await act(api, verb, { ...theirs, accessCode: mine.accessCode })
      expect(wrong.status).toBe(404)
      expect(withoutId(await act(api, verb, unknown))).toBe(withoutId(wrong))
      expect((await act(api, verb, { ...theirs, reference: 'W-1' })).status).toBe(422)
    }
    const track = await api.post('/track', { ...theirs, accessCode: mine.accessCode, ticket: undefined })
    expect(track.status).toBe(422)
    for (let i = 0; i < 8; i++) await act(api, 'take', { ...theirs, accessCode: '22222222' })
    expect((await act(api, 'take', { ...theirs, accessCode: '22222222' })).body.code).toBe('too-many-tries')
    expect((await act(api, 'leave', theirs)).body).toEqual({ reference: theirs.reference, status: 'left' })
    expect((await act(api, 'leave', theirs)).status).toBe(200)
    expect((await act(api, 'take', mine)).body.code).toBe('offer-gone')
    expect((await act(api, 'decline', mine)).body.code).toBe('offer-gone')
  })

  test('the inner reference of a wish opens nothing', async () => {
    const booked = await bookOne(api, await addSlot())
    await api.post(`/appointments/${booked.reference}/earlier`, { accessCode: booked.accessCode })
    const inner = await env.DB.prepare('SELECT reference FROM waiting').first<string>('reference')
    expect((await act(api, 'leave', { reference: inner!, accessCode: booked.accessCode })).status).toBe(422)
  })
})

test('leaving gives an open offer on', async () => {
  const slotId = await addSlot({ startsAt: monday + DAY + HOUR, capPublic: 1 })
  const booked = await bookOne(api, slotId)
  const [a, b] = [await joinOne(api), await joinOne(api)]
  await api.post(`/appointments/${booked.reference}/cancel`, { accessCode: booked.accessCode })
  const [one, two] = (await look(api, a)).status === 'offered' ? [a, b] : [b, a]
  await act(api, 'leave', one!)
  expect((await look(api, two!)).status).toBe('offered')
  expect((await holds()).filter(({ state }) => state === 'offered')).toHaveLength(1)
  expect((await act(api, 'take', two!)).status).toBe(201)
})
