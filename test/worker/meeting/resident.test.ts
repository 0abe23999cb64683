import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { purgeMeetings } from '../../../api/meeting/purge.ts'
import { tellCancelled } from '../../../api/meeting/tell.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { announced, aPlan, begins, comer, ok } from '../../support/meeting.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
let writer: Record<string, string>
let reader: Record<string, string>
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  writer = (await signedIn({ grants: [['publisher', 'sp_qingshi']], clock, hours: 9999 })).headers
  reader = (await signedIn({ grants: [['chief', 'sp_qingshi']], clock, hours: 9999 })).headers
})

const made = (more: object = {}) => announced(staff, { writer, reader }, more)
const join = (id: string, more: object = {}, key?: string) =>
  api.post(`/meetings/${id}/signups`, comer(more), key ? { 'idempotency-key': key } : {})
const ask = (id: string, more: object = {}) =>
  api.post(`/meetings/${id}/questions`, { words: '东巷的路灯什么时候修？', ...more })
const track = ({ reference, accessCode }: Answer['body']) => api.post('/track', { reference, accessCode })
const cancel = ({ reference, accessCode }: Answer['body']) =>
  api.post(`/meetings/entries/${reference}/cancel`, { accessCode })
const entries = async () =>
  (
    await env.DB.prepare('SELECT * FROM meeting_entry ORDER BY created_at').all<
      Record<string, string | number | null>
    >()
  ).results

describe('signing up', () => {
  test('gives a receipt, seals who comes, and reminds the day before', async () => {
    const { id } = await made()
    const { status, body } = await join(id, { persons: 2, stepFree: true })
    expect(status).toBe(201)
    expect(body).toMatchObject({ persons: 2, reminded: true, keptDays: 30, meeting: { id, open: true } })
    expect(body.reference).toMatch(/^M-20261123-/)
    expect(JSON.stringify(await entries())).not.toMatch(/张小明|13800000000|stepFree/)
    const [message] = await waitingMessages('meeting.reminder', body.reference)
    expect(message).toMatchObject({ phone: '13800000000', data: { place: { zh: '社区活动中心' } } })
    expect((await track(body)).body).toMatchObject({
      kind: 'meeting',
      status: 'coming',
      can: ['cancel'],
      meeting: {
        persons: 2,
        needs: { stepFree: true, interpreter: false },
        name: expect.stringMatching(/\*/),
      },
    })
    expect((await track({ ...body, accessCode: '22222222' })).status).toBe(404)
    expect((await api.get(`/meetings/${id}`)).body).toMatchObject({ remaining: null, full: false })
  })

  test('sent twice with one key it is one sign-up', async () => {
    const { id } = await made()
    const [one, two] = await Promise.all([join(id, {}, 'the-same-key'), join(id, {}, 'the-same-key')])
    expect(two.body).toEqual(one.body)
    expect(await entries()).toHaveLength(1)
    expect((await join(id, { persons: 3 }, 'the-same-key')).body.code).toBe('idempotency-mismatch')
  })

  test('says every fault beside its field', async () => {
    const { id } = await made()
    const { status, body } = await join(id, { name: ' ', phone: '12', website: undefined })
    expect(status).toBe(422)
    expect(
      body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    ).toEqual([
      ['/name', 'name.required'],
      ['/phone', 'phone.short'],
    ])
    expect((await join(id, { persons: 11 })).status).toBe(422)
    expect((await join(id, { website: 'x' })).body.errors[0].code).toBe('trap.filled')
    expect((await join('mt_nothing')).status).toBe(404)
  })

  test('never oversells, whoever comes at once', async () => {
    const { id } = await made({ capacity: 20 })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        join(id, { phone: `138${String(10_000_000 + i)}`, persons: 1 + (i % 2) }),
      ),
    )
    const taken = answers.flatMap(({ status, body }) => (status === 201 ? [body.persons as number] : []))
    expect(taken.reduce((sum, n) => sum + n, 0)).toBe(20)
    for (const { status, body } of answers)
      if (status !== 201) expect([status, body.code]).toEqual([409, 'meeting-full'])
    expect((await api.get(`/meetings/${id}`)).body).toMatchObject({ full: true, remaining: 0 })
    const seats = await env.DB.prepare(
      "SELECT sum(persons) AS n FROM meeting_entry WHERE state = 'coming'",
    ).first<{ n: number }>()
    expect(seats?.n).toBe(20)
  }, 60_000)

  test('one telephone signs up three times and no more', async () => {
    const { id } = await made()
    const codes = []
    for (let i = 0; i < 4; i++) codes.push((await join(id)).body.code ?? 'ok')
    expect(codes).toEqual(['ok', 'ok', 'ok', 'meeting-often'])
  })

  test('is taken back by code, which frees the seats, deletes who it was and stops the reminder', async () => {
    const { id } = await made({ capacity: 2 })
    const { body } = await join(id, { persons: 2 })
    expect((await join(id, { phone: '13900000000' })).body.code).toBe('meeting-full')
    expect((await cancel({ ...body, accessCode: '22222222' })).status).toBe(404)
    expect((await cancel(body)).body).toEqual({ reference: body.reference, status: 'withdrawn' })
    expect((await cancel(body)).status).toBe(200)
    expect(await waitingMessages('meeting.reminder', body.reference)).toEqual([])
    expect((await entries())[0]).toMatchObject({ state: 'withdrawn', name: null, phone: null, words: null })
    expect((await join(id, { phone: '13900000000' })).status).toBe(201)
    expect((await track(body)).body).toMatchObject({ status: 'withdrawn', can: [], meeting: { name: null } })
  })

  test('ends when the meeting begins', async () => {
    const { id } = await made()
    const { body } = await join(id)
    clock.set(begins)
    expect((await join(id, { phone: '13900000000' })).body.code).toBe('meeting-closed')
    expect((await ask(id)).body.code).toBe('meeting-closed')
    expect((await cancel(body)).body.code).toBe('step-refused')
  })

  test('passes the gate: the tray of those without script is bounded', async () => {
    const { id } = await made()
    const guarded = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '2' } })
    const codes = []
    for (let i = 0; i < 3; i++) codes.push((await guarded.post(`/meetings/${id}/signups`, comer())).status)
    expect(codes).toEqual([201, 201, 429])
    const forged = await guarded.post(`/meetings/${id}/questions`, { words: '路灯', proof: 'AAAA' })
    expect(forged.body.code).toBe('proof-invalid')
  })

  test('who signed up is told when it is cancelled, once', async () => {
    const { id, rev } = await made()
    const { body } = await join(id)
    const landline = await join(id, { phone: '010-12345678' })
    const reason = { zh: '场地停电', en: 'No power there' }
    await ok(staff, writer, `/staff/meetings/${id}/cancel`, { rev, reason })
    expect((await track(body)).body).toMatchObject({ status: 'off', can: [], meeting: { cancelled: reason } })
    const ctx = await testCtx({ clock })
    expect(await tellCancelled(ctx)).toEqual({ told: 2 })
    expect(await tellCancelled(ctx)).toEqual({ told: 0 })
    expect(await waitingMessages('meeting.cancelled', body.reference)).toHaveLength(1)
    expect(await waitingMessages('meeting.reminder', body.reference)).toEqual([])
    expect(await waitingMessages('meeting.cancelled', landline.body.reference)).toEqual([])
    expect((await api.get(`/meetings/${id}`)).body.cancelled).toEqual({ on: '2026-11-23', reason })
  })

  test('is deleted thirty days after the meeting', async () => {
    const { id } = await made()
    await join(id)
    const ctx = await testCtx({ clock })
    clock.set(Date.parse('2026-11-26T23:59:59.999+08:00') + 30 * DAY)
    expect(await purgeMeetings(ctx)).toEqual({ emptied: 0 })
    clock.set(clock.now() + 1)
    expect(await purgeMeetings(ctx)).toEqual({ emptied: 1 })
    expect((await entries())[0]).toMatchObject({ name: null, phone: null, words: null, persons: 1 })
  })
})

describe('a question', () => {
  const answered = async (id: string, asked: Answer['body']) =>
    ok(staff, writer, `/staff/meetings/${id}/questions/${asked.reference}/answer`, {
      rev: 0,
      words: '下周修。',
    })
  const show = (id: string, asked: Answer['body'], who: Record<string, string>, more: object = {}) =>
    staff.call(
      'POST',
      `/staff/meetings/${id}/questions/${asked.reference}/publish`,
      { rev: 1, question: '东巷的路灯什么时候修？', answer: '下周修。', ...more },
      who,
    )

  test('is answered to its author, and public only with the author’s yes and by a second person', async () => {
    const { id } = await made()
    const { body: asked } = await ask(id, { name: '张小明', mayPublish: true })
    expect(asked).toMatchObject({ keptDays: 180, meeting: { id } })
    expect((await track(asked)).body).toMatchObject({
      status: 'asked',
      meeting: { answer: null, words: expect.stringContaining('路灯') },
    })
    await answered(id, asked)
    expect((await track(asked)).body).toMatchObject({ status: 'answered', meeting: { answer: '下周修。' } })
    expect((await show(id, asked, writer)).body.code).toBe('notice-reader')
    const faults = await show(id, asked, reader, { question: '我叫张小明，电话13812345678' })
    expect(faults.body.errors).toMatchObject([{ pointer: '/question', code: 'notice.personal' }])
    expect((await api.get(`/meetings/${id}`)).body.answers).toEqual([])
    expect((await show(id, asked, reader)).status).toBe(200)
    const shown = (await api.get(`/meetings/${id}`)).body
    expect(shown.answers).toEqual([
      { question: '东巷的路灯什么时候修？', answer: '下周修。', on: '2026-11-23' },
    ])
    expect(JSON.stringify(shown)).not.toContain('张小明')
    // Its author may change their mind, at any time.
    clock.set(begins + HOUR)
    expect((await cancel(asked)).status).toBe(200)
    expect((await api.get(`/meetings/${id}`)).body.answers).toEqual([])
  })

  test('without the yes is never public', async () => {
    const { id } = await made()
    const { body: asked } = await ask(id)
    await answered(id, asked)
    expect((await show(id, asked, reader)).body.code).toBe('step-refused')
    const update = env.DB.prepare(
      "UPDATE meeting_entry SET public_question = 'x', public_answer = 'x', published_at = 1, published_by = 'y'",
    ).run()
    await expect(update).rejects.toThrow(/meeting_entry_author_said_yes/)
  })

  test('faults stand beside the field', async () => {
    const { id } = await made()
    const { body } = await ask(id, { words: '  ', name: '<b>' })
    expect(body.errors).toMatchObject([
      { pointer: '/words', code: 'required' },
      { pointer: '/name', code: 'name.characters' },
    ])
    expect((await ask('mt_nothing')).status).toBe(404)
  })
})

describe('the list and the calendar', () => {
  test('show what is announced, the next first, and what was', async () => {
    const { id } = await made()
    const { body: hidden } = await staff.call('POST', '/staff/meetings', aPlan(), writer)
    const ids = async (query: string) =>
      (await api.get(`/meetings${query}`)).body.items.map((item: { id: string }) => item.id)
    expect(await ids('')).toContain(id)
    expect(await ids('')).not.toContain(hidden.id)
    expect(await ids('?station=qingshi')).toContain(id)
    expect(await ids('?station=nanqiao')).not.toContain(id)
    expect(await ids('?when=past&station=qingshi')).not.toContain(id)
    expect((await api.get('/meetings?station=nowhere')).status).toBe(404)
    expect((await api.get(`/meetings/${hidden.id}`)).status).toBe(404)
    const all = await api.get('/meetings.ics?station=qingshi')
    expect(all.text).toContain(`UID:${id}@`)
    const one = await api.get(`/meetings/${id}/calendar?lang=en`)
    expect(one.text).toContain('SUMMARY:December meeting with the police')
    expect((await api.get('/meetings/mt_nothing/calendar')).status).toBe(404)
    clock.set(begins + 2 * DAY)
    expect(await ids('')).not.toContain(id)
    expect((await ids('?when=past&station=qingshi'))[0]).toBe(id)
  })

  test('go on page by page', async () => {
    const made3 = []
    for (let i = 0; i < 3; i++)
      made3.push((await made({ from: `1${i}:00`, to: `1${i}:30`, day: '2027-06-01' })).id)
    const first = (await api.get('/meetings?station=qingshi&limit=1')).body
    const rest = (await api.get(`/meetings?station=qingshi&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...rest.items].map(({ id }) => id).slice(-3)).toEqual(made3)
    expect((await api.get('/meetings?cursor=x')).status).toBe(422)
  })
})
