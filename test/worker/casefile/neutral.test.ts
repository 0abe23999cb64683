import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { exclusionGrounds } from '../../../db/schema/casefile.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { caseOpened, reporter } from '../../support/casefile.ts'
import { costed } from '../../support/cost.ts'
import { factsAbout } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

// What the law keeps out of look-up answers as what does not exist: to the byte, and in as many round trips.

const clock = clockAt(monday)
const { api, cost } = costed({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const as = async (role: Role, point = 'sp_qingshi', name = '周小民') =>
  (await signedIn({ grants: [[role, point]], clock, hours: 99, name })).headers

/** Everything somebody outside can see of an answer; ids of requests differ by themselves. */
async function seen(path: string, body: object) {
  Object.assign(cost, { trips: 0, direct: 0 })
  const answer = await api.post(path, body)
  const { requestId: _, ...said } = answer.body
  return { status: answer.status, said, trips: cost.trips, length: answer.text.length }
}

const asked = async (reference: string, accessCode: string) => [
  await seen('/track', { reference, accessCode }),
  await seen('/audit/proof', { reference, accessCode }),
]

test.each(exclusionGrounds)('%s: the right code is answered as for an unknown reference', async (ground) => {
  const headers = await as('handler')
  const { reference, accessCode } = await caseOpened(staff, headers)
  expect((await seen('/track', { reference, accessCode })).status).toBe(200)
  const set = await staff.post(`/staff/casefiles/${reference}/exclude`, { rev: 0, ground }, headers)
  expect(set.status, set.text).toBe(200)
  const unknown = await asked(makeReference('K', '2026-11-23'), accessCode)
  expect(unknown.map(({ status }) => status)).toEqual([404, 404])
  expect(await asked(reference, accessCode)).toEqual(unknown)
  // A step brings no text either.
  await staff.post(`/staff/casefiles/${reference}/step`, { rev: 1, to: 'filed' }, headers)
  expect(await waitingMessages('casefile.moved', reference)).toEqual([])
  await staff.post(`/staff/casefiles/${reference}/lift`, { rev: 2, ground }, headers)
  expect((await seen('/track', { reference, accessCode })).status).toBe(200)
})

test('somebody who asked not to be told is answered so too, and may choose otherwise at the counter', async () => {
  const headers = await as('clerk')
  const { receipts } = await caseOpened(staff, headers, {
    parties: [reporter(), reporter({ role: 'victim' })],
  })
  const [first, second] = receipts
  const [reference, accessCode] = [first?.reference ?? '', first?.accessCode ?? '']
  const wish = (wish: string) =>
    staff.post(`/staff/casefiles/${reference}/wish`, { wish, hidden: true }, headers)
  expect((await wish('none')).status).toBe(200)
  expect(await asked(reference, accessCode)).toEqual(
    await asked(makeReference('K', '2026-11-23'), accessCode),
  )
  // It is their choice and nobody else's.
  expect(
    (await seen('/track', { reference: second?.reference, accessCode: second?.accessCode })).status,
  ).toBe(200)
  await wish('look')
  expect((await seen('/track', { reference, accessCode })).status).toBe(200)
  await staff.post(`/staff/casefiles/${reference}/step`, { rev: 0, to: 'filed' }, headers)
  expect(await waitingMessages('casefile.moved', reference)).toEqual([])
  expect(await waitingMessages('casefile.moved', second?.reference ?? '')).toHaveLength(1)
})

test('many tries are refused alike, and say nothing of which is there', async () => {
  const headers = await as('handler')
  const { reference, accessCode } = await caseOpened(staff, headers)
  await staff.post(`/staff/casefiles/${reference}/exclude`, { rev: 0, ground: 'minor' }, headers)
  const unknown = makeReference('K', '2026-11-23')
  for (let i = 0; i < 10; i++) {
    await seen('/track', { reference, accessCode })
    await seen('/track', { reference: unknown, accessCode })
  }
  const [mine, theirs] = [
    await seen('/track', { reference, accessCode }),
    await seen('/track', { reference: unknown, accessCode }),
  ]
  expect(mine).toEqual(theirs)
  expect(mine.status).toBe(429)
})

test('supervision sees what is kept out, and by whom; others see that it is, not by whom; a ground comes from the list', async () => {
  const handler = await as('handler', 'sp_qingshi', '韩立')
  const supervisor = await as('supervisor', '*', '邓明')
  const { reference } = await caseOpened(staff, handler)
  const exclude = (ground: string, rev = 0, who = handler) =>
    staff.post(`/staff/casefiles/${reference}/exclude`, { rev, ground }, who)
  expect((await exclude('because')).status).toBe(422)
  expect((await exclude('sexual', 0, supervisor)).status).toBe(403)
  expect((await exclude('sexual')).status).toBe(200)
  expect((await exclude('sexual')).body.code).toBe('stale')
  expect((await exclude('sexual', 1)).body.code).toBe('stale')
  const list = await staff.get('/staff/casefile-exclusions', supervisor)
  expect(list.body.items).toMatchObject([{ reference, ground: 'sexual', setBy: '韩立', liftedAt: null }])
  expect((await staff.get('/staff/casefile-exclusions', handler)).status).toBe(403)
  const [mine, theirs] = [
    await staff.get(`/staff/casefiles/${reference}`, handler),
    await staff.get(`/staff/casefiles/${reference}`, supervisor),
  ]
  expect(mine.body.exclusions).toMatchObject([{ ground: 'sexual', setBy: null }])
  expect(theirs.body.exclusions).toMatchObject([{ ground: 'sexual', setBy: '韩立' }])
  const id = await env.DB.prepare('SELECT id FROM casefile').first<string>('id')
  expect(await factsAbout(id ?? '')).toMatchObject([
    { action: 'casefile.exclude', facts: { ground: 'sexual' } },
  ])
  // Nothing of it stands in the chain that a receipt of the case opens.
  expect((await factsAbout(reference)).map(({ action }) => action).sort()).toEqual([
    'casefile.open',
    'record.open',
    'record.open',
  ])
})
