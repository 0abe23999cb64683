import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { states } from '../../../api/application/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, type Holding, lin } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const helper = { name: '林帮', phone: '13800000032', relation: 'entrusted' }

/** Sends it back for these things. */
async function backFor(filed: Holding, ...targets: string[]) {
  const items = targets.map((target) => ({ target, kind: 'wrong' }))
  const asked = await (await atDesk(staff, clock)).do(filed.reference, 'ask', { items })
  expect(asked.status, asked.text).toBe(200)
  return filed
}

/** A certificate of no criminal record that was filed, and sent back. */
const sentBack = async (...targets: string[]) => backFor(await filedOne(api), ...targets)

/** Confirms the number that texts go to. */
async function confirm(filed: Holding) {
  expect((await filed.do('phone')).status).toBe(200)
  const code = (await waitingMessages('phone.code', filed.reference)).at(-1)?.data.code ?? ''
  expect((await filed.do('phone/confirm', { code })).status).toBe(200)
}

const faults = ({ body }: { body: { errors?: { pointer: string; code: string }[] } }) =>
  (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)

test('who put another number in confirms it before the application is received again', async () => {
  const filed = await sentBack('person')
  const saved = await filed.do('save', { applicant: { ...lin, phone: '13800000033' } })
  expect(saved.status, saved.text).toBe(200)
  const refused = await filed.do('answer')
  expect([refused.status, faults(refused)]).toEqual([422, ['/identity identity.needed']])
  const held = await filed.open()
  expect([held.state, held.identity.reached]).toEqual(['correction', 'typed'])
  expect(held.can).toContain('confirm-phone')
  await confirm(filed)
  expect((await filed.do('answer')).body.state).toBe('submitted')
  expect((await filed.open()).identity.reached).toBe('phone')
})

test('how it is received and where to stays as it was, unless that was asked for', async () => {
  const filed = await sentBack('field:purpose')
  const post = { delivery: 'post', address: '青石巷 88 号 2 楼' }
  const refused = await filed.do('save', post)
  expect([refused.status, faults(refused)]).toEqual([422, ['/delivery correction.not-asked']])
  // What a page sends along unchanged is no change.
  expect((await filed.do('save', { delivery: 'counter' })).status).toBe(200)
  expect(await filed.open()).toMatchObject({ delivery: 'counter', address: '' })
})

test('an office that asks for another address gets it', async () => {
  const filed = await sentBack('delivery')
  const { corrections } = await filed.open()
  expect(corrections).toMatchObject([{ target: 'delivery', label: { zh: '领取方式和地址' } }])
  const post = { delivery: 'post', address: '青石巷 88 号 2 楼' }
  const saved = await filed.do('save', post)
  expect(saved.status, saved.text).toBe(200)
  expect(await filed.open()).toMatchObject(post)
  expect((await filed.do('answer')).body.state).toBe('submitted')
})

test('a helper stays until they are taken out by name, and in a correction only where the person was asked for', async () => {
  const draft = await begun(api)
  expect((await draft.do('save', { applicant: lin, helper })).status).toBe(200)
  expect((await draft.do('save', { applicant: { ...lin, phone: '13800000033' } })).status).toBe(200)
  expect((await draft.open()).helper).toMatchObject(helper)
  expect((await draft.do('save', { helper: null })).status).toBe(200)
  expect(await draft.open()).toMatchObject({ helper: null, applicant: { name: lin.name } })
  const filed = await sentBack('field:purpose')
  for (const said of [{ helper }, { helper: null }])
    expect(faults(await filed.do('save', said))).toEqual(['/applicant/name correction.not-asked'])
})

/** What the confirmed number was told of its steps. */
const told = async ({ reference }: Holding) =>
  (await waitingMessages('application.moved', reference)).map(({ data }) => data.what.zh)

test('whoever confirmed the number is told that it is received, received again, and withdrawn', async () => {
  const waiting = await begun(api)
  await waiting.do('save', { applicant: lin, section: 'use', answers: {}, delivery: 'counter' })
  expect((await waiting.do('submit')).body.state).toBe('identity')
  expect(await told(waiting)).toEqual([])
  await confirm(waiting)
  expect(await told(waiting)).toEqual([states.submitted.zh])
  await backFor(waiting, 'field:purpose')
  expect((await waiting.do('answer')).body.state).toBe('submitted')
  expect((await told(waiting)).filter((words) => words === states.submitted.zh)).toHaveLength(2)
  expect((await waiting.do('withdraw')).body.state).toBe('withdrawn')
  expect((await told(waiting)).at(-1)).toBe(states.withdrawn.zh)
})
