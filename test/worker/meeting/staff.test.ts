import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { steps } from '../../../api/meeting/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { announced, aPlan, begins, comer, ends, ok, theMinutes } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
type Headers = Record<string, string>
let writer: Headers
let reader: Headers
let stranger: Headers
let clerk: Headers
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  const one = async (role: 'publisher' | 'chief' | 'clerk', point = 'sp_qingshi') =>
    (await signedIn({ grants: [[role, point]], clock, hours: 9999 })).headers
  writer = await one('publisher')
  reader = await one('chief')
  stranger = await one('chief', 'sp_nanqiao')
  clerk = await one('clerk')
})

const post = (path: string, body: unknown, who = writer) => staff.call('POST', path, body, who)
const made = (more: object = {}) => announced(staff, { writer, reader }, more)
const at = (id: string, verb: string) => `/staff/meetings/${id}/${verb}`
const join = async (id: string, phone: string, persons = 1) =>
  (await api.post(`/meetings/${id}/signups`, comer({ phone, persons }))).body

/** A meeting that was held, with its minutes saved. */
async function minuted(more: object = {}, publish = true) {
  const { id, rev } = await made()
  clock.set(ends)
  const held = await ok(staff, writer, at(id, 'held'), { rev, came: [] })
  const saved = await ok(staff, writer, at(id, 'minutes'), { rev: held.rev, ...theMinutes(more) })
  if (!publish) return { id, rev: saved.rev as number }
  return { id, rev: (await ok(staff, reader, at(id, 'publish'), { rev: saved.rev })).rev as number }
}

describe('the plan', () => {
  test('is seen by nobody until a second reader announces it', async () => {
    const { body } = await post('/staff/meetings', aPlan())
    expect((await post(at(body.id, 'announce'), { rev: 0 })).body.code).toBe('notice-reader')
    expect((await api.get(`/meetings/${body.id}`)).status).toBe(404)
    const mine = (await staff.get(`/staff/meetings/${body.id}`, writer)).body
    const theirs = (await staff.get(`/staff/meetings/${body.id}`, reader)).body
    expect([mine.can, theirs.can]).toEqual([
      ['plan', 'cancel'],
      ['plan', 'cancel', 'announce'],
    ])
    expect((await post(at(body.id, 'announce'), { rev: 0 }, reader)).body).toEqual({
      rev: 1,
      state: 'announced',
    })
    expect((await api.get(`/meetings/${body.id}`)).body).toMatchObject({
      title: { zh: '十二月警民恳谈会' },
      startsAt: '2026-11-26T19:00:00+08:00',
      agenda: [{ zh: '治安情况通报' }, { zh: '大家提问题' }],
      capacity: 60,
      minutes: null,
    })
    // Both in one millisecond: in no order.
    expect((await factsAbout(body.id)).map(({ action }) => action).sort()).toEqual([
      'meeting.announce',
      'meeting.plan',
    ])
  })

  test('the database refuses the writer as reader, a step that is none, and a change of what was announced', async () => {
    const { body } = await post('/staff/meetings', aPlan())
    const by = (
      await env.DB.prepare('SELECT moved_by AS id FROM meeting WHERE id = ?')
        .bind(body.id)
        .first<{ id: string }>()
    )?.id
    const update = (set: string, ...values: unknown[]) =>
      env.DB.prepare(`UPDATE meeting SET ${set} WHERE id = ?`)
        .bind(...values, body.id)
        .run()
    await expect(update("state = 'announced', announced_at = 1, moved_by = ?", by)).rejects.toThrow(
      /second_reader/,
    )
    await expect(update("state = 'held', held_at = ?", ends)).rejects.toThrow(/step-refused/)
    await update("state = 'announced', announced_at = 1, moved_by = 'su_other'")
    await expect(update('starts_at = starts_at + 1')).rejects.toThrow(/append-only/)
    await expect(update("state = 'held', held_at = 1")).rejects.toThrow(/step-refused/)
  })

  test('the steps in code are those of the database', async () => {
    const { results } = await env.DB.prepare('SELECT from_state, to_state FROM meeting_step').all<
      Record<string, string>
    >()
    const ours = Object.entries(steps).flatMap(([from, to]) => to.map((one) => `${from} ${one}`))
    expect(results.map(({ from_state: from, to_state: to }) => `${from} ${to}`).sort()).toEqual(ours.sort())
  })

  test('says every fault beside its field', async () => {
    const faults = async (more: object) =>
      (await post('/staff/meetings', aPlan(more))).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )
    expect(await faults({ day: '2026-11-20', to: '18:00' })).toEqual([
      '/day meeting.past',
      '/to meeting.order',
    ])
    expect(await faults({ title: { zh: ' ' } })).toEqual(['/title/zh required'])
    expect(await faults({ at: 'nanqiao' })).toEqual(['/at station.unknown'])
    expect(await faults({ agenda: [] })).toEqual(['/agenda required'])
  })

  test('may be held in a room of the station', async () => {
    const room = await env.DB.prepare(
      "SELECT slug FROM service_point WHERE parent_id = 'sp_qingshi' AND kind = 'room' LIMIT 1",
    ).first<{ slug: string }>()
    const { id } = await made({ at: room?.slug })
    expect((await api.get(`/meetings/${id}`)).body.at.slug).toBe(room?.slug)
    expect((await api.get(`/meetings?station=${room?.slug}`)).body.items[0].id).toBe(id)
  })

  test('is changed by whoever saw it as it is; whoever changed it reads no more as the second', async () => {
    const { body } = await post('/staff/meetings', aPlan())
    const { point: _, ...plan } = aPlan({ capacity: 80 })
    expect((await post(at(body.id, 'plan'), { rev: 7, ...plan })).body.code).toBe('stale')
    expect((await post(at(body.id, 'plan'), { rev: 0, ...plan }, reader)).body.rev).toBe(1)
    expect((await post(at(body.id, 'announce'), { rev: 1 }, reader)).body.code).toBe('notice-reader')
  })

  test('what the privacy gate finds stops it, unless the reader lets it stand with a reason', async () => {
    const { body } = await post('/staff/meetings', aPlan({ place: { zh: '王小红家，电话13812345678' } }))
    const stopped = (await post(at(body.id, 'announce'), { rev: 0 }, reader)).body
    expect(stopped.code).toBe('notice-gate')
    const over = stopped.findings.map(({ key }: { key: string }) => key)
    expect((await post(at(body.id, 'announce'), { rev: 0, over }, reader)).body.errors[0].code).toBe(
      'notice.why',
    )
    const why = '主人同意公开'
    expect((await post(at(body.id, 'announce'), { rev: 0, over, why }, reader)).status).toBe(200)
  })

  test('is cancelled with a reason; what is cancelled stays so', async () => {
    const { id, rev } = await made()
    const reason = { zh: '场地停电', en: 'No power' }
    expect(
      (await post(at(id, 'cancel'), { rev, reason: { zh: '张小明13812345678病了' } })).body.errors[0],
    ).toMatchObject({
      pointer: '/reason/zh',
      code: 'notice.personal',
    })
    expect((await post(at(id, 'cancel'), { rev, reason })).body.state).toBe('cancelled')
    expect((await post(at(id, 'cancel'), { rev: rev + 1, reason })).body.code).toBe('step-refused')
  })

  test('nobody else’s: a stranger finds nothing, a clerk may not', async () => {
    const { id, rev } = await made()
    for (const [verb, body] of [
      ['cancel', { rev, reason: { zh: '停电' } }],
      ['held', { rev, came: [] }],
      ['minutes', { rev, ...theMinutes() }],
      ['announce', { rev }],
    ] as const) {
      expect((await post(at(id, verb), body, stranger)).status, verb).toBe(404)
      expect((await post(at(id, verb), body, clerk)).status, verb).toBe(403)
    }
    expect((await staff.get(`/staff/meetings/${id}`, stranger)).status).toBe(404)
    expect((await post('/staff/meetings', aPlan(), stranger)).status).toBe(404)
    const list = async (who: Headers) =>
      (await staff.get('/staff/meetings', who)).body.items.map((item: { id: string }) => item.id)
    expect(await list(writer)).toContain(id)
    expect(await list(stranger)).not.toContain(id)
  })
})

describe('held', () => {
  test('once it has begun, with a tick for who came', async () => {
    const { id, rev } = await made()
    const one = await join(id, '13800000000', 2)
    const two = await join(id, '13900000000')
    expect((await post(at(id, 'held'), { rev, came: [] })).body.code).toBe('step-refused')
    clock.set(begins)
    const held = await ok(staff, writer, at(id, 'held'), { rev, came: [one.reference] })
    const seen = (await staff.get(`/staff/meetings/${id}`, writer)).body
    const came = Object.fromEntries(
      seen.signUps.map((entry: { reference: string; came: boolean }) => [entry.reference, entry.came]),
    )
    expect(came).toEqual({ [one.reference]: true, [two.reference]: false })
    expect(JSON.stringify(seen)).not.toMatch(/张小明|13800000000/)
    // A tick that was wrong is put right.
    await ok(staff, writer, at(id, 'held'), { rev: held.rev, came: [one.reference, two.reference] })
    const twice = [one.reference, one.reference]
    expect((await post(at(id, 'held'), { rev: held.rev + 1, came: twice })).status).toBe(422)
  })
})

describe('the minutes', () => {
  test('are public, with attendance and promises, once a second person has read them', async () => {
    const { id, rev } = await minuted({}, false)
    expect((await api.get(`/meetings/${id}`)).body.minutes).toBe(null)
    expect((await post(at(id, 'publish'), { rev })).body.code).toBe('notice-reader')
    await ok(staff, reader, at(id, 'publish'), { rev })
    expect((await api.get(`/meetings/${id}`)).body).toMatchObject({
      state: 'minuted',
      minutes: {
        words: { zh: '会上大家主要说了路灯和停车。' },
        attended: 37,
        promises: [
          {
            n: 1,
            words: { zh: '修好东巷的路灯' },
            dueDay: '2026-12-10',
            state: 'open',
            late: false,
            item: expect.stringMatching(/^C-20261126-/),
          },
        ],
      },
    })
    expect((await post(at(id, 'minutes'), { rev: rev + 1, ...theMinutes() })).body.code).toBe('step-refused')
    await expect(env.DB.prepare('DELETE FROM meeting_promise').run()).rejects.toThrow(/append-only/)
  })

  test('tell no number of fewer than five', async () => {
    const { id } = await minuted({ attended: 4 })
    const { minutes } = (await api.get(`/meetings/${id}`)).body
    expect(minutes.attended).toBe(null)
  })

  test('stop at what the gate finds, and at a promise that is due before the meeting', async () => {
    const { id, rev } = await minuted({ words: { zh: '张小明（13812345678）说了路灯。' } }, false)
    expect((await post(at(id, 'publish'), { rev }, reader)).body.code).toBe('notice-gate')
    const [promise] = theMinutes().promises
    const early = theMinutes({ promises: [{ ...promise, dueDay: '2026-11-25' }] })
    expect((await post(at(id, 'minutes'), { rev, ...early })).body.errors).toMatchObject([
      { pointer: '/promises/0/dueDay', code: 'meeting.due' },
    ])
  })
})
