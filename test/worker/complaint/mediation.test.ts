import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { announced } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { aComplaint, atComplaints, author, complaintAt, told } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
let room: string
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  room = (await env.DB.prepare(
    "SELECT slug FROM service_point WHERE parent_id = 'sp_qingshi' AND kind = 'room' ORDER BY slug LIMIT 1",
  ).first<string>('slug'))!
})

const aDispute = (more: object = {}) => ({
  kind: 'mediation',
  words: '楼上漏水，说了三次不修。',
  name: '林小满',
  phone: '13800000111',
  about: 'qingshi',
  place: '3 号楼 2 单元',
  answers: { other: '楼上住户' },
  ...more,
})
const aDate = (more: object = {}) => ({
  room,
  day: '2026-11-26',
  from: '14:00',
  to: '15:30',
  invites: 'office',
  words: '请带上漏水的照片。',
  ...more,
})
const begins = Date.parse('2026-11-26T14:00:00+08:00')

/** A dispute that was taken up, and who handles it. */
async function taken(more: object = {}) {
  const receipt = await told(api, aDispute(more))
  const handler = await atComplaints(staff, clock)
  expect((await handler.do(receipt.reference, 'accept')).status).toBe(200)
  return { ...receipt, handler, own: author(api, receipt) }
}
const texts = async (reference: string) =>
  (
    await env.DB.prepare('SELECT count(*) AS n FROM outbox WHERE reference = ?')
      .bind(reference)
      .first<{ n: number }>()
  )?.n ?? 0

describe('a date', () => {
  test('is set with its room, told to its author, and read in the thread and the calendar', async () => {
    const { reference, handler, own, accessCode } = await taken()
    const before = await texts(reference)
    const { body: seen } = await handler.open(reference)
    expect(seen.can).toContain('date')
    expect(seen.rooms.map(({ slug }: { slug: string }) => slug)).toEqual(
      expect.arrayContaining(['qingshi', room]),
    )
    expect((await handler.do(reference, 'date', aDate())).status).toBe(200)
    expect(await texts(reference)).toBe(before + 1)
    expect((await own.read()).dates).toMatchObject([
      {
        n: 1,
        at: { slug: room },
        startsAt: '2026-11-26T14:00:00+08:00',
        endsAt: '2026-11-26T15:30:00+08:00',
        invites: 'office',
        state: 'set',
        outcome: null,
        words: null,
      },
    ])
    expect((await own.read()).thread.at(-1)).toMatchObject({ kind: 'message', words: '请带上漏水的照片。' })
    expect((await factsAbout(reference)).map(({ action }) => action)).toContain('complaint.date')
    const file = await api.post(`/complaints/${reference}/calendar`, { accessCode })
    expect(file.text).toMatch(/METHOD:PUBLISH[\s\S]*DTSTART:20261126T060000Z/)
    // Where to be when, and nothing of the dispute.
    expect(file.text).not.toMatch(/调解|漏水|林小满/)
    expect((await api.post(`/complaints/${reference}/calendar`, { accessCode: 'ABCD2345' })).status).toBe(404)
  })

  test('names what is wrong with it, each beside its field', async () => {
    const { reference, handler } = await taken()
    const faults = async (more: object) =>
      (await handler.do(reference, 'date', aDate(more))).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )
    expect(await faults({ day: '2026-11-20', to: '13:00' })).toEqual(['/day date.day', '/to meeting.order'])
    expect(await faults({ day: '2027-11-26' })).toEqual(['/day date.day'])
    expect(await faults({ room: 'nanqiao' })).toEqual(['/room wrong-value'])
    expect(await faults({ room: '', invites: undefined })).toEqual([
      '/room choice.required',
      '/invites choice.required',
    ])
    expect(await faults({ from: '25:00' })).toEqual(['/from time-invalid'])
  })

  test('is for a dispute that was taken up, one at a time, by whoever handles it', async () => {
    const { reference } = await told(api, aDispute())
    const handler = await atComplaints(staff, clock)
    expect((await handler.do(reference, 'date', aDate())).body.code).toBe('step-refused')
    const other = await told(api, aComplaint())
    await handler.do(other.reference, 'accept')
    expect((await handler.do(other.reference, 'date', aDate())).body.code).toBe('step-refused')
    await handler.do(reference, 'accept')
    const colleague = await atComplaints(staff, clock)
    expect((await colleague.do(reference, 'date', aDate())).body.code).toBe('not-handler')
    const stranger = await atComplaints(staff, clock, 'handler', 'sp_nanqiao')
    expect((await stranger.do(reference, 'date', aDate())).status).toBe(404)
    const clerk = await atComplaints(staff, clock, 'publisher')
    expect((await clerk.do(reference, 'date', aDate())).status).toBe(403)
    expect((await handler.do(reference, 'date', aDate())).status).toBe(200)
    expect((await handler.do(reference, 'date', aDate({ day: '2026-11-27' }))).body.code).toBe('step-refused')
  })

  test('has its room to itself: two at once, one stands; beside it in time both do', async () => {
    const cases = [
      await taken(),
      await taken({ words: '车位被占。' }),
      await taken({ words: '租金不退。' }),
    ] as const
    const sent = await Promise.all(
      cases.map(({ reference, handler }) => handler.do(reference, 'date', aDate())),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(sent.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
      'room-taken',
      'room-taken',
    ])
    const [late, other] = cases.filter((_, i) => sent[i]!.status === 409)
    const set = (one: (typeof cases)[number] | undefined, more: object) =>
      one!.handler.do(one!.reference, 'date', aDate(more))
    expect((await set(late, { from: '15:29', to: '16:00' })).body.code).toBe('room-taken')
    expect((await set(late, { from: '15:30', to: '16:00' })).status).toBe(200)
    expect((await set(other, { room: 'qingshi' })).status).toBe(200)
  })

  test('and a meeting do not share a community room, whichever was first', async () => {
    const one = async (role: 'publisher' | 'chief') =>
      (await signedIn({ grants: [[role, 'sp_qingshi']], clock, hours: 9999 })).headers
    const who = { writer: await one('publisher'), reader: await one('chief') }
    await announced(staff, who, { at: room, from: '13:00', to: '14:30' })
    const { reference, handler } = await taken()
    expect((await handler.do(reference, 'date', aDate())).body.code).toBe('room-taken')
    expect((await handler.do(reference, 'date', aDate({ from: '15:00' }))).status).toBe(200)
    await expect(announced(staff, who, { at: room, from: '15:00', to: '16:00' })).rejects.toThrow(
      /room-taken/,
    )
    // A station has more rooms than one.
    await announced(staff, who, { at: 'qingshi', from: '15:00', to: '16:00' })
  })

  test('is called off with the reason: the room is free, the calendar empty, another can be set', async () => {
    const { reference, handler, own, accessCode } = await taken()
    await handler.do(reference, 'date', aDate())
    const before = await texts(reference)
    expect((await handler.do(reference, 'date-off', { words: '对方出差' })).status).toBe(200)
    expect(await texts(reference)).toBe(before + 1)
    const seen = await own.read()
    expect([seen.dates[0].state, seen.thread.at(-1).words]).toEqual(['off', '对方出差'])
    const cancelled = await api.post(`/complaints/${reference}/calendar`, { accessCode })
    expect(cancelled.text).toContain('METHOD:CANCEL')
    expect((await handler.do(reference, 'date-off', { words: '再取消' })).body.code).toBe('step-refused')
    const next = await taken({ words: '车位被占。' })
    expect((await next.handler.do(next.reference, 'date', aDate())).status).toBe(200)
    expect((await handler.do(reference, 'date', aDate({ day: '2026-11-27' }))).status).toBe(200)
    expect(
      (await own.read()).dates.map(({ n, state }: { n: number; state: string }) => `${n} ${state}`),
    ).toEqual(['2 set', '1 off'])
  })

  test('ends with its dispute', async () => {
    const { reference, handler, own } = await taken()
    await handler.do(reference, 'date', aDate())
    expect((await own.post('withdraw')).status).toBe(200)
    expect((await own.read()).dates[0].state).toBe('off')
    const next = await taken({ words: '车位被占。' })
    expect((await next.handler.do(next.reference, 'date', aDate())).status).toBe(200)
  })
})

describe('where it must not be known', () => {
  const bar = async (reference: string, body: object) => {
    const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
    return (await supervisor.do(reference, 'bar', body)).status
  }
  const meetingAt = async (at: string) => {
    const one = async (role: 'publisher' | 'chief') =>
      (await signedIn({ grants: [[role, 'sp_qingshi']], clock, hours: 9999 })).headers
    return announced(
      staff,
      { writer: await one('publisher'), reader: await one('chief') },
      { at, from: '14:00', to: '15:00' },
    )
  }
  const slugs = ({ rooms }: { rooms: { slug: string }[] }) => rooms.map(({ slug }) => slug)

  test('no room is offered or taken: of a place that is barred, and of where somebody barred works', async () => {
    for (const what of ['point', 'staff'] as const) {
      const { reference } = await told(api, aDispute({ words: `由督察调解：${what}` }))
      await env.DB.prepare("UPDATE complaint SET desk = '*', rev = rev + 1 WHERE reference = ?")
        .bind(reference)
        .run()
      const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
      await supervisor.do(reference, 'accept')
      expect(slugs((await supervisor.open(reference)).body)).toContain('qingshi')
      const chief = await atComplaints(staff, clock, 'chief')
      expect(await bar(reference, what === 'point' ? { point: room } : { staffId: chief.id })).toBe(200)
      const offered = slugs((await supervisor.open(reference)).body)
      expect(offered).toContain('nanqiao')
      expect(offered).not.toContain('qingshi')
      for (const at of ['qingshi', room])
        expect((await supervisor.do(reference, 'date', aDate({ room: at }))).body.errors).toMatchObject([
          { pointer: '/room', code: 'wrong-value' },
        ])
      const other = aDate({ room: 'nanqiao', day: what === 'point' ? '2026-11-26' : '2026-11-27' })
      expect((await supervisor.do(reference, 'date', other)).status).toBe(200)
    }
  })

  test('of a station whose room somebody barred works at, the room alone is not offered', async () => {
    const { reference, handler } = await taken()
    const { id } = (await env.DB.prepare('SELECT id FROM service_point WHERE slug = ?')
      .bind(room)
      .first<{ id: string }>())!
    const clerk = await atComplaints(staff, clock, 'clerk', id)
    expect(await bar(reference, { staffId: clerk.id })).toBe(200)
    const offered = slugs((await handler.open(reference)).body)
    expect(offered).toContain('qingshi')
    expect(offered).not.toContain(room)
  })

  test('a date at such a place falls with it: its author is told, and the room says nothing to whoever asks for it', async () => {
    for (const what of ['point', 'staff'] as const) {
      const { reference, handler, own } = await taken({ words: `漏水：${what}` })
      expect((await handler.do(reference, 'date', aDate())).status).toBe(200)
      const before = await texts(reference)
      const chief = await atComplaints(staff, clock, 'chief')
      const body = what === 'point' ? { point: 'qingshi' } : { staffId: chief.id }
      expect(await bar(reference, body)).toBe(200)
      expect(await texts(reference)).toBe(before + 1)
      const seen = await own.read()
      expect(seen.dates[0].state).toBe('off')
      expect(seen.thread.at(-1)).toMatchObject({ kind: 'message', side: 'office' })
      expect(seen.thread.at(-1).words).toContain('取消')
    }
    await meetingAt(room)
  })

  test('a date elsewhere stays, and its author is told nothing', async () => {
    const { reference, handler, own } = await taken()
    await handler.do(reference, 'date', aDate())
    const [before, { thread }] = [await texts(reference), await own.read()]
    const other = await atComplaints(staff, clock, 'chief', 'sp_nanqiao')
    for (const body of [{ point: 'nanqiao' }, { staffId: other.id }])
      expect(await bar(reference, body)).toBe(200)
    expect(await texts(reference)).toBe(before)
    const seen = await own.read()
    expect([seen.dates[0].state, seen.thread.length]).toEqual(['set', thread.length])
  })
})

describe('what came of it', () => {
  test('of both who are there already', async () => {
    const { reference, handler } = await taken()
    expect(
      (await handler.do(reference, 'date', aDate({ day: '2026-11-23', from: '00:00', to: '00:30' }))).status,
    ).toBe(200)
    expect(
      (await handler.do(reference, 'outcome', { outcome: 'partly', words: '先修，钱再说' })).status,
    ).toBe(200)
  })

  const agreed = { outcome: 'agreed', words: '楼上下周修好，双方各付一半。' }

  test('is written down once it has begun, sealed, and read by its author', async () => {
    const { reference, handler, own } = await taken()
    await handler.do(reference, 'date', aDate())
    expect((await handler.do(reference, 'outcome', agreed)).body.code).toBe('step-refused')
    clock.set(begins)
    expect(
      (await handler.do(reference, 'outcome', { ...agreed, outcome: undefined })).body.errors[0].pointer,
    ).toBe('/outcome')
    const { rev } = await complaintAt(reference)
    const path = `/staff/complaints/${reference}/outcome`
    const sent = await Promise.all(
      ['agreed', 'none'].map((outcome) => staff.post(path, { rev, ...agreed, outcome }, handler.headers)),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409])
    const seen = await own.read()
    expect(seen.dates[0]).toMatchObject({ state: 'over', words: agreed.words })
    expect(seen.dates[0].outcomeText.zh).toBe(sent[0]!.status === 200 ? '达成协议' : '没有达成协议')
    const kept = await env.DB.prepare('SELECT words FROM mediation').first<string>('words')
    expect(kept).not.toContain('楼上')
    await expect(env.DB.prepare("UPDATE mediation SET outcome = 'none'").run()).rejects.toThrow(
      /step-refused/,
    )
    await expect(env.DB.prepare('DELETE FROM mediation').run()).rejects.toThrow(/append-only/)
    const stranger = await atComplaints(staff, clock, 'handler', 'sp_nanqiao')
    expect((await stranger.do(reference, 'outcome', agreed)).status).toBe(404)
  })

  test('is a line of the register of disputes, which the barred never read', async () => {
    const { reference, handler } = await taken()
    await handler.do(reference, 'date', aDate())
    clock.set(begins)
    await handler.do(reference, 'outcome', agreed)
    const chief = await signedIn({ grants: [['chief', 'sp_qingshi']], clock, hours: 9999 })
    const read = async (headers: Record<string, string>) =>
      (await staff.get('/staff/registers/dispute?from=2026-11-01&to=2026-12-31', headers)).body
    expect((await read(chief.headers)).items).toMatchObject([
      { day: '2026-11-26', what: expect.stringContaining(reference), more: { zh: '达成协议' } },
    ])
    const csv = await staff.get('/staff/registers/dispute/csv?from=2026-11-01&to=2026-12-31', chief.headers)
    expect(csv.text).toContain(reference)
    expect(csv.text).not.toMatch(/林小满|楼上/)
    const elsewhere = await signedIn({ grants: [['chief', 'sp_nanqiao']], clock, hours: 9999 })
    expect((await read(elsewhere.headers)).items).toEqual([])
    // Found out to be about: from then on it is as if it had never been.
    await env.DB.prepare(
      "INSERT INTO complaint_barred (complaint_id, who, barred_id) SELECT id, 'staff', ? FROM complaint WHERE reference = ?",
    )
      .bind(chief.id, reference)
      .run()
    expect((await read(chief.headers)).items).toEqual([])
  })

  test('is no line for the station that was objected to, if its date was set after that', async () => {
    const { reference, handler, own } = await taken()
    await handler.do(reference, 'answer', { done: '调解不成', by: '窗口' })
    clock.pass(60_000)
    expect((await own.post('object', { words: '没有调解' })).status).toBe(200)
    clock.pass(60_000)
    const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await supervisor.do(reference, 'date', aDate({ room: 'qingshi' }))).status).toBe(200)
    clock.set(begins)
    expect((await supervisor.do(reference, 'outcome', agreed)).status).toBe(200)
    const lines = async (point: string) => {
      const { headers } = await signedIn({ grants: [['chief', point]], clock, hours: 9999 })
      return (await staff.get('/staff/registers/dispute?from=2026-11-01&to=2026-12-31', headers)).body.items
    }
    expect(await lines('sp_qingshi')).toEqual([])
    expect((await handler.open(reference)).body).toMatchObject({ above: true, dates: [] })
    expect((await supervisor.open(reference)).body.dates).toHaveLength(1)
    expect(await lines('*')).toMatchObject([{ what: expect.stringContaining(reference) }])
  })
})
