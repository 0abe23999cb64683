import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { addCounterRow, clerkAt, emptyQueue } from '../../support/counters.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const api = staffApi({ clock: clockAt(monday) })
const third = { number: 3, counterGroup: 'household', name: { zh: '三号', en: 'Three' } }
let chief: Record<string, string>
beforeEach(async () => {
  await emptyQueue()
  chief = (await signedIn({ grants: [['chief', 'sp_qingshi']] })).headers
})
const add = (body: object) => api.post('/staff/points/qingshi/counters', body, chief)
const list = async () => (await api.get('/staff/points/qingshi/counters', chief)).body.items
const leaves = () =>
  env.DB.prepare("SELECT count(*) AS n FROM audit_leaf WHERE action = 'queue.counter'").first('n')

test('what a new counter, or a changed one, would be is said and nothing is written', async () => {
  expect((await add({ ...third, apply: false })).body).toMatchObject({ ...third, id: '', inUse: true })
  expect(await list()).toEqual([])
  const { body: made } = await add(third)
  const change = (more: object) =>
    api.post(`/staff/counters/${made.id}`, { ...third, version: made.version, ...more }, chief)
  const looked = await change({ counterGroup: '', apply: false })
  expect(looked.body).toMatchObject({ id: made.id, counterGroup: '', version: made.version })
  expect(await list()).toEqual([made])
  expect(await leaves()).toBe(1)
  expect((await change({ counterGroup: '' })).body).toMatchObject({ counterGroup: '', version: 1 })
  expect((await change({ apply: false })).body.code).toBe('stale')
})

test('a number somebody else has is refused before anything is confirmed', async () => {
  await add(third)
  expect((await add({ ...third, apply: false })).body.code).toBe('number-in-use')
  const { body: fourth } = await add({ ...third, number: 4 })
  const taken = { ...third, version: fourth.version, apply: false }
  expect((await api.post(`/staff/counters/${fourth.id}`, taken, chief)).body.code).toBe('number-in-use')
  const itself = { ...taken, number: 4 }
  expect((await api.post(`/staff/counters/${fourth.id}`, itself, chief)).status).toBe(200)
})

test('out of use and back again; never while somebody sits there', async () => {
  const id = await addCounterRow({ number: 1 })
  const use = async (open: boolean) => {
    const [{ version }] = await list()
    return api.post(`/staff/counters/${id}/use`, { version, open }, chief)
  }
  expect((await use(false)).body).toMatchObject({ inUse: false })
  expect((await use(true)).body).toMatchObject({ inUse: true })
  await clerkAt(api, id)
  expect((await use(false)).body.code).toBe('counter-taken')
})
