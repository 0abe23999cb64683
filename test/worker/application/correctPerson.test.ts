import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne, type Holding, lin } from '../../support/applying.ts'
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
