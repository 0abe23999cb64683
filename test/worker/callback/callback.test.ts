import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { startClock } from '../../../api/calendar/clock.ts'
import { DAY, dayOf } from '../../../api/calendar/day.ts'
import { noteLateCallbacks, purgeCallbacks } from '../../../api/callback/late.ts'
import {
  callbackOpenFor,
  noCallbackOpen,
  openCallback,
  callbackRows as ruleRows,
} from '../../../api/callback/openCallback.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { callbackRows, caseOpened } from '../../support/casefile.ts'
import { testCtx } from '../../support/ctx.ts'
import { everyRow } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock, bindings: { CALLBACK_ONE_IN: '1000000' } })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const as = (role: Role, point = 'sp_qingshi') => signedIn({ grants: [[role, point]], clock, hours: 999 })

/** A call-back about a case that somebody else opened. */
async function due(reason = 'asked') {
  const handler = await as('handler')
  const { reference, accessCode } = await caseOpened(staff, handler.headers)
  const answer = await staff.post(`/staff/casefiles/${reference}/callback`, { reason }, handler.headers)
  expect(answer.status, answer.text).toBe(200)
  const [row] = await callbackRows(reference)
  return { reference, accessCode, handler, id: row?.id ?? '', dueAt: answer.body.dueAt }
}

describe('a call-back', () => {
  test('is opened with its script, tried, and closed with what came of it; what was said is sealed', async () => {
    const { id, reference, dueAt } = await due()
    // One working day, our own promise.
    expect(dueAt).toBe('2026-11-24T23:59:59+08:00')
    const { headers } = await as('clerk')
    expect((await staff.get('/staff/callbacks', headers)).body.items).toMatchObject([
      { id, reference, reason: 'asked', late: false },
    ])
    const { body } = await staff.get(`/staff/callbacks/${id}`, headers)
    expect(body.script.questions.map(({ key }: { key: string }) => key)).toEqual(['told', 'wish'])
    const tried = await staff.post(`/staff/callbacks/${id}/attempt`, { rev: 0, how: 'no-answer' }, headers)
    expect(tried.body).toEqual({ id, state: 'open', rev: 1 })
    const outcome = {
      rev: 1,
      outcome: 'passed-on',
      satisfied: 2,
      answers: { told: 'no', wish: 'leader' },
      words: '说办案民警态度不好',
    }
    const done = await staff.post(`/staff/callbacks/${id}/outcome`, outcome, headers)
    expect(done.body).toEqual({ id, state: 'done', rev: 2 })
    expect(JSON.stringify(await everyRow())).not.toContain('态度不好')
    const after = (await staff.get(`/staff/callbacks/${id}`, headers)).body
    expect(after).toMatchObject({ outcome: 'passed-on', satisfied: 2, words: '说办案民警态度不好' })
    expect((await staff.get('/staff/callbacks', headers)).body.items).toEqual([])
    expect((await staff.get('/staff/callbacks?show=done', headers)).body.items).toMatchObject([{ id }])
    expect(
      (await factsAbout(reference))
        .map(({ action }) => action)
        .filter((one) => /callback/.test(one))
        .sort(),
    ).toEqual(['callback.attempt', 'callback.done', 'callback.open'])
  })

  test('is never made by whoever had a part in it, whatever their role; the database refuses it too', async () => {
    const { id, handler } = await due()
    for (const [path, body] of [
      ['attempt', { rev: 0, how: 'busy' }],
      ['outcome', { rev: 0, outcome: 'settled' }],
    ] as const) {
      const { status, body: said } = await staff.post(`/staff/callbacks/${id}/${path}`, body, handler.headers)
      expect([status, said.code], path).toEqual([403, 'callback-barred'])
    }
    await expect(
      env.DB.prepare('INSERT INTO callback_attempt (callback_id, place, how, by, at) VALUES (?, 1, ?, ?, 0)')
        .bind(id, 'busy', handler.id)
        .run(),
    ).rejects.toThrow(/callback-barred/)
    await expect(
      env.DB.prepare(
        "UPDATE callback SET state = 'done', outcome = 'settled', done_by = ?, done_at = 1, keep_until = 2",
      )
        .bind(handler.id)
        .run(),
    ).rejects.toThrow(/callback-barred/)
  })

  test('somebody counts as out of reach after three tries, not before', async () => {
    const { id } = await due()
    const { headers } = await as('clerk')
    const unreachable = (rev: number) =>
      staff.post(`/staff/callbacks/${id}/outcome`, { rev, outcome: 'unreachable' }, headers)
    for (let rev = 0; rev < 3; rev++) {
      expect((await unreachable(rev)).body.code).toBe('step-refused')
      await staff.post(`/staff/callbacks/${id}/attempt`, { rev, how: 'no-answer' }, headers)
    }
    expect((await unreachable(3)).body.state).toBe('unreachable')
    expect((await unreachable(3)).body.code).toBe('stale')
  })

  test('answers are choices of its script', async () => {
    const { id } = await due()
    const { headers } = await as('clerk')
    const post = (more: object) =>
      staff.post(`/staff/callbacks/${id}/outcome`, { rev: 0, outcome: 'settled', ...more }, headers)
    expect((await post({ answers: { told: 'perhaps' } })).body.errors).toMatchObject([
      { pointer: '/answers/told' },
    ])
    expect((await post({ answers: { manner: 'good' } })).status).toBe(422)
    expect((await post({ satisfied: 6 })).status).toBe(422)
    expect((await post({ outcome: 'unreachable', satisfied: 3 })).status).toBe(422)
    expect((await post({ outcome: 'well' })).status).toBe(422)
  })

  test('belongs to those of its service point', async () => {
    const { id } = await due()
    const elsewhere = (await as('clerk', 'sp_nanqiao')).headers
    expect((await staff.get(`/staff/callbacks/${id}`, elsewhere)).status).toBe(404)
    expect((await staff.get('/staff/callbacks', elsewhere)).body.items).toEqual([])
    expect((await staff.get('/staff/callbacks', (await as('publisher')).headers)).status).toBe(403)
    const supervisor = (await as('supervisor', '*')).headers
    expect((await staff.get('/staff/callbacks', supervisor)).body.items).toHaveLength(1)
  })

  test('of each reason one is open at a time', async () => {
    const { reference, handler } = await due()
    const again = await staff.post(
      `/staff/casefiles/${reference}/callback`,
      { reason: 'asked' },
      handler.headers,
    )
    expect(again.body.code).toBe('stale')
    const other = await staff.post(
      `/staff/casefiles/${reference}/callback`,
      { reason: 'objection' },
      handler.headers,
    )
    expect(other.status).toBe(200)
  })

  test('late ones are noted once; words are emptied a year after', async () => {
    const { id } = await due()
    const ctx = await testCtx({ clock })
    clock.set(Date.parse('2026-11-24T23:59:59.999+08:00'))
    expect(await noteLateCallbacks(ctx)).toEqual({ late: 0 })
    clock.set(clock.now() + 1)
    expect(await noteLateCallbacks(ctx)).toEqual({ late: 1 })
    expect(await noteLateCallbacks(ctx)).toEqual({ late: 0 })
    const { headers } = await as('clerk')
    await staff.post(
      `/staff/callbacks/${id}/outcome`,
      { rev: 0, outcome: 'explained', words: '说清楚了' },
      headers,
    )
    clock.set(clock.now() + 365 * DAY)
    expect(await purgeCallbacks(ctx)).toEqual({ emptied: 0 })
    clock.set(clock.now() + 1)
    expect(await purgeCallbacks(ctx)).toEqual({ emptied: 1 })
    expect(await callbackRows()).toMatchObject([{ words: null, outcome: 'explained' }])
  })
})

test('any record can have one, and is not closed over it', async () => {
  const ctx = await testCtx({ clock })
  const reference = 'C-20261123-222222'
  const [rule, years, days] = await ctx.db.batch([...ruleRows(ctx, 'rating-low', dayOf(monday))])
  const due = startClock(monday, rule, years, days)
  expect(dayOf(due.dueAt)).toBe('2026-11-24')
  await ctx.db.batch([noCallbackOpen(ctx, reference)])
  await ctx.db.batch(
    await openCallback(ctx, {
      reference,
      reason: 'rating-low',
      pointId: 'sp_qingshi',
      barred: ['su_x'],
      due,
    }),
  )
  const [open] = await ctx.db.batch([callbackOpenFor(ctx, reference)])
  expect(open).toHaveLength(1)
  const refused = await ctx.db.batch([noCallbackOpen(ctx, reference)]).catch(refusalOf)
  expect(refused).toBe('callback-open')
  await ctx.db.batch([noCallbackOpen(ctx, 'C-20261123-333333')])
})

test('what was noted is kept as it was', async () => {
  const { id } = await due()
  const { headers } = await as('clerk')
  await staff.post(`/staff/callbacks/${id}/attempt`, { rev: 0, how: 'busy' }, headers)
  await staff.post(`/staff/callbacks/${id}/outcome`, { rev: 1, outcome: 'settled', satisfied: 5 }, headers)
  for (const sql of [
    'DELETE FROM callback',
    'DELETE FROM callback_attempt',
    "UPDATE callback_attempt SET how = 'later'",
    'UPDATE callback SET satisfied = 1',
    "UPDATE callback SET barred = '[]'",
    'UPDATE callback SET due_at = 0',
  ])
    await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow(/append-only/)
})
