import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { canStep, stateNames, steps } from '../../../api/application/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

test('the table of steps is the same in the code and in the database', async () => {
  const { results } = await env.DB.prepare(
    'SELECT from_state AS a, to_state AS b FROM application_step ORDER BY 1, 2',
  ).all()
  const ours = Object.entries(steps).flatMap(([a, to]) => to.map((b) => ({ a, b })))
  expect(results).toEqual(
    ours.sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1)).sort((x, y) => x.a.localeCompare(y.a)),
  )
})

test('the database refuses every step that is not in the table, and takes every one that is', async () => {
  let [taken, refused] = [0, 0]
  for (const from of stateNames) {
    const reference = await applicationRow(from)
    for (const to of stateNames) {
      if (from === to) continue
      const step = env.DB.prepare('UPDATE application SET state = ? WHERE reference = ?').bind(to, reference)
      if (!canStep(from, to)) {
        await expect(step.run(), `${from} to ${to}`).rejects.toThrow(/step-refused/)
        refused += 1
      } else {
        const one = await applicationRow(from)
        await env.DB.prepare('UPDATE application SET state = ? WHERE reference = ?').bind(to, one).run()
        taken += 1
      }
    }
    expect((await applicationAt(reference)).state).toBe(from)
  }
  expect([taken, refused]).toEqual([Object.values(steps).flat().length, 19 * 18 - taken])
})

/** Where each verb of staff leads, with a body that is good. */
const verbs: [string, object, (typeof stateNames)[number], (typeof stateNames)[number][]?][] = [
  ['accept', {}, 'accepted'],
  ['decline', { ground: 'foreign-national', words: '请到出入境。' }, 'declined'],
  ['ask', { items: [{ target: 'person', kind: 'wrong' }] }, 'correction'],
  ['process', {}, 'processing', ['accepted']],
  ['elsewhere', { office: { zh: '法院' } }, 'elsewhere'],
  ['resume', {}, 'processing', ['elsewhere']],
  ['decide', { outcome: 'approved' }, 'approved'],
  ['decide', { outcome: 'refused', ground: 'record', words: '有记录。' }, 'refused'],
  ['issue', { finding: 'none' }, 'issued', ['approved']],
  ['handover', { how: 'collected' }, 'collected', ['issued']],
  [
    'handover',
    { how: 'agent', agent: { name: '王小明', seen: 'passport', authority: true } },
    'collected',
    ['issued'],
  ],
  ['handover', { how: 'posted', tracking: 'SF1234567' }, 'posted', ['issued']],
  // Approved is not issued: nothing can be handed over that was never made.
  ['handover', { how: 'delivered' }, 'delivered', ['issued', 'posted']],
  ['handover', { how: 'finished' }, 'finished', ['issued', 'posted']],
  ['handover', { how: 'returned' }, 'issued', ['posted']],
]

test('no verb of staff takes a step that is not in the table', async () => {
  const chief = await atDesk(staff, clock, 'chief')
  for (const state of stateNames) {
    const reference = await applicationRow(state, { received_at: state === 'draft' ? null : monday })
    const { rev } = await applicationAt(reference)
    for (const [verb, body, to, from] of verbs) {
      if (canStep(state, to) && (!from || from.includes(state))) continue
      const answer = await chief.post(`/staff/applications/${reference}/${verb}`, { rev, ...body })
      const hidden = state === 'draft' || state === 'discarded'
      expect([answer.status, answer.body.code], `${state}: ${verb} ${JSON.stringify(body)}`).toEqual(
        hidden ? [404, 'record-not-found'] : [409, 'step-refused'],
      )
    }
    expect(await applicationAt(reference)).toMatchObject({ state, rev })
  }
})
