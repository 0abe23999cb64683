import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { noteLateCases } from '../../../api/casefile/late.ts'
import { purgeCases } from '../../../api/casefile/purge.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { callbackRows, caseOpened, reporter } from '../../support/casefile.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout } from '../../support/feedback.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
// Nobody is drawn for a call-back unless a test says so.
const staff = staffApi({ clock, bindings: { CALLBACK_ONE_IN: '1000000' } })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const as = async (role: Role, point = 'sp_qingshi', name?: string) =>
  signedIn({ grants: [[role, point]], clock, hours: 999, ...(name && { name }) })
const track = (reference: string, accessCode: string) => api.post('/track', { reference, accessCode })
const step = (
  headers: Record<string, string>,
  reference: string,
  rev: number,
  to: string,
  more: object = {},
) => staff.post(`/staff/casefiles/${reference}/step`, { rev, to, ...more }, headers)

describe('what waits', () => {
  test('the list has what is due first; the job notes once what is past its time', async () => {
    const { headers } = await as('handler')
    const slow = await caseOpened(staff, headers, { kind: 'criminal' })
    const soon = await caseOpened(staff, headers)
    const still = await caseOpened(staff, headers)
    await step(headers, still.reference, 0, 'not-filed')
    const list = async (query = '') => (await staff.get(`/staff/casefiles${query}`, headers)).body.items
    expect((await list()).map(({ reference }: { reference: string }) => reference)).toEqual([
      soon.reference,
      slow.reference,
      still.reference,
    ])
    expect(JSON.stringify(await list())).not.toContain('林')
    const ctx = await testCtx({ clock })
    clock.set(monday + 24 * HOUR)
    expect(await noteLateCases(ctx)).toEqual({ late: 0 })
    clock.set(clock.now() + 1)
    expect(await noteLateCases(ctx)).toEqual({ late: 1 })
    expect(await noteLateCases(ctx)).toEqual({ late: 0 })
    expect((await list())[0]).toMatchObject({ reference: soon.reference, late: true })
    expect((await factsAbout(soon.reference)).at(-1)?.action).toBe('casefile.late')
    await step(headers, soon.reference, 0, 'transferred', { where: { zh: '别处' } })
    expect(await list('?show=closed')).toMatchObject([{ reference: soon.reference }])
  })

  test('page by page, nothing twice and nothing left out', async () => {
    const { headers } = await as('handler')
    const made: string[] = []
    for (let i = 0; i < 33; i++) {
      clock.set(monday + i * 1000)
      const { reference } = await caseOpened(staff, headers)
      if (i % 3 === 0) await step(headers, reference, 0, 'not-filed')
      made.push(reference)
    }
    const first = (await staff.get('/staff/casefiles', headers)).body
    const second = (await staff.get(`/staff/casefiles?cursor=${first.nextCursor}`, headers)).body
    const all = [...first.items, ...second.items].map(({ reference }: { reference: string }) => reference)
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 3, null])
    expect(all.sort()).toEqual(made.sort())
  })

  test('names, numbers and the note are emptied a year after the end; stages stay', async () => {
    const { headers } = await as('handler')
    const { reference, accessCode } = await caseOpened(staff, headers, { note: '张某' })
    const ctx = await testCtx({ clock })
    clock.set(monday + 500 * DAY)
    expect(await purgeCases(ctx)).toEqual({ emptied: 0 })
    clock.set(monday)
    await step(headers, reference, 0, 'not-filed')
    clock.set(monday + 365 * DAY + 1)
    expect(await purgeCases(ctx)).toEqual({ emptied: 1 })
    expect(await purgeCases(ctx)).toEqual({ emptied: 0 })
    expect(await env.DB.prepare('SELECT name, phone, id_number FROM casefile_party').first()).toEqual({
      name: null,
      phone: null,
      id_number: null,
    })
    expect((await track(reference, accessCode)).body.status).toBe('not-filed')
  })
})

test('staff see names masked or not at all; who looked is told to each; a lost code is replaced at the counter', async () => {
  const { headers } = await as('clerk')
  const quiet = reporter({
    role: 'victim',
    name: '司马清风',
    phone: '13912340002',
    hidden: true,
    wish: 'none',
  })
  const opened = await caseOpened(staff, headers, { parties: [reporter(), quiet] })
  expect(opened.receipts[1]?.accessCode).toBe(null)
  const { reference, accessCode } = opened
  const { body, text } = await staff.get(`/staff/casefiles/${reference}`, headers)
  expect(body.parties).toMatchObject([
    { role: 'reporter', name: expect.stringContaining('林'), hidden: false },
    { role: 'victim', name: null, phone: null, hidden: true, wish: 'none' },
  ])
  expect(text).not.toMatch(/小鹿|清风|司马|13912340001/)
  await staff.get(`/staff/casefiles/${reference}`, headers)
  expect((await track(reference, accessCode)).body.openings).toMatchObject({ times: 1 })
  // Any reference of the case leads to it.
  const found = await staff.post('/staff/records/find', { typed: opened.receipts[1]?.reference }, headers)
  expect(found.body.items).toMatchObject([{ state: 'received', name: '*' }])
  expect((await staff.get(`/staff/casefiles/${opened.receipts[1]?.reference}`, headers)).body.reference).toBe(
    reference,
  )
  const seen = { seen: 'resident-id', name: '林小鹿', phoneEnd: '0001' }
  const slip = await staff.post(`/staff/records/${reference}/code`, seen, headers)
  expect(slip.status, slip.text).toBe(200)
  expect((await track(reference, accessCode)).status).toBe(404)
  expect((await track(reference, slip.body.accessCode)).status).toBe(200)
  const unmasked = await staff.post(
    `/staff/records/${reference}/unmask`,
    { fields: ['phone'], reason: 'callback' },
    headers,
  )
  expect(unmasked.body.values).toEqual({ phone: '13912340001' })
})

test('an end draws some for a call-back, and whoever worked on the case cannot make it', async () => {
  const every = staffApi({ clock, bindings: { CALLBACK_ONE_IN: '1' } })
  const handler = await as('handler')
  const { reference, accessCode } = await caseOpened(every, handler.headers, {
    parties: [reporter(), reporter({ role: 'other', wish: 'none' })],
  })
  await every.post(`/staff/casefiles/${reference}/step`, { rev: 0, to: 'not-filed' }, handler.headers)
  const [call, ...others] = await callbackRows()
  expect([call, others.length]).toMatchObject([{ reference, reason: 'sample' }, 0])
  expect(JSON.parse(String(call?.barred))).toContain(handler.id)
  expect((await staff.get('/staff/callbacks', handler.headers)).body.items).toEqual([])
  expect((await staff.get(`/staff/callbacks/${call?.id}`, handler.headers)).body.code).toBe('callback-barred')
  // Over an open call-back the case is not concluded.
  const refused = await step(handler.headers, reference, 1, 'concluded')
  expect([refused.status, refused.body.code]).toEqual([409, 'callback-open'])
  expect((await track(reference, accessCode)).body.timeline.at(-1)).toMatchObject({ done: false })
  const clerk = (await as('clerk')).headers
  const outcome = { rev: 0, outcome: 'settled', satisfied: 4, answers: { told: 'yes' } }
  expect((await staff.post(`/staff/callbacks/${call?.id}/outcome`, outcome, clerk)).status).toBe(200)
  expect((await step(handler.headers, reference, 1, 'concluded')).status).toBe(200)
  const { text } = await staff.get(`/staff/casefiles/${reference}`, handler.headers)
  expect(text).not.toMatch(/settled|satisf/)
})
