import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { runClocks } from '../../../api/application/due.ts'
import type { ApplicationState } from '../../../api/application/states.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { systemCtx } from '../../support/appointment.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const run = async () => runClocks({ ...(await systemCtx(clock)), after: () => {}, wake: async () => {} })
const yesterday = monday - 1
const rule = JSON.stringify({ key: 'test', value: 5, unit: 'working_day', basis: { zh: '', en: '' } })
const at = (state: ApplicationState, name: string, due: number, more = {}) =>
  applicationRow(state, { clock: name, due_at: due, clock_started_at: monday - 9 * DAY, rule, ...more })

describe('what is due', () => {
  test('exactly that is seen to: noted late, ended, deleted or left alone', async () => {
    const received = { received_at: monday - 9 * DAY }
    const due = {
      ask: await at('submitted', 'ask', yesterday, received),
      decide: await at('processing', 'decide', yesterday, received),
      deliver: await at('issued', 'deliver', yesterday, { ...received, decided_at: monday - DAY }),
      answer: await at('correction', 'answer', yesterday, received),
      identity: await at('identity', 'identity', yesterday),
      draft: await at('draft', 'draft', yesterday),
    }
    const alone = [
      await at('submitted', 'ask', monday, received),
      await at('processing', 'decide', monday + 1, received),
      await at('elsewhere', 'decide', yesterday, { ...received, paused_at: monday - DAY }),
      await at('processing', 'decide', yesterday, { ...received, late_at: monday - DAY }),
      await at('draft', 'draft', monday + 1),
      await applicationRow('refused', { closed_at: monday - DAY }),
    ]
    const before = await Promise.all(alone.map(applicationAt))
    expect(await run()).toEqual({
      accepted: 0,
      late: 3,
      expired: 2,
      discarded: 1,
      uncollected: 0,
      finished: 0,
      reminded: 0,
    })
    expect(await Promise.all(alone.map(applicationAt))).toEqual(before)
    for (const name of ['ask', 'decide', 'deliver'] as const)
      expect(await applicationAt(due[name])).toMatchObject({
        late_at: monday,
        due_at: yesterday,
        clock: name,
      })
    for (const name of ['answer', 'identity'] as const) {
      expect(await applicationAt(due[name])).toMatchObject({
        state: 'expired',
        clock: null,
        closed_at: monday,
      })
      const texts = await waitingMessages('application.moved', due[name])
      expect(texts).toHaveLength(1)
      // Who was never asked for a correction has not failed to answer one.
      expect(JSON.stringify(texts).includes('逾期未补')).toBe(name === 'answer')
    }
    const draft = await applicationAt(due.draft)
    expect(draft).toMatchObject({
      state: 'discarded',
      name: null,
      phone: null,
      answers: null,
      person_key: '',
    })
    const { results } = await env.DB.prepare(
      'SELECT clock, due_at, noted_at FROM application_lapse ORDER BY 1',
    ).all()
    expect(results).toEqual(
      ['ask', 'decide', 'deliver'].map((name) => ({ clock: name, due_at: yesterday, noted_at: monday })),
    )
    expect((await factsAbout(due.decide)).map(({ action }) => action)).toEqual(['application.late'])
  })

  test('run again, or at once, it does nothing twice', async () => {
    await at('processing', 'decide', yesterday, { received_at: monday - 9 * DAY })
    await at('correction', 'answer', yesterday)
    await at('correction', 'answer', monday + 2 * DAY)
    const all = await Promise.all([run(), run(), run()])
    const sum = (key: 'late' | 'expired' | 'reminded') => all.reduce((n, one) => n + one[key], 0)
    expect([sum('late'), sum('expired'), sum('reminded')]).toEqual([1, 1, 1])
    const after = await everyRow()
    expect(Object.values(await run())).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(await everyRow()).toEqual(after)
  })

  test('a permit for which nothing was asked counts as accepted since its receipt', async () => {
    const receivedAt = Date.parse('2026-11-13T15:00:00+08:00')
    const reference = await at('submitted', 'ask', yesterday, {
      matter_code: 'RP-02',
      received_at: receivedAt,
    })
    expect(await run()).toMatchObject({ accepted: 1, late: 0 })
    const row = await applicationAt(reference)
    expect(row).toMatchObject({
      state: 'accepted',
      accepted_at: receivedAt,
      accepted_how: 'silence',
      clock: 'decide',
      clock_started_at: receivedAt,
    })
    expect(JSON.parse(String(row.rule))).toMatchObject({ key: 'application.decide.RP-02' })
    expect((await factsAbout(reference)).map(({ action }) => action)).toEqual(['application.silence'])
  })

  test.each([
    ['correction', 'answer', '还等您补正'],
    ['identity', 'identity', '还等您核对身份'],
  ] as const)(
    'three days before the time for %s runs out its holder is reminded, once',
    async (state, name, what) => {
      const soon = await at(state, name, monday + 3 * DAY)
      const later = await at(state, name, monday + 3 * DAY + 1)
      expect((await run()).reminded).toBe(1)
      expect((await run()).reminded).toBe(0)
      const texts = await waitingMessages('application.reminder', soon)
      expect(texts.map(({ data }) => data.what.zh)).toEqual([what])
      expect(await waitingMessages('application.reminder', later)).toEqual([])
    },
  )

  test('who was reminded of one time is reminded of the next all the same', async () => {
    const reminded = { received_at: monday, reminded_at: monday - DAY }
    const reference = await at('submitted', 'ask', monday + DAY, reminded)
    const desk = await atDesk(staffApi({ clock }), clock)
    expect((await desk.do(reference, 'ask', { items: [{ target: 'person', kind: 'wrong' }] })).status).toBe(
      200,
    )
    expect(await applicationAt(reference)).toMatchObject({ clock: 'answer', reminded_at: null })
  })

  test('a hundred in a run, what is due longest first', async () => {
    for (let i = 0; i < 103; i++)
      await at('processing', 'decide', yesterday - i, { received_at: monday - 9 * DAY })
    expect((await run()).late).toBe(100)
    expect((await run()).late).toBe(3)
    expect((await run()).late).toBe(0)
  })
})
