import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { provedOwn } from '../../support/identity.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

// What was revoked before it was handed over is given to nobody, and the case can be closed.

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

async function issued(proved: boolean) {
  const { reference } = await filedOne(api)
  const desk = await atDesk(staff, clock)
  if (proved) await provedOwn(reference)
  for (const [verb, more] of [
    ['accept', {}],
    ['decide', { outcome: 'approved' }],
  ] as const)
    expect((await desk.do(reference, verb, more)).status).toBe(200)
  const { body } = await desk.do(reference, 'issue', { finding: 'none' })
  const { headers } = await signedIn({ grants: [['chief', 'sp_qingshi']], clock })
  const revoke = async () => {
    const path = `/staff/certificates/${body.certificate}/revoke`
    expect((await staff.post(path, { rev: 0, reason: 'untrue' }, headers)).status).toBe(200)
  }
  const hand = (more: object) => desk.do(reference, 'handover', more)
  return { revoke, hand }
}
const seen = { seen: 'resident-id', numberEnd: '0014' }

test.each([true, false])(
  'it is handed over in no way, and closed without a document (proved: %s)',
  async (proved) => {
    const { revoke, hand } = await issued(proved)
    await revoke()
    for (const more of [{ how: 'collected' }, { how: 'collected', ...seen }, { how: 'delivered' }]) {
      const { status, body } = await hand(more)
      expect([status, body.code, body.errors?.[0].pointer]).toEqual([422, 'invalid-input', '/how'])
    }
    const { status, body } = await hand({ how: 'finished' })
    expect([status, body.state]).toEqual([200, 'finished'])
  },
)

test('while it holds, who proved nothing still shows a document', async () => {
  const { hand } = await issued(false)
  expect((await hand({ how: 'finished' })).body.code).toBe('identity-first')
  expect((await hand({ how: 'collected', ...seen })).body.state).toBe('collected')
})
