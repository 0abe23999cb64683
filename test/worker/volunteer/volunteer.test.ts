import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { tellVolunteers } from '../../../api/volunteer/tell.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { announced, begins, ok, theMinutes } from '../../support/meeting.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
type Headers = Record<string, string>
let chief: Headers
let stranger: Headers
let publisher: Headers
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  const one = async (role: 'chief' | 'publisher', point = 'sp_qingshi') =>
    (await signedIn({ grants: [[role, point]], clock, hours: 9999 })).headers
  chief = await one('chief')
  stranger = await one('chief', 'sp_nanqiao')
  publisher = await one('publisher')
})

const typed = (more: object = {}) => ({
  station: 'qingshi',
  kind: 'watch',
  name: '张小明',
  phone: '13800000000',
  ...more,
})
const join = async (more: object = {}, key?: string) =>
  (await api.post('/volunteers', typed(more), key ? { 'idempotency-key': key } : {})).body
const at = (reference: string, verb: string) => `/staff/volunteers/${reference}/${verb}`
const active = async (more: object = {}) => {
  const one = await join(more)
  await ok(staff, chief, at(one.reference, 'accept'), { rev: 0 })
  return one as Answer['body']
}
const track = ({ reference, accessCode }: Answer['body']) => api.post('/track', { reference, accessCode })
const counts = async () => (await api.get('/volunteers?station=qingshi')).body
const rows = async () =>
  (await env.DB.prepare('SELECT * FROM volunteer').all<Record<string, string | null>>()).results

describe('a volunteer', () => {
  test('signs up, sealed; the station takes them in; they leave at any time, and are deleted', async () => {
    const one = await join({}, 'the-same-key')
    expect(one.reference).toMatch(/^N-20261123-/)
    expect(await join({}, 'the-same-key')).toEqual(one)
    expect(JSON.stringify(await rows())).not.toMatch(/张小明|13800000000/)
    await ok(staff, chief, at(one.reference, 'accept'), { rev: 0 })
    const training = { what: '反诈宣传', day: '2026-11-20', hours: 1.5 }
    await ok(staff, chief, at(one.reference, 'training'), training)
    expect((await track(one)).body).toMatchObject({
      kind: 'volunteer',
      status: 'active',
      can: ['leave'],
      volunteer: { training: [training], name: expect.stringMatching(/\*/) },
    })
    const leave = (accessCode: string) => api.post(`/volunteers/${one.reference}/leave`, { accessCode })
    expect((await leave('22222222')).status).toBe(404)
    expect((await leave(one.accessCode)).body.status).toBe('left')
    expect((await leave(one.accessCode)).status).toBe(200)
    expect((await rows())[0]).toMatchObject({ state: 'left', name: null, phone: null })
    expect((await track(one)).body).toMatchObject({ status: 'left', can: [], volunteer: { name: null } })
  })

  test('says every fault beside its field', async () => {
    const { body } = await api.post('/volunteers', typed({ name: '', phone: '1' }))
    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual(['name.required', 'phone.short'])
    expect((await api.post('/volunteers', typed({ kind: 'boss' }))).body.errors[0].code).toBe(
      'volunteer.kind',
    )
    expect((await api.post('/volunteers', typed({ station: 'x' }))).body.errors[0].code).toBe(
      'station.unknown',
    )
    expect((await api.post('/volunteers', typed({ website: 'x' }))).status).toBe(422)
  })

  test('is counted from five on, informants never', async () => {
    for (let i = 0; i < 4; i++) await active()
    expect(await counts()).toMatchObject({
      items: [{ active: null }, { active: 0 }, { active: 0 }],
      total: null,
    })
    await active()
    for (let i = 0; i < 6; i++) await active({ kind: 'informant' })
    const shown = await counts()
    expect(shown).toMatchObject({ items: [{ kind: 'watch', active: 5 }, {}, {}], total: 5 })
    expect(JSON.stringify(shown)).not.toContain('informant')
    expect((await api.get('/volunteers?station=x')).status).toBe(404)
  })

  test('is a stranger’s business in no way', async () => {
    const { reference } = await join()
    for (const [verb, body] of [
      ['accept', { rev: 0 }],
      ['end', { rev: 0 }],
      ['training', { what: 'x', day: '2026-11-20', hours: 1 }],
    ] as const) {
      expect((await staff.call('POST', at(reference, verb), body, stranger)).status, verb).toBe(404)
      expect((await staff.call('POST', at(reference, verb), body, publisher)).status, verb).toBe(403)
    }
    expect((await staff.get('/staff/volunteers', stranger)).body.items).toEqual([])
    const list = await staff.get('/staff/volunteers', chief)
    expect(list.body.items).toMatchObject([{ reference, state: 'asked' }])
    expect(list.text).not.toMatch(/张小明|13800000000/)
    const late = { what: 'x', day: '2026-11-24', hours: 1 }
    expect((await staff.call('POST', at(reference, 'training'), late, chief)).body.code).toBe('step-refused')
    expect((await staff.call('POST', at(reference, 'end'), { rev: 9 }, chief)).body.code).toBe('stale')
  })

  test('gets the task notices of their kind, once, in runs of thirty', async () => {
    const people: Answer['body'][] = []
    for (let i = 0; i < 32; i++) people.push(await active())
    const other = await active({ kind: 'patrol' })
    const task = { point: 'qingshi', kind: 'watch', words: '周六晚上巡一圈', day: '2026-11-28' }
    expect((await staff.call('POST', '/staff/volunteer-tasks', task, stranger)).status).toBe(404)
    await ok(staff, chief, '/staff/volunteer-tasks', task)
    const ctx = await testCtx({ clock })
    const told = []
    for (let i = 0; i < 3; i++) told.push((await tellVolunteers(ctx)).told)
    expect(told).toEqual([30, 2, 0])
    for (const { reference } of people) {
      const messages = await waitingMessages('volunteer.task', reference)
      expect(messages).toMatchObject([{ phone: '13800000000', data: { task: '周六晚上巡一圈' } }])
    }
    expect(await waitingMessages('volunteer.task', other.reference)).toEqual([])
  }, 60_000)
})

describe('the registers', () => {
  test('are made of volunteers and meetings, masked; nothing of an informant', async () => {
    await active()
    await active({ kind: 'informant', name: '王大伟' })
    const { id, rev } = await announced(staff, { writer: publisher, reader: chief })
    clock.set(begins)
    const held = await ok(staff, publisher, `/staff/meetings/${id}/held`, { rev, came: [] })
    const saved = await ok(staff, publisher, `/staff/meetings/${id}/minutes`, {
      rev: held.rev,
      ...theMinutes(),
    })
    await ok(staff, chief, `/staff/meetings/${id}/publish`, { rev: saved.rev })
    const team = (await staff.get('/staff/registers/team', chief)).body
    expect(team.items).toHaveLength(1)
    expect(team.items[0]).toMatchObject({
      kind: { zh: '邻里守望' },
      what: expect.stringMatching(/^张\*.* 138\*/),
    })
    expect(team.registers.map(({ register }: { register: string }) => register)).toEqual([
      'dispute',
      'team',
      'work',
    ])
    const work = (await staff.get('/staff/registers/work', chief)).body.items
    expect(work.map(({ kind }: { kind: { zh: string } }) => kind.zh)).toEqual(
      expect.arrayContaining(['警民恳谈会', '会上的承诺']),
    )
    // What came of mediation is its source: test/worker/complaint/mediation.test.ts.
    expect((await staff.get('/staff/registers/dispute', chief)).body.items).toEqual([])
    expect((await staff.get('/staff/registers/work?from=2026-12-01&to=2026-11-01', chief)).status).toBe(422)
    expect((await staff.get('/staff/registers/team', stranger)).body.items).toEqual([])
    expect((await staff.get('/staff/registers/team', publisher)).status).toBe(403)
    const file = await staff.get('/staff/registers/team/csv', chief)
    expect(file.text).toContain('"日期","单位","类别","内容","说明"\r\n')
    expect(file.text).not.toMatch(/张小明|13800000000|王/)
  })
})
