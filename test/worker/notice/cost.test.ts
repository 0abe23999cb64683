import { expect, test } from 'vitest'
import { createStaffApp } from '../../../api/staff/app.ts'
import { costed } from '../../support/cost.ts'
import { harmless, noticeRoad } from '../../support/noticeRoad.ts'

// One round trip for the session, one to read, one to write; rows that do not grow with what is published.

test('what each step of the road costs the database', async () => {
  const road = await noticeRoad()
  const { people, begin, published, inReview, revOf, clock } = road
  for (let i = 0; i < 3; i += 1) await published({ title: `第${i}条` })
  const waiting = await inReview()
  const { api, cost } = costed({ clock, app: createStaffApp({ clock }) })
  const spent = async (
    trips: number,
    rows: number,
    call: () => Promise<{ status: number; text: string }>,
  ) => {
    Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
    const { status, text } = await call()
    expect(status, text).toBeLessThan(300)
    expect({ trips: cost.trips, direct: cost.direct }).toEqual({ trips, direct: 0 })
    expect(cost.rowsRead).toBeLessThanOrEqual(rows)
  }
  const id = await begin()
  const at = `/staff/notices/${id}`
  const text = { rev: 0, category: 'notice', aroseOn: '2026-11-20', ...harmless }
  await spent(2, 120, () => api.get('/staff/notices', people.writer))
  await spent(2, 60, () => api.get('/staff/notices/options', people.writer))
  // The gate reads what the bureau publishes of itself: every station and officer.
  await spent(2, 700, () => api.get(at, people.writer))
  await spent(3, 800, () => api.post(`${at}/save`, text, people.writer))
  await spent(3, 700, () => api.post(`${at}/send`, { rev: 1 }, people.writer))
  await spent(3, 60, async () =>
    api.post(`/staff/notices/${waiting}/return`, { rev: 2, remark: 'x' }, people.reader),
  )
  await spent(3, 1500, () => api.post(`${at}/publish`, { rev: 2 }, people.reader))
  await spent(3, 60, () => api.post(`${at}/correct`, { rev: 3 }, people.writer))
  await spent(3, 60, () => api.post(`${at}/discard`, { rev: 4 }, people.writer))
  const rev = await revOf(id)
  const reason = { zh: '有误', en: 'Wrong' }
  await spent(3, 1500, () => api.post(`${at}/withdraw`, { rev, reason }, people.chief))
})
