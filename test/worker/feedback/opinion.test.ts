import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { purgeFeedback } from '../../../api/feedback/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { consultationRow, factsAbout, feedbackRows } from '../../support/feedback.ts'
import { publishedRow, withdrawnRow } from '../../support/noticeRows.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const give = (id: string, more: object = {}, key?: string) =>
  api.post(
    `/notices/${id}/opinions`,
    { words: '多画几个车位', ...more },
    key ? { 'idempotency-key': key } : {},
  )
const publisher = async (point = 'sp_qingshi') =>
  (await signedIn({ grants: [['publisher', point]], clock, hours: 999 })).headers

test('an opinion is taken until the end of the last day, and not after', async () => {
  const id = await consultationRow({ publisher: 'sp_qingshi', closesOn: '2026-11-25' })
  clock.set(Date.parse('2026-11-25T23:59:59+08:00'))
  const { status, body } = await give(id, { name: '张小明' }, 'one-and-the-same')
  expect(status).toBe(201)
  expect(body).toMatchObject({
    notice: { id, title: { zh: '停车怎么改' } },
    closesOn: '2026-11-25',
    answerer: { slug: 'qingshi' },
  })
  clock.set(Date.parse('2026-11-26T00:00:00+08:00'))
  expect((await give(id)).body.code).toBe('consultation-closed')
  // What was given in time is still told to whoever asks again.
  const again = await give(id, { name: '张小明' }, 'one-and-the-same')
  expect(again.body).toEqual(body)
  expect(JSON.stringify(await feedbackRows())).not.toMatch(/张小明|车位|13800000000/)
  const track = await api.post('/track', { reference: body.reference, accessCode: body.accessCode })
  expect(track.body).toMatchObject({
    status: 'received',
    feedback: { what: 'opinion', notice: { id }, closesOn: '2026-11-25' },
  })
})

test('none is taken on what is no consultation, withdrawn or not there', async () => {
  const plain = await publishedRow()
  const gone = await consultationRow()
  await withdrawnRow(gone, { at: monday, reason: '作废' })
  for (const id of [plain, gone, 'nothing']) expect((await give(id)).status, id).toBe(404)
  const faults = await give(await consultationRow(), { words: '', name: '<b>' })
  expect(faults.status).toBe(422)
  // Opinions are not answered one by one, so no number is asked for.
  const numbered = await give(await consultationRow(), { contact: '13800000000' })
  expect(numbered.body.errors).toMatchObject([{ pointer: '/contact', code: 'unknown-key' }])
})

test('whoever publishes it reads the opinions, names masked, which leaves a leaf; nobody else does', async () => {
  const id = await consultationRow({ publisher: 'sp_qingshi' })
  for (let i = 0; i < 22; i++) {
    clock.set(monday + i)
    await give(id, { words: `意见 ${i}`, name: '张小明' })
  }
  const who = await publisher()
  const first = (await staff.get(`/staff/notices/${id}/opinions`, who)).body
  expect(first).toMatchObject({ consultation: { id, given: 22, open: true } })
  expect(first.items[0]).toMatchObject({ words: '意见 21', name: expect.stringMatching(/^[^小]*$/) })
  const second = (await staff.get(`/staff/notices/${id}/opinions?cursor=${first.nextCursor}`, who)).body
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([20, 2, null])
  const read = (await factsAbout(id)).filter(({ action }) => action === 'feedback.read')
  expect(read.map(({ facts }) => facts.opinions).sort()).toEqual([2, 20])
  expect((await staff.get('/staff/feedback', who)).body.consultations).toMatchObject([{ id, given: 22 }])
  const stranger = await publisher('sp_nanqiao')
  expect((await staff.get(`/staff/notices/${id}/opinions`, stranger)).status).toBe(404)
  expect((await staff.get('/staff/feedback', stranger)).body.consultations).toEqual([])
  const { reference } = first.items[0]
  expect((await staff.get(`/staff/feedback/${reference}`, stranger)).status).toBe(404)
  expect((await staff.get(`/staff/feedback/${reference}`, who)).body).toMatchObject({
    what: 'opinion',
    dueAt: null,
  })
  const answered = await staff.post(
    `/staff/feedback/${reference}/answer`,
    { rev: 0, words: 'x', corrected: true },
    who,
  )
  expect(answered.status).toBe(404)
})

test('all of it is deleted 180 days after the closing day', async () => {
  await give(await consultationRow({ closesOn: '2026-11-25' }), { name: '张小明' })
  const ctx = await testCtx({ clock })
  clock.set(Date.parse('2026-11-25T23:59:59.999+08:00') + 180 * DAY)
  expect(await purgeFeedback(ctx)).toEqual({ emptied: 0 })
  clock.set(clock.now() + 1)
  expect(await purgeFeedback(ctx)).toEqual({ emptied: 1 })
  expect(await feedbackRows()).toMatchObject([{ words: null, name: null }])
})
