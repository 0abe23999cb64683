import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { noteLate } from '../../../api/feedback/late.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout, feedbackRows, reported } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const as = async (role: Role, point: string) =>
  (await signedIn({ grants: [[role, point]], clock, hours: 240 })).headers
const referencesOf = (body: { items: { reference: string }[] }) =>
  body.items.map(({ reference }) => reference)

describe('the list', () => {
  test('personal data on show comes first, then what is due first; others’ stations are not in it', async () => {
    const early = await reported(api)
    clock.set(monday + DAY)
    const later = await reported(api, { kind: 'typo' })
    const personal = await reported(api, { kind: 'personal' })
    const bureau = await reported(api, { page: '/matters' })
    const mine = await staff.get('/staff/feedback', await as('publisher', 'sp_qingshi'))
    expect(referencesOf(mine.body)).toEqual([personal, early, later].map(({ reference }) => reference))
    expect(mine.text).not.toContain('门口贴的是九点')
    const all = await staff.get('/staff/feedback', await as('supervisor', '*'))
    expect(referencesOf(all.body)).toHaveLength(4)
    expect(referencesOf(all.body)).toContain(bureau.reference)
    const other = await staff.get('/staff/feedback', await as('publisher', 'sp_nanqiao'))
    expect(other.body.items).toEqual([])
    expect((await staff.get('/staff/feedback', await as('clerk', 'sp_qingshi'))).status).toBe(403)
    expect((await staff.get('/staff/feedback')).status).toBe(401)
  })

  test('page by page, open and answered, nothing twice and nothing left out', async () => {
    const made = []
    for (let i = 0; i < 33; i++) {
      clock.set(monday + i)
      made.push((await reported(api, { kind: i % 7 ? 'typo' : 'personal' })).reference)
    }
    const who = await as('chief', 'sp_qingshi')
    for (const show of ['open', 'answered']) {
      if (show === 'answered')
        await env.DB.prepare(
          "UPDATE feedback SET state = 'answered', answered_at = received_at, corrected = 1",
        ).run()
      const first = (await staff.get(`/staff/feedback?show=${show}`, who)).body
      const second = (await staff.get(`/staff/feedback?show=${show}&cursor=${first.nextCursor}`, who)).body
      expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 3, null])
      expect([...referencesOf(first), ...referencesOf(second)].sort()).toEqual([...made].sort())
    }
    expect((await staff.get('/staff/feedback?cursor=x', who)).body.code).toBe('invalid-input')
  })
})

describe('one report', () => {
  test('opened, its words are in clear and its number masked; it is noted once a day and told on /track', async () => {
    const { reference, accessCode } = await reported(api, { contact: '13800000000' })
    const who = await as('publisher', 'sp_qingshi')
    for (let i = 0; i < 2; i++) {
      const { status, body } = await staff.get(`/staff/feedback/${reference}`, who)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        words: '周六开门时间写错了，门口贴的是九点',
        state: 'open',
        rev: 0,
        late: false,
      })
      expect(body.contact).toMatch(/^138\*+\d{0,4}$/)
    }
    expect(await factsAbout(reference)).toContainEqual({
      action: 'record.open',
      facts: { role: 'publisher' },
    })
    const { body } = await api.post('/track', { reference, accessCode })
    expect(body.openings).toMatchObject({ times: 1, roles: [{ role: 'publisher', times: 1 }] })
  })

  test('is not there for another station, and not allowed for another role', async () => {
    const { reference } = await reported(api)
    const answer = { rev: 0, words: '已改', corrected: true }
    for (const [role, point, status] of [
      ['publisher', 'sp_nanqiao', 404],
      ['clerk', 'sp_qingshi', 403],
      ['auditor', '*', 403],
      ['administrator', '*', 403],
    ] as const) {
      const who = await as(role, point)
      expect((await staff.get(`/staff/feedback/${reference}`, who)).status, role).toBe(status)
      expect((await staff.post(`/staff/feedback/${reference}/answer`, answer, who)).status, role).toBe(status)
      expect((await staff.post(`/staff/feedback/${reference}/pass`, { rev: 0, to: '*' }, who)).status).toBe(
        status,
      )
    }
    expect((await feedbackRows())[0]).toMatchObject({ state: 'open', rev: 0 })
    const none = await staff.get('/staff/feedback/F-20261123-222222', await as('chief', 'sp_qingshi'))
    expect([404, 422]).toContain(none.status)
  })

  test('answered, it is closed, its reporter is told and reads the answer on /track', async () => {
    const { reference, accessCode } = await reported(api, { contact: '13800000000' })
    const who = await as('publisher', 'sp_qingshi')
    clock.set(monday + 4 * DAY)
    const empty = await staff.post(
      `/staff/feedback/${reference}/answer`,
      { rev: 0, words: ' ', corrected: true },
      who,
    )
    expect(empty.body.errors).toMatchObject([{ pointer: '/words', code: 'required' }])
    const { status, body } = await staff.post(
      `/staff/feedback/${reference}/answer`,
      { rev: 0, words: '已改成九点，谢谢。', corrected: true },
      who,
    )
    expect([status, body]).toEqual([200, { reference, told: 'text', late: true }])
    const [message] = await waitingMessages('feedback.answered', reference)
    expect(message?.data).toEqual({ reference, corrected: true })
    const track = await api.post('/track', { reference, accessCode })
    expect(track.body).toMatchObject({
      status: 'answered',
      dueAt: null,
      statusText: { zh: '已答复，网页已改正（晚于到期日）' },
      feedback: { answer: '已改成九点，谢谢。', corrected: true, late: true },
    })
    expect((await factsAbout(reference)).at(-1)).toMatchObject({
      action: 'feedback.answer',
      facts: { publisher: 'sp_qingshi', corrected: true, late: true },
    })
    expect(JSON.stringify(await feedbackRows())).not.toContain('九点')
  })

  test('two answers at once: one counts, the other is told so', async () => {
    const { reference } = await reported(api)
    const [one, two] = [await as('publisher', 'sp_qingshi'), await as('chief', 'sp_qingshi')]
    const answer = (who: Record<string, string>, words: string) =>
      staff.post(`/staff/feedback/${reference}/answer`, { rev: 0, words, corrected: false }, who)
    const both = await Promise.all([answer(one, '甲'), answer(two, '乙')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await answer(two, '丙')).body.code).toBe('stale')
    expect((await factsAbout(reference)).filter(({ action }) => action === 'feedback.answer')).toHaveLength(1)
  })

  test('passed on, it is the other station’s with the same due day', async () => {
    const { reference, accessCode, dueAt } = await reported(api)
    const [here, there] = [await as('publisher', 'sp_qingshi'), await as('publisher', 'sp_nanqiao')]
    const pass = (rev: number, to: string, who = here) =>
      staff.post(`/staff/feedback/${reference}/pass`, { rev, to }, who)
    expect((await pass(0, 'nowhere')).body.errors).toMatchObject([{ code: 'station.unknown' }])
    expect((await pass(0, 'qingshi')).body.errors).toMatchObject([{ code: 'feedback.same' }])
    expect((await pass(7, 'nanqiao')).body.code).toBe('stale')
    expect((await pass(0, 'nanqiao')).body.answerer.slug).toBe('nanqiao')
    expect((await staff.get(`/staff/feedback/${reference}`, here)).status).toBe(404)
    const opened = await staff.get(`/staff/feedback/${reference}`, there)
    expect(opened.body).toMatchObject({ rev: 1, dueAt })
    expect((await pass(1, '*', there)).body.answerer.slug).toBe(null)
    const { body } = await api.post('/track', { reference, accessCode })
    expect(body.feedback.answerer.slug).toBe(null)
    expect((await factsAbout(reference)).filter(({ action }) => action === 'feedback.pass')).toHaveLength(2)
  })

  test('late, it is marked as told to the supervision desk', async () => {
    await reported(api)
    clock.set(monday + 5 * DAY)
    await noteLate(await testCtx({ clock }))
    const { body } = await staff.get('/staff/feedback', await as('supervisor', '*'))
    expect(body.items).toMatchObject([{ late: true, escalated: true }])
  })
})
