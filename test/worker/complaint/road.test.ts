import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { purgeComplaints } from '../../../api/complaint/purge.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { staffApi } from '../../support/signedIn.ts'
import {
  aComplaint,
  anAccusation,
  aProblem,
  atComplaints,
  author,
  complaintAt,
  photoForm,
  told,
} from '../../support/telling.ts'
import { ticking } from '../../support/ticking.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const run = async () => runComplaintClocks(await testCtx({ clock }))
const answer = { done: '灯已经换好。', by: '社区民警许文静', noPhoto: '夜里去的，拍不清楚' }

describe('the road of a small problem', () => {
  test('what is over stands in its list with the newest in front', async () => {
    const sent = []
    for (const day of [0, 1, 2]) {
      clock.set(monday + day * DAY)
      const receipt = await told(api, aProblem())
      await author(api, receipt).post('withdraw')
      sent.unshift(receipt.reference)
    }
    const handler = await atComplaints(staff, clock)
    const over = (await handler.list('over')).items.map((item: { reference: string }) => item.reference)
    expect(over).toEqual(sent)
  })

  test('told, taken up, fixed, objected to, fixed again by others, closed', async () => {
    const receipt = await told(api, aProblem())
    expect(receipt).toMatchObject({
      handledBy: { slug: 'qingshi' },
      anonymous: false,
      told: 'text',
      urgent: false,
    })
    expect(receipt.reference).toMatch(/^C-20261123-/)
    expect(receipt.accessCode).toHaveLength(8)
    expect(receipt.dueDay).toBe('2026-11-25')
    const handler = await atComplaints(staff, clock)
    expect((await handler.list('new')).items.map((item: { reference: string }) => item.reference)).toEqual([
      receipt.reference,
    ])
    const opened = (await handler.open(receipt.reference)).body
    expect(opened).toMatchObject({
      words: aProblem().words,
      name: '林**',
      phone: '138****0111',
      state: 'received',
    })
    expect((await handler.do(receipt.reference, 'accept')).status).toBe(200)
    expect((await handler.do(receipt.reference, 'answer', { ...answer, noPhoto: undefined })).body.code).toBe(
      'photo-first',
    )
    expect((await handler.do(receipt.reference, 'answer', answer)).status).toBe(200)
    const me = author(api, receipt)
    const read = await me.read()
    expect(read).toMatchObject({
      state: 'answered',
      waitsFor: 'resident',
      turn: { turn: 'reply', dueDay: '2026-11-30' },
      can: ['accept', 'object', 'agree'],
    })
    expect(read.thread.at(-1).done).toEqual(answer)
    expect((await me.post('object', { words: '又灭了。' })).body.state).toBe('reopened')
    // The station has answered: now it is the bureau's supervision desk, and whoever answered only reads on.
    expect((await handler.do(receipt.reference, 'answer', answer)).status).toBe(403)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await desk.do(receipt.reference, 'answer', answer)).status).toBe(200)
    const second = await me.read()
    expect(second.can).toEqual(['accept', 'agree'])
    expect(second.remedy.zh).toContain('复查')
    expect((await me.post('accept', { satisfied: 4 })).body.state).toBe('closed')
    expect(await complaintAt(receipt.reference)).toMatchObject({
      state: 'closed',
      closed_how: 'accepted',
      satisfied: 4,
      reopened: 1,
    })
    const proof = await api.post('/audit/proof', {
      reference: receipt.reference,
      accessCode: receipt.accessCode,
    })
    expect(proof.body.leaves.map(({ action }: { action: string }) => action)).toContain('complaint.object')
  })

  test('whoever answered does not judge the objection to it', async () => {
    const receipt = await told(api, aComplaint({ away: true }))
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    await desk.do(receipt.reference, 'accept')
    await desk.do(receipt.reference, 'answer', answer)
    await author(api, receipt).post('object', { words: '没有回答我的问题。' })
    for (const verb of ['take', 'answer'])
      expect((await desk.do(receipt.reference, verb, verb === 'answer' ? answer : {})).body.code).toBe(
        'another-person',
      )
    await expect(
      env.DB.prepare('UPDATE complaint SET handler_id = answered_by WHERE reference = ?')
        .bind(receipt.reference)
        .run(),
    ).rejects.toThrow(/another-person/)
    const other = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await other.do(receipt.reference, 'answer', answer)).status).toBe(200)
  })

  test('silence closes it after seven days, and praises nobody', async () => {
    const receipt = await told(api, aProblem())
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'answer', answer)
    clock.set(monday + 7 * DAY)
    expect((await run()).closed).toBe(0)
    clock.set(monday + 8 * DAY)
    expect((await run()).closed).toBe(1)
    expect(await complaintAt(receipt.reference)).toMatchObject({ closed_how: 'silent', satisfied: null })
    expect((await author(api, receipt).post('object', { words: '不行' })).status).toBe(409)
  })

  test('a question stops the clock, and times out kindly', async () => {
    const receipt = await told(api, aComplaint())
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    const before = (await complaintAt(receipt.reference)).due_at as number
    clock.set(monday + DAY)
    expect((await handler.do(receipt.reference, 'ask', { words: '是哪一天的事？' })).status).toBe(200)
    const me = author(api, receipt)
    expect(await me.read()).toMatchObject({ state: 'waiting', clock: { paused: { en: 'waiting for you' } } })
    clock.set(monday + 4 * DAY)
    expect((await me.post('messages', { words: '上周三。' })).body.state).toBe('working')
    const row = await complaintAt(receipt.reference)
    expect(row).toMatchObject({ state: 'working', paused_at: null, turn: null })
    expect(row.due_at as number).toBeGreaterThan(before)
    await handler.do(receipt.reference, 'ask', { words: '哪个窗口？' })
    clock.set(monday + 40 * DAY)
    expect(await run()).toMatchObject({ unanswered: 1 })
    expect(await me.read()).toMatchObject({ state: 'unanswered', can: ['object'] })
    expect((await me.post('object', { words: '我住院了，请接着办。' })).body.state).toBe('reopened')
  })

  test('an information request counts from the day both sides confirmed it, and anew after a correction', async () => {
    const asked = {
      kind: 'information',
      words: '2025 年全县养犬登记数量',
      name: '记者小王',
      phone: '13800000222',
      answers: { form: 'online' },
    }
    expect((await api.post('/complaints', asked)).body.errors).toMatchObject([{ pointer: '/confirmed' }])
    const receipt = await told(api, { ...asked, confirmed: true })
    expect(receipt).toMatchObject({ handledBy: { slug: null }, dueDay: '2026-12-02' })
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    await desk.do(receipt.reference, 'ask', { words: '请写明要城区还是全县。' })
    clock.set(monday + 2 * DAY)
    const me = author(api, receipt)
    expect((await me.post('messages', { words: '全县。' })).body.state).toBe('received')
    expect((await complaintAt(receipt.reference)).clock_started_at).toBe(monday + 2 * DAY)
    clock.set(monday + 3 * DAY)
    // The clock goes on while it is written: both are of one moment all the same.
    const confirming = await atComplaints(staffApi({ clock: ticking(clock) }), clock, 'supervisor', '*')
    expect((await confirming.do(receipt.reference, 'accept')).status).toBe(200)
    expect(await me.read()).toMatchObject({
      state: 'accepted',
      clock: { clock: 'finish', dueDay: '2026-12-24' },
      timeline: expect.arrayContaining([
        expect.objectContaining({
          text: expect.objectContaining({ zh: '我们也确认了：从这一天算收到' }),
        }),
      ]),
    })
    await desk.do(receipt.reference, 'answer', { done: '共 1,204 只。', by: '治安大队' })
    expect((await me.read()).state).toBe('answered')
  })

  test('late is marked, counted and raised step by step', async () => {
    const receipt = await told(api, aProblem())
    clock.set(monday + 1 * DAY)
    expect(await run()).toMatchObject({ soon: 1, late: 0 })
    clock.set(monday + 3 * DAY)
    expect(await run()).toMatchObject({ late: 1 })
    expect(await run()).toMatchObject({ late: 0 })
    clock.set(monday + 9 * DAY)
    expect(await run()).toMatchObject({ desk: 1 })
    const { results } = await env.DB.prepare('SELECT clock, desk, kind FROM complaint_lapse').all()
    expect(results).toEqual([{ clock: 'accept', desk: 'sp_qingshi', kind: 'problem' }])
    const handler = await atComplaints(staff, clock)
    expect((await handler.list('late')).items[0]).toMatchObject({
      reference: receipt.reference,
      late: true,
      raised: 3,
    })
  })

  test('an anonymous accusation goes to the supervision desk, and its thread goes on by the code', async () => {
    const receipt = await told(api, anAccusation())
    expect(receipt).toMatchObject({ handledBy: { slug: null }, anonymous: true, told: 'look' })
    expect(receipt.accessCode).toHaveLength(23)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    const opened = (await desk.open(receipt.reference)).body
    expect(opened).toMatchObject({ name: null, phone: null, words: anAccusation().words })
    expect(opened.barred.map(({ zh }: { zh: string }) => zh)).toContain('陆建川')
    expect((await desk.do(receipt.reference, 'pass', { to: 'nanqiao', words: '转办' })).body.code).toBe(
      'barred',
    )
    await desk.do(receipt.reference, 'ask', { words: '哪个沙场？' })
    const me = author(api, receipt)
    const read = await me.read()
    expect(read.thread.at(-1)).toMatchObject({ kind: 'question', at: '2026-11-23' })
    expect(
      read.timeline.filter(({ done }: { done: boolean }) => done).map(({ at }: { at: string }) => at),
    ).toEqual(['2026-11-23', '2026-11-23'])
    expect((await me.post('messages', { words: '河湾那个。' })).status).toBe(200)
    expect((await me.track()).body).toMatchObject({ kind: 'complaint', status: 'received' })
    for (const role of ['chief', 'handler'] as const) {
      const accused = await atComplaints(staff, clock, role)
      expect((await accused.open(receipt.reference)).status).toBe(404)
      expect((await accused.list('new')).items).toEqual([])
    }
  })

  test('a bad word on the answer is called back about, and nothing closes over that', async () => {
    const receipt = await told(api, aComplaint())
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'answer', answer)
    const me = author(api, receipt)
    expect((await me.post('accept', { satisfied: 1 })).body.state).toBe('followup')
    expect((await me.read()).timeline.at(-1)).toMatchObject({
      done: false,
      text: { zh: expect.stringContaining('回访') },
    })
    expect(await run()).toMatchObject({ closed: 0, reopened: 0 })
    await expect(
      env.DB.prepare(
        "UPDATE complaint SET state = 'closed', closed_at = 1, closed_how = 'silent' WHERE reference = ?",
      )
        .bind(receipt.reference)
        .run(),
    ).rejects.toThrow(/callback-open/)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    const [call] = (await desk.get('/staff/callbacks?show=open')).body.items
    expect(call).toMatchObject({
      reference: receipt.reference,
      reason: 'rating-low',
      station: { slug: null },
    })
    expect((await handler.get('/staff/callbacks?show=open')).body.items).toEqual([])
    const done = await staff.post(
      `/staff/callbacks/${call.id}/outcome`,
      { rev: 0, outcome: 'redo', satisfied: 1, answers: {}, words: '还是没办' },
      desk.headers,
    )
    expect(done.status, done.text).toBe(200)
    expect(await run()).toMatchObject({ reopened: 1 })
    expect(await me.read()).toMatchObject({ state: 'reopened', handledBy: { slug: null } })
  })

  test('what is taken back is kept as long as what was answered, and no longer', async () => {
    const receipt = await told(api, aComplaint())
    expect((await author(api, receipt).post('withdraw')).body.state).toBe('withdrawn')
    clock.set(monday + 740 * DAY)
    expect(await purgeComplaints(await testCtx({ clock }))).toEqual({ emptied: 1 })
    expect((await author(api, receipt).read()).words).toBeNull()
  })

  test('two years after its end everything personal is gone, and its steps stay; a hold stops that', async () => {
    for (const body of [aComplaint(), anAccusation()]) {
      clock.set(monday)
      const receipt = await told(api, body)
      const me = author(api, receipt)
      const photo = await api.call(
        'POST',
        `/complaints/${receipt.reference}/photos`,
        photoForm({ accessCode: receipt.accessCode }),
      )
      expect(photo.status, photo.text).toBe(201)
      const desk = await atComplaints(staff, clock, 'supervisor', '*')
      await desk.do(receipt.reference, 'accept')
      await desk.do(receipt.reference, 'answer', answer)
      expect((await me.post('accept')).body.state).toMatch(/closed|followup/)
      await env.DB.batch([
        env.DB.prepare(
          "UPDATE callback SET state = 'done', outcome = 'settled', done_by = 'x', done_at = 1, keep_until = 1 WHERE state = 'open'",
        ),
      ])
      await run()
      await env.DB.prepare('UPDATE complaint SET legal_hold = 1 WHERE reference = ?')
        .bind(receipt.reference)
        .run()
      clock.set(monday + 740 * DAY)
      expect(await purgeComplaints(await testCtx({ clock }))).toEqual({ emptied: 0 })
      await env.DB.prepare('UPDATE complaint SET legal_hold = 0 WHERE reference = ?')
        .bind(receipt.reference)
        .run()
      expect(await purgeComplaints(await testCtx({ clock }))).toEqual({ emptied: 1 })
      expect(await purgeComplaints(await testCtx({ clock }))).toEqual({ emptied: 0 })
      const read = await me.read()
      expect(read).toMatchObject({ state: 'closed', words: null, photos: [], answers: [], can: [] })
      expect(
        read.thread.every(({ words, done }: { words: null; done: null }) => words === null && done === null),
      ).toBe(true)
      expect(read.timeline.length).toBeGreaterThan(3)
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM complaint_file_part').first('n')).toBe(0)
    await dropDue(await testCtx({ clock }))
    expect((await env.FILES.list()).objects).toEqual([])
  })
})
