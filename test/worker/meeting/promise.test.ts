import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { needAuthor } from '../../../api/complaint/states.ts'
import { makeItems } from '../../../api/meeting/items.ts'
import { noteLatePromises } from '../../../api/meeting/late.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { seedMeetings } from '../../../db/seed/demoMeetings.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout } from '../../support/feedback.ts'
import { announced, ends, ok, theMinutes } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { atComplaints, complaintAt } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
let writer: Record<string, string>
let reader: Record<string, string>
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  const one = async (role: 'publisher' | 'chief') =>
    (await signedIn({ grants: [[role, 'sp_qingshi']], clock, hours: 9999 })).headers
  writer = await one('publisher')
  reader = await one('chief')
})

const at = (id: string, verb: string) => `/staff/meetings/${id}/${verb}`

/** A meeting that was held, its minutes saved and not yet published. */
async function written(more: object = {}) {
  const { id, rev } = await announced(staff, { writer, reader })
  clock.set(ends)
  const held = await ok(staff, writer, at(id, 'held'), { rev, came: [] })
  const saved = await ok(staff, writer, at(id, 'minutes'), { rev: held.rev, ...theMinutes(more) })
  return { id, rev: saved.rev as number }
}
/** A meeting with published minutes, and the items of its promises. */
async function published(more: object = {}) {
  const { id, rev } = await written(more)
  await ok(staff, reader, at(id, 'publish'), { rev })
  const { promises } = (await api.get(`/meetings/${id}`)).body.minutes
  return { id, items: promises.map(({ item }: { item: string }) => item) as string[] }
}
const shown = async (id: string) => (await api.get(`/meetings/${id}`)).body.minutes.promises[0]
const kept = {
  outcome: 'kept',
  done: '12 盏路灯都修好了',
  english: 'All 12 lamps are repaired',
  by: '青石派出所 许文静',
}

describe('a published promise', () => {
  test('is an item at the station whose meeting it was, due on its day, in nobody’s name', async () => {
    const { id, items } = await published()
    const [item = ''] = items
    const row = await complaintAt(item)
    expect(row).toMatchObject({
      kind: 'promise',
      channel: 'meeting',
      desk: 'sp_qingshi',
      state: 'received',
      code_hash: '',
      name: null,
      phone: null,
      tray: 0,
      clock: 'finish',
      due_at: Date.parse('2026-12-10T23:59:59.999+08:00'),
    })
    expect(row.words).not.toContain('路灯')
    expect((await factsAbout(item))[0]).toEqual({
      action: 'complaint.file',
      facts: { state: 'received', rev: 0, by: 'staff' },
    })
    const handler = await atComplaints(staff, clock)
    expect(
      (await handler.list('new')).items.map(({ reference }: { reference: string }) => reference),
    ).toContain(item)
    const { body } = await handler.open(item)
    expect(body).toMatchObject({
      words: '修好东巷的路灯',
      name: null,
      answers: [{ value: '十二月警民恳谈会' }, { value: '青石派出所' }],
      clock: { dueDay: '2026-12-10', late: false },
      outcomes: [{ key: 'kept' }, { key: 'broken' }, { key: 'withdrawn' }],
    })
    expect(body.can).toEqual(['take', 'accept', 'answer', 'note', 'photo'])
    expect(await shown(id)).toMatchObject({ state: 'open', item })
  })

  test('is nothing a resident can tell, or open', async () => {
    const [item = ''] = (await published()).items
    const { body } = await api.post('/complaints', { kind: 'promise', words: '修路灯', anonymous: true })
    expect(body.errors[0]).toMatchObject({ pointer: '/kind', code: 'complaint.kind' })
    expect((await api.get('/complaint-kinds/promise')).status).toBe(422)
    const codes = (await api.get('/complaint-kinds')).body.items.map(({ code }: { code: string }) => code)
    expect(codes).not.toContain('promise')
    for (const accessCode of ['ABCD2345', ''])
      expect((await api.post(`/complaints/${item}/open`, { accessCode: accessCode || 'x' })).status).toBe(404)
  })

  test('is answered once, for everybody, with its day; that closes it', async () => {
    const { id, items } = await published()
    const [item = ''] = items
    const handler = await atComplaints(staff, clock)
    clock.set(Date.parse('2026-12-03T10:00:00+08:00'))
    await handler.do(item, 'accept')
    expect(await complaintAt(item)).toMatchObject({
      due_at: Date.parse('2026-12-10T23:59:59.999+08:00'),
      state: 'accepted',
    })
    const answer = await handler.do(item, 'answer', kept)
    expect(answer.status).toBe(200)
    expect(answer.body.rev).toBe((await complaintAt(item)).rev)
    expect(await complaintAt(item)).toMatchObject({ state: 'closed', turn: null, due_at: null })
    expect(await shown(id)).toMatchObject({
      state: 'kept',
      outcome: { zh: kept.done, en: kept.english },
      settledOn: '2026-12-03',
      late: false,
    })
    expect((await handler.do(item, 'answer', { ...kept, outcome: 'broken' })).body.code).toBe('step-refused')
    const { body } = await handler.open(item)
    expect(body.thread.at(-1).done).toMatchObject({ done: kept.done, by: kept.by })
    expect((await factsAbout(item)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['complaint.answer', 'complaint.close']),
    )
    expect((await factsAbout(id)).map(({ action }) => action)).toContain('meeting.promise')
    // No message to anybody, no day on which somebody could still object.
    expect(
      await env.DB.prepare('SELECT count(*) AS n FROM outbox WHERE reference = ?').bind(item).first('n'),
    ).toBe(0)
  })

  test('names an outcome, and nobody in it', async () => {
    const [item = ''] = (await published()).items
    const handler = await atComplaints(staff, clock)
    const faults = async (more: object) =>
      (await handler.do(item, 'answer', { ...kept, ...more })).body.errors
    expect(await faults({ outcome: undefined })).toMatchObject([
      { pointer: '/outcome', code: 'choice.required' },
    ])
    expect(await faults({ done: '给张小明13812345678修好了', english: 'Call 13812345678' })).toMatchObject([
      { pointer: '/done', code: 'notice.personal' },
      { pointer: '/english', code: 'notice.personal' },
    ])
    expect(await faults({ done: '修'.repeat(301) })).toMatchObject([{ pointer: '/done', code: 'too-long' }])
    expect((await complaintAt(item)).state).toBe('received')
  })

  test('has nobody to ask, to tell or to decline; the database says so too', async () => {
    const [item = ''] = (await published()).items
    const chief = await atComplaints(staff, clock, 'chief')
    await chief.do(item, 'accept')
    const words = '请说明'
    for (const [verb, more] of [
      ['ask', { words }],
      ['message', { words }],
      ['split', { words }],
      ['give-up', { words }],
      ['decline', { words, reason: 'nothing-to-check' }],
    ] as const)
      expect((await chief.do(item, verb, more)).body.code, verb).toBe('step-refused')
    for (const state of needAuthor)
      await expect(
        env.DB.prepare(
          `UPDATE complaint SET state = ?1, merged_into = CASE ?1 WHEN 'merged' THEN id END WHERE reference = ?2`,
        )
          .bind(state, item)
          .run(),
        state,
      ).rejects.toThrow(/step-refused/)
    expect((await chief.do(item, 'note', { words })).status).toBe(200)
  })

  test('ends together with its item, whoever writes', async () => {
    const [item = ''] = (await published()).items
    const run = (statement: string) => env.DB.prepare(statement).bind(item).run()
    await expect(
      run(
        "UPDATE meeting_promise SET state = 'kept', outcome_zh = '好', settled_at = 1 WHERE item_reference = ?",
      ),
    ).rejects.toThrow(/step-refused/)
    await run("UPDATE complaint SET state = 'answered', rev = rev + 1 WHERE reference = ?")
    await expect(
      run("UPDATE complaint SET state = 'closed', closed_at = 1, closed_how = 'silent' WHERE reference = ?"),
    ).rejects.toThrow(/step-refused/)
    await expect(
      run("UPDATE meeting_promise SET item_reference = 'x' WHERE item_reference = ?"),
    ).rejects.toThrow(/append-only/)
  })

  test('is of nobody else’s station; of two answers at once one stands', async () => {
    const { id, items } = await published()
    const [item = ''] = items
    const stranger = await atComplaints(staff, clock, 'handler', 'sp_nanqiao')
    expect((await stranger.open(item)).status).toBe(404)
    expect((await stranger.do(item, 'answer', kept)).status).toBe(404)
    const [one, two] = [await atComplaints(staff, clock), await atComplaints(staff, clock)]
    const { rev } = await complaintAt(item)
    const sent = await Promise.all(
      [one, two].map((who, i) =>
        staff.post(
          `/staff/complaints/${item}/answer`,
          { rev, ...kept, outcome: i ? 'broken' : 'kept' },
          who.headers,
        ),
      ),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await shown(id)).state).toBe(sent[0]!.status === 200 ? 'kept' : 'broken')
  })

  test('one for each; published twice at once, each is one item', async () => {
    const [promise] = theMinutes().promises
    const { id, rev } = await written({ promises: [promise, { ...promise, dueDay: '2026-11-26' }] })
    const second = (await signedIn({ grants: [['chief', 'sp_qingshi']], clock, hours: 9999 })).headers
    const sent = await Promise.all([reader, second].map((who) => staff.post(at(id, 'publish'), { rev }, who)))
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409])
    const { promises } = (await api.get(`/meetings/${id}`)).body.minutes
    const items = new Set(promises.map(({ item }: { item: string | null }) => item))
    expect([items.size, items.has(null)]).toEqual([2, false])
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM complaint WHERE channel = 'meeting'").first('n'),
    ).toBe(2)
  })

  test('that is past its day is late: noted for the meeting and counted for its item', async () => {
    const { id, items } = await published()
    const [item = ''] = items
    const ctx = await testCtx({ clock })
    clock.set(Date.parse('2026-12-10T23:59:59+08:00'))
    expect(await noteLatePromises(ctx)).toEqual({ late: 0 })
    clock.set(clock.now() + DAY)
    expect(await noteLatePromises(ctx)).toEqual({ late: 1 })
    expect(await noteLatePromises(ctx)).toEqual({ late: 0 })
    expect((await factsAbout(id)).at(-1)).toEqual({ action: 'meeting.late', facts: { promise: 1 } })
    await runComplaintClocks(ctx)
    expect((await runComplaintClocks(ctx)).late).toBe(1)
    const handler = await atComplaints(staff, clock)
    expect((await handler.list('late')).items).toMatchObject([{ reference: item, late: true }])
    expect(await shown(id)).toMatchObject({ state: 'open', late: true })
    // Kept after its day it is kept, and was late.
    await handler.do(item, 'answer', kept)
    expect(await shown(id)).toMatchObject({ state: 'kept', late: true })
  })
})

test('promises of earlier minutes become items once, by the machine; those not public do not', async () => {
  const ctx = await testCtx({ clock })
  // One of the two of the demonstration's meeting is open.
  await seedMeetings(ctx.db, '2026-11-23')
  const { id, rev } = await written()
  expect(await makeItems(ctx)).toEqual({ made: 1 })
  expect(await makeItems(ctx)).toEqual({ made: 0 })
  const row = await env.DB.prepare(
    "SELECT c.desk AS desk, c.moved_by AS by FROM meeting_promise q JOIN complaint c ON c.reference = q.item_reference WHERE q.id LIKE 'mp_%2'",
  ).first()
  expect(row).toEqual({ desk: 'sp_qingshi', by: 'system' })
  await ok(staff, reader, at(id, 'publish'), { rev })
  expect(await makeItems(ctx)).toEqual({ made: 0 })
})
