import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { formOf } from '../../../api/application/forms/index.ts'
import { DAY } from '../../../api/calendar/day.ts'
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
const rule = JSON.stringify({ key: 'test', value: 5, unit: 'working_day', basis: { zh: '', en: '' } })
const asking = (dueAt: number, receivedAt: number, more = {}) =>
  applicationRow('submitted', {
    received_at: receivedAt,
    clock: 'ask',
    clock_started_at: receivedAt,
    due_at: dueAt,
    rule,
    ...more,
  })
const lapses = async () =>
  (await env.DB.prepare('SELECT clock, due_at, noted_at FROM application_lapse ORDER BY 1').all()).results

test('days before a correction stay the office’s, days of answering are the resident’s', async () => {
  const desk = await atDesk(staff, clock)
  const reference = await asking(monday + 7 * DAY, monday)
  clock.set(monday + 2 * DAY)
  expect((await desk.do(reference, 'ask', { items: [{ target: 'person', kind: 'wrong' }] })).status).toBe(200)
  const friday = monday + 4 * DAY
  await env.DB.prepare(
    `UPDATE application SET state = 'submitted', received_at = ?1, moved_at = ?1, updated_at = ?1, rev = rev + 1,
       clock = 'ask', clock_started_at = ?1, due_at = ?2 WHERE reference = ?3`,
  )
    .bind(friday, friday + 7 * DAY, reference)
    .run()
  clock.set(friday)
  expect((await desk.do(reference, 'accept')).status).toBe(200)
  clock.set(monday + 7 * DAY)
  const refuse = { outcome: 'refused', ground: 'record', words: '有记录。' }
  expect((await desk.do(reference, 'decide', refuse)).status).toBe(200)
  // Tuesday, Wednesday and the next Monday: on Thursday and Friday the correction was waited for.
  expect(await applicationAt(reference)).toMatchObject({
    first_received_at: monday,
    received_at: friday,
    took_days: 3,
    paused_days: 0,
  })
  const sent = await env.DB.prepare('SELECT number, body FROM exchange_item').first<Record<string, string>>()
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ receivedAt: '2026-11-23T08:00:00+08:00', tookDays: 3 })
  expect(sent?.number).toContain('20261123')
  const change = env.DB.prepare('UPDATE application SET first_received_at = 1 WHERE reference = ?')
  await expect(change.bind(reference).run()).rejects.toThrow(/append-only/)
})

test('acting just before the machine comes by hides nothing: a permit is accepted as of its receipt, the lapse stands', async () => {
  const desk = await atDesk(staff, clock)
  const receivedAt = Date.parse('2026-11-13T15:00:00+08:00')
  const due = monday - 1
  const permit = await asking(due, receivedAt, { matter_code: 'RP-02' })
  expect((await desk.do(permit, 'accept')).status).toBe(200)
  expect(await applicationAt(permit)).toMatchObject({
    state: 'accepted',
    accepted_at: receivedAt,
    accepted_how: 'silence',
    clock_started_at: receivedAt,
    handler_id: desk.id,
  })
  const other = await asking(due, receivedAt)
  expect((await desk.do(other, 'accept')).status).toBe(200)
  expect(await applicationAt(other)).toMatchObject({ accepted_at: monday, accepted_how: 'staff' })
  const lapse = { clock: 'ask', due_at: due, noted_at: monday }
  expect(await lapses()).toEqual([lapse, lapse])
  // In time, nothing is noted.
  expect((await desk.do(await asking(monday + DAY, receivedAt), 'accept')).status).toBe(200)
  expect(await lapses()).toHaveLength(2)
})

test('neither corrections nor pauses go on for ever', async () => {
  const desk = await atDesk(staff, clock)
  const often = await asking(monday + 7 * DAY, monday, { asked: 3 })
  const items = [{ target: 'person', kind: 'wrong' }]
  expect((await desk.do(often, 'ask', { items })).body.code).toBe('asked-often')
  const reference = await applicationRow('processing', {
    received_at: monday,
    clock: 'decide',
    clock_started_at: monday,
    due_at: monday + 7 * DAY,
    rule,
  })
  const { id } = await applicationAt(reference)
  const reason = formOf('CR-01', 1)?.pauses[0]?.key
  expect(reason).toBeTruthy()
  for (let i = 0; i < 3; i++)
    await env.DB.prepare(
      "INSERT INTO application_pause (id, application_id, reason, office_zh, office_en, from_at, to_at) VALUES (?, ?, ?, '', '', 0, 1)",
    )
      .bind(`pause-${i}`, id, reason)
      .run()
  const wait = { office: { zh: '社区' } }
  expect((await desk.do(reference, 'elsewhere', { ...wait, reason })).body.code).toBe('paused-often')
  const chief = await atDesk(staff, clock, 'chief')
  expect((await chief.do(reference, 'elsewhere', { ...wait, reason })).status).toBe(200)
  expect(await applicationAt(reference)).toMatchObject({ state: 'elsewhere', paused_at: monday })
})

test('nothing more is written about somebody whose application was emptied', async () => {
  const desk = await atDesk(staff, clock)
  const reference = await applicationRow('refused', { closed_at: monday - DAY })
  await env.DB.prepare('UPDATE application SET name = NULL WHERE reference = ?').bind(reference).run()
  expect((await desk.do(reference, 'note', { words: '林样张来过。' })).body.code).toBe('application-emptied')
  const supervisor = await atDesk(staff, clock, 'supervisor', '*')
  const hold = { on: true, words: '林样张要起诉。' }
  const held = await supervisor.post(`/staff/applications/${reference}/legal-hold`, hold)
  expect(held.body.code).toBe('application-emptied')
  const words = await env.DB.prepare('SELECT count(*) AS n FROM application_word').first('n')
  expect(words).toBe(0)
})
