import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne, lin } from '../../support/applying.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const seen = { seen: 'resident-id', numberEnd: '0014' }
const ok = ({ status, text, body }: { status: number; text: string; body: Record<string, unknown> }) => {
  expect(status, text).toBe(200)
  return body
}

describe('from taken to handed over', () => {
  test('accepted, worked on, approved, issued in one batch, collected with the document seen', async () => {
    const filed = await filedOne(api)
    const { reference } = filed
    const handler = await atDesk(staff, clock)
    ok(await handler.do(reference, 'take'))
    expect(await applicationAt(reference)).toMatchObject({
      handler_id: handler.id,
      first_handler_id: handler.id,
      state: 'submitted',
    })
    expect(ok(await handler.do(reference, 'accept'))).toMatchObject({ state: 'accepted', told: 'text' })
    const accepted = await applicationAt(reference)
    expect(accepted).toMatchObject({ clock: 'decide', accepted_at: monday, accepted_how: 'staff' })
    // Three working days from Monday.
    expect(accepted.due_at).toBe(Date.parse('2026-11-26T23:59:59.999+08:00'))
    ok(await handler.do(reference, 'process'))
    clock.set(monday + DAY)
    ok(await handler.do(reference, 'decide', { outcome: 'approved' }))
    expect(await applicationAt(reference)).toMatchObject({
      state: 'approved',
      took_days: 1,
      paused_days: 0,
      clock: 'deliver',
      due_at: Date.parse('2026-12-08T23:59:59.999+08:00'),
    })
    expect((await handler.do(reference, 'issue')).body.errors).toMatchObject([{ code: 'finding.required' }])
    expect((await handler.do(reference, 'issue', { finding: 'found' })).body.errors).toMatchObject([
      { code: 'finding.refuse' },
    ])
    const issued = ok(await handler.do(reference, 'issue', { finding: 'none' }))
    expect(issued).toMatchObject({ state: 'issued' })
    expect(issued.certificate).toMatch(/^Z-20261124-/)
    const clerk = await atDesk(staff, clock, 'clerk')
    expect((await clerk.do(reference, 'handover', { how: 'collected' })).body.code).toBe('identity-first')
    expect((await clerk.do(reference, 'handover', { how: 'posted', tracking: 'SF1234567' })).body.code).toBe(
      'identity-first',
    )
    const wrong = await clerk.do(reference, 'handover', { how: 'collected', ...seen, numberEnd: '1234' })
    expect(wrong.body.errors).toMatchObject([{ code: 'identity.no-match' }])
    expect(ok(await clerk.do(reference, 'handover', { how: 'collected', ...seen }))).toMatchObject({
      state: 'collected',
    })
    expect(await applicationAt(reference)).toMatchObject({ clock: null, due_at: null, identity: 'counter' })
    const facts = (await factsAbout(reference)).map(({ action }) => action)
    for (const action of ['take', 'accept', 'process', 'approve', 'issue', 'identity', 'handover'])
      expect(facts).toContain(`application.${action}`)
    const texts = await waitingMessages('application.moved', reference)
    // The outcome is behind a proof: a text before it says only that there is one.
    expect(JSON.stringify(texts)).not.toContain('已准予')
  })

  test('refused: on a ground of the form, with words, in a letter of the same batch', async () => {
    const { reference } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    ok(await handler.do(reference, 'accept'))
    const none = await handler.do(reference, 'decide', { outcome: 'refused', words: '见告知' })
    expect(none.body.errors).toMatchObject([{ pointer: '/ground', code: 'ground.required' }])
    const nothing = await handler.do(reference, 'decide', { outcome: 'refused', ground: '', words: '' })
    expect(nothing.body.errors).toMatchObject([{ pointer: '/ground' }, { pointer: '/words' }])
    const mute = await handler.do(reference, 'decide', { outcome: 'refused', ground: 'record' })
    expect(mute.body.errors).toMatchObject([{ pointer: '/words', code: 'required' }])
    const body = ok(
      await handler.do(reference, 'decide', { outcome: 'refused', ground: 'record', words: '有生效判决。' }),
    )
    expect(body.certificate).toMatch(/^Z-/)
    const row = await applicationAt(reference)
    expect(row).toMatchObject({ state: 'refused', closed_at: monday, clock: null })
    expect(row.keep_until).toBe(monday + 365 * DAY)
    const letters = await env.DB.prepare('SELECT type, application_id AS id FROM certificate').all()
    expect(letters.results).toEqual([{ type: 'refusal', id: row.id }])
  })

  test('declined: with the right office, in a letter', async () => {
    const { reference } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    const body = ok(
      await handler.do(reference, 'decline', { ground: 'foreign-national', words: '请到出入境大厅。' }),
    )
    expect(body).toMatchObject({ state: 'declined', certificate: expect.stringMatching(/^Z-/) })
  })
})

describe('asking, waiting, extending', () => {
  test('a correction is asked for once; a later round comes back only to what was asked', async () => {
    const filed = await filedOne(api)
    const { reference } = filed
    const handler = await atDesk(staff, clock)
    const bad = await handler.do(reference, 'ask', { items: [{ target: 'field:none', kind: 'wrong' }] })
    expect(bad.body.errors).toMatchObject([{ pointer: '/items/0/target', code: 'target.unknown' }])
    ok(
      await handler.do(reference, 'ask', {
        items: [{ target: 'person', kind: 'wrong', words: '证件号码请核对' }],
      }),
    )
    expect(await applicationAt(reference)).toMatchObject({ state: 'correction', asked: 1, clock: 'answer' })
    const kept = await env.DB.prepare('SELECT words FROM application_correction').first<string>('words')
    expect(kept).toMatch(/^v1\./)
    const answered = await filed.do('answer')
    expect(answered.status, answered.text).toBe(200)
    const more = await handler.do(reference, 'ask', { items: [{ target: 'field:neededBy', kind: 'wrong' }] })
    expect([more.status, more.body.code]).toEqual([409, 'asked-once'])
    ok(await handler.do(reference, 'ask', { items: [{ target: 'person', kind: 'wrong' }] }))
  })

  test('the clock stands still only for a reason the form knows, and is counted anew afterwards', async () => {
    const [a, b] = [await filedOne(api), await filedOne(api, { ...lin, phone: '13800000032' }, {})]
    const handler = await atDesk(staff, clock)
    const office = { zh: '县法院', en: 'County Court' }
    for (const { reference } of [a, b]) ok(await handler.do(reference, 'accept'))
    const unknown = await handler.do(a.reference, 'elsewhere', { reason: 'holiday', office })
    expect(unknown.body.errors).toMatchObject([{ pointer: '/reason', code: 'pause.unknown' }])
    ok(await handler.do(a.reference, 'elsewhere', { reason: 'inquiry', office }))
    ok(await handler.do(b.reference, 'elsewhere', { office }))
    const before = (await applicationAt(a.reference)).due_at
    expect(await applicationAt(a.reference)).toMatchObject({ state: 'elsewhere', paused_at: monday })
    expect(await applicationAt(b.reference)).toMatchObject({ state: 'elsewhere', paused_at: null })
    expect((await handler.do(a.reference, 'process')).body.code).toBe('step-refused')
    clock.set(monday + 2 * DAY)
    ok(await handler.do(a.reference, 'resume'))
    ok(await handler.do(b.reference, 'resume'))
    // Tuesday and Wednesday do not count.
    expect((await applicationAt(a.reference)).due_at).toBe(Date.parse('2026-11-30T23:59:59.999+08:00'))
    expect((await applicationAt(b.reference)).due_at).toBe(before)
    ok(await handler.do(a.reference, 'decide', { outcome: 'approved' }))
    expect(await applicationAt(a.reference)).toMatchObject({ took_days: 2, paused_days: 2 })
  })
})
