import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, twoStations } from '../../support/appointment.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { joinOne } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const clerk = async (point = 'sp_one') => (await signedIn({ grants: [['clerk', point]] })).headers
const views = async () =>
  (
    await env.DB.prepare('SELECT kind, role, fields, reason FROM record_view ORDER BY at, id').all<
      Record<string, string>
    >()
  ).results
const leaves = async (action: string) =>
  (
    await env.DB.prepare('SELECT body FROM audit_leaf WHERE action = ?').bind(action).all<{ body: string }>()
  ).results.map(({ body }) => JSON.parse(body).facts)
const person = {
  name: '慕容金丝雀',
  phone: '13912345678',
  idType: 'resident-id',
  idNumber: '440524188001010014',
}
const more = {
  applicant: person,
  helper: { name: '司徒画眉', phone: '010-65557777-99' },
  note: '只有金丝雀知道',
}
const secrets = ['金丝雀', '画眉', '12345678', '0101001', '65557777']

describe('the visits of a day', () => {
  test('masked, in order, page by page', async () => {
    const startsAt = monday + 26 * HOUR
    const late = await addSlot({ startsAt: startsAt + HOUR })
    const first = await addSlot({ startsAt })
    const a = await bookOne(api, late)
    const b = await bookOne(api, first, more)
    await bookOne(api, first, { exempt: true })
    const headers = await clerk()
    const day = await staff.get('/staff/points/one/visits?day=2026-11-24', headers)
    expect(day.status, day.text).toBe(200)
    expect(day.headers.get('cache-control')).toBe('no-store')
    expect(day.body.items).toHaveLength(3)
    expect(day.body.items[2].reference).toBe(a.reference)
    const mine = day.body.items.find(({ reference }: { reference: string }) => reference === b.reference)
    expect(mine).toMatchObject({
      name: '慕容**',
      helper: true,
      exempt: false,
      earlier: false,
      channel: 'public',
      state: 'booked',
      outcome: null,
      people: 1,
      matters: [{ code: 'ID-02' }],
    })
    for (const secret of secrets) expect(day.text).not.toContain(secret)
    const one = await staff.get('/staff/points/one/visits?day=2026-11-24&limit=2', headers)
    const two = await staff.get(
      `/staff/points/one/visits?day=2026-11-24&limit=2&cursor=${one.body.nextCursor}`,
      headers,
    )
    expect([...one.body.items, ...two.body.items]).toEqual(day.body.items)
    expect(two.body.nextCursor).toBeNull()
    expect((await staff.get('/staff/points/one/visits?day=2026-02-30', headers)).body.code).toBe(
      'invalid-input',
    )
    expect(await views(), 'a list opens no record').toEqual([])
  })

  test('another station’s is not there, and neither is one that does not exist', async () => {
    const headers = await clerk('sp_two')
    for (const slug of ['one', 'nowhere'])
      expect((await staff.get(`/staff/points/${slug}/visits`, headers)).body.code).toBe('record-not-found')
    const auditor = (await signedIn({ grants: [['auditor', '*']] })).headers
    expect((await staff.get('/staff/points/one/visits', auditor)).status).toBe(403)
  })
})

describe('finding a record', () => {
  test('by reference however it is typed, or by the link of its code', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), more)
    const headers = await clerk()
    for (const typed of [
      reference,
      reference.toLowerCase().replaceAll('-', ' '),
      reference.replaceAll('-', ''),
      `https://kaimen.example/track?reference=${reference}#code=${accessCode}`,
      `编号${reference}，请带身份证`,
    ]) {
      const { status, body, text } = await staff.post('/staff/records/find', { typed }, headers)
      expect(status, text).toBe(200)
      expect(body.items).toMatchObject([{ reference, name: '慕容**', state: 'booked' }])
    }
    const waits = await joinOne(api)
    const listed = await staff.post('/staff/records/find', { typed: waits.reference }, headers)
    expect(listed.body.items).toMatchObject([{ startsAt: null, state: 'waiting' }])
    const wrong = await staff.post('/staff/records/find', { typed: '张小明' }, headers)
    expect(wrong.body.errors).toMatchObject([{ pointer: '/typed', code: 'record.unreadable' }])
    expect(await views()).toEqual([])
  })

  test('by the end of the phone, on a day, at one’s own station', async () => {
    const slotId = await addSlot()
    const { reference } = await bookOne(api, slotId, more)
    await bookOne(api, slotId)
    const other = await addSlot({ point: 'sp_two', group: 'police' })
    await env.DB.prepare(
      'UPDATE slot SET counter_group = (SELECT counter_group FROM matter WHERE code = ?) WHERE id = ?',
    )
      .bind('CR-01', other)
      .run()
    await bookOne(api, other, { matterCode: 'CR-01', applicant: person })
    const headers = await clerk()
    const find = (input: object, who = headers) => staff.post('/staff/records/find', input, who)
    const { body } = await find({ typed: '５６７８', day: '2026-11-24' })
    expect(body).toMatchObject({ items: [{ reference, name: '慕容**' }], more: false })
    expect((await find({ typed: '5678' })).body.items, 'today has none').toEqual([])
    const far = { typed: '5678', day: '2026-11-24', point: 'two' }
    expect((await find(far)).body.code).toBe('record-not-found')
    const supervisor = (await signedIn({ grants: [['supervisor', '*']] })).headers
    expect((await find({ typed: '5678' }, supervisor)).body.errors).toMatchObject([{ pointer: '/point' }])
    expect((await find(far, supervisor)).body.items).toHaveLength(1)
  })
})

describe('opening a record', () => {
  test('is masked, and noted once a day for each member of staff', async () => {
    const booked = await bookOne(api, await addSlot(), more)
    const { reference } = booked
    const [one, two] = [await clerk(), (await signedIn({ grants: [['chief', 'sp_one']] })).headers]
    const open = (headers: Record<string, string>) =>
      staff.get(`/staff/records?reference=${reference}`, headers)
    const { status, body, text } = await open(one)
    expect(status, text).toBe(200)
    expect(body).toMatchObject({
      reference,
      kind: 'appointment',
      status: 'booked',
      person: {
        name: '慕容**',
        phone: '139****5678',
        idNumber: '4****************4',
        helperName: '司徒**',
        note: true,
      },
      can: ['unmask', 'code', 'move', 'cancel'],
      openings: { times: 1, roles: [{ role: 'clerk', times: 1 }] },
    })
    expect(body.messages).toEqual(
      expect.arrayContaining([
        {
          template: 'appointment.booked',
          name: expect.anything(),
          state: expect.any(String),
          at: expect.stringMatching(/^2026-11-23/),
        },
      ]),
    )
    for (const secret of secrets) expect(text).not.toContain(secret)
    await Promise.all([open(one), open(one), open(two), open(two)])
    expect(await views()).toHaveLength(2)
    clock.pass(DAY)
    await open((await signedIn({ id: 'su_again', clock, grants: [['clerk', 'sp_one']] })).headers)
    expect(await views()).toHaveLength(3)
    expect((await leaves('record.open')).map(({ role }) => role).sort()).toEqual(['chief', 'clerk', 'clerk'])
    const seen = await api.post('/track', booked)
    expect((await api.post('/track', { reference, accessCode: booked.accessCode })).body.openings).toEqual({
      times: 3,
      roles: [
        { role: 'chief', name: expect.anything(), times: 1 },
        { role: 'clerk', name: expect.anything(), times: 2 },
      ],
      unmasked: 0,
      lastDay: '2026-11-24',
    })
    expect(seen.text).not.toContain('su_')
  })

  test('a place on the list opens at each station it waits for, also once it has ended', async () => {
    const waits = await joinOne(api, { applicant: person })
    const open = (headers: Record<string, string>) =>
      staff.get(`/staff/records?reference=${waits.reference}`, headers)
    const headers = await clerk()
    expect((await open(headers)).body).toMatchObject({
      kind: 'waiting',
      status: 'waiting',
      person: { name: '慕容**' },
      can: ['unmask', 'code'],
    })
    expect((await open(await clerk('sp_two'))).body.code).toBe('record-not-found')
    await api.post(`/waiting/${waits.reference}/leave`, { accessCode: waits.accessCode })
    expect((await open(headers)).body).toMatchObject({ status: 'left' })
    expect((await api.post('/track', waits)).status).toBe(422)
    const { reference, accessCode } = waits
    expect((await api.post('/track', { reference, accessCode })).body.openings.times).toBe(1)
  })

  test('offers to say how a visit went exactly when it can be said', async () => {
    const startsAt = monday + DAY
    const { reference: served } = await bookOne(api, await addSlot({ startsAt }))
    const { reference: closed } = await bookOne(api, await addSlot({ startsAt: startsAt + HOUR / 2 }))
    await env.DB.prepare(
      "UPDATE slot SET state = 'closed' WHERE id = (SELECT slot_id FROM booking WHERE reference = ?)",
    )
      .bind(closed)
      .run()
    const said = ['served', 'missed']
    const offered = async (reference: string) => {
      const { headers } = await signedIn({ clock, grants: [['clerk', 'sp_one']] })
      const { body } = await staff.get(`/staff/records?reference=${reference}`, headers)
      return said.filter((act) => body.can.includes(act))
    }
    clock.set(startsAt - 1)
    expect(await offered(served)).toEqual([])
    clock.set(startsAt + 2 * HOUR)
    expect(await offered(served)).toEqual(said)
    expect(await offered(closed), 'nobody has missed a visit whose counter was closed').toEqual(['served'])
    clock.set(startsAt + 4 * DAY)
    expect(await offered(served), 'missed is said within two days').toEqual(['served'])
  })

  test('nobody elsewhere, nobody in another role, nobody who only reads the audit', async () => {
    const { reference } = await bookOne(api, await addSlot(), more)
    const path = `/staff/records?reference=${reference}`
    const as = async (role: 'auditor' | 'publisher' | 'clerk', point: string) => {
      const { status, text } = await staff.get(path, (await signedIn({ grants: [[role, point]] })).headers)
      for (const secret of [...secrets, '慕容']) expect(text).not.toContain(secret)
      return status
    }
    expect(await as('auditor', '*')).toBe(403)
    expect(await as('publisher', 'sp_one')).toBe(403)
    expect(await as('clerk', 'sp_two')).toBe(404)
    const both = await signedIn({
      grants: [
        ['publisher', 'sp_one'],
        ['clerk', 'sp_two'],
      ],
    })
    expect((await staff.get(path, both.headers)).status, 'the wrong role here').toBe(403)
    expect((await staff.get('/staff/records?reference=A-20261123-222222', await clerk())).status).toBe(422)
    expect(await views()).toEqual([])
    expect(await leaves('record.open')).toEqual([])
  })

  test('what was noted is not taken back', async () => {
    const { reference } = await bookOne(api, await addSlot(), someone('')).catch(async () =>
      bookOne(api, await addSlot()),
    )
    await staff.get(`/staff/records?reference=${reference}`, await clerk())
    for (const change of [
      'DELETE FROM record_view',
      "UPDATE record_view SET role = 'chief'",
      'INSERT OR REPLACE INTO record_view SELECT * FROM record_view',
      "INSERT OR REPLACE INTO record_view SELECT 'vw_other', reference, day, at, kind, 'chief', staff_id, service_point_id, fields, reason, words FROM record_view",
    ])
      await expect(env.DB.prepare(change).run(), change).rejects.toThrow(/append-only|seen-today/)
  })
})
