import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ApplicationState } from '../../../api/application/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { heldFor } from '../../support/heldFor.ts'
import { provedOwn } from '../../support/identity.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const steps: [string, ApplicationState, object, ApplicationState][] = [
  ['accept', 'submitted', {}, 'accepted'],
  ['decline', 'submitted', { ground: 'foreign-national', words: '请到出入境。' }, 'declined'],
  ['ask', 'submitted', { items: [{ target: 'person', kind: 'wrong', words: '请核对' }] }, 'correction'],
  ['elsewhere', 'processing', { office: { zh: '法院' }, reason: 'inquiry' }, 'elsewhere'],
  ['decide', 'processing', { outcome: 'refused', ground: 'record', words: '有记录。' }, 'refused'],
  ['decide', 'processing', { outcome: 'approved', words: '准予。' }, 'approved'],
  ['issue', 'approved', { finding: 'none' }, 'issued'],
  ['handover', 'issued', { how: 'posted', tracking: 'SF1234567' }, 'posted'],
  ['handover', 'posted', { how: 'returned' }, 'issued'],
  [
    'handover',
    'issued',
    { how: 'agent', agent: { name: '王小明', seen: 'passport', authority: true } },
    'collected',
  ],
]

test.each(steps)(
  '%s from %s, broken off at any statement, leaves all as it was',
  async (verb, from, body, to) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { headers } = await atDesk(staff, clock)
    const { DB, fault, reset } = faulty()
    const broken = apiClient({ clock, bindings: { DB }, app: createStaffApp({ clock }) })
    const reference = await applicationRow(from, { received_at: monday, delivery: 'post' })
    if (verb === 'handover') await provedOwn(reference)
    // A visit held for it ends with it.
    if (verb === 'decline') await heldFor(apiClient({ clock }), reference)
    const { rev } = await applicationAt(reference)
    const send = () => broken.post(`/staff/applications/${reference}/${verb}`, { rev, ...body }, headers)
    const before = await everyRow()
    // The session, what is read, what is written: the third batch is the write.
    for (let statement = 0; ; statement++) {
      reset({ at: { batch: 2, statement } })
      const { status } = await send()
      const written = fault.sizes[2] ?? 0
      expect(fault.sizes).toHaveLength(3)
      if (statement >= written) break
      expect(status, `statement ${statement}`).toBe(500)
      expect(await everyRow()).toEqual(before)
      if (statement === written - 1) break
    }
    reset()
    const { status, text } = await send()
    expect(status, text).toBe(200)
    // A place that became free is offered again afterwards.
    if (verb !== 'decline') expect(fault.sizes).toHaveLength(3)
    expect((await applicationAt(reference)).state).toBe(to)
  },
)
