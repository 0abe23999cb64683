import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, holder, lin, ownRecord, ready } from '../../support/applying.ts'
import { addSlot } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { provedOwn } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const begin = (more: object = {}, headers = {}) =>
  api.post(
    '/applications',
    { matterCode: 'CR-01', station: 'qingshi', eligibility: ownRecord, ...more },
    headers,
  )
const errorsOf = ({ body }: { body: { errors?: { pointer: string; code: string }[] } }) =>
  body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)
const count = (table: string) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n')

describe('a draft', () => {
  test('begins with the questions alone; the same key gives the same draft, once', async () => {
    const key = { 'idempotency-key': 'begin-once-1' }
    const all = await Promise.all(Array.from({ length: 8 }, () => begin({}, key)))
    expect(new Set(all.map(({ text }) => text)).size).toBe(1)
    const [{ status, body }] = all as [(typeof all)[number]]
    expect(status).toBe(201)
    expect(body).toMatchObject({
      matterCode: 'CR-01',
      formVersion: 1,
      station: { slug: 'qingshi' },
      keptUntil: '2026-12-23T23:59:59+08:00',
    })
    expect(body.reference).toMatch(/^B-20261123-/)
    expect(await count('application')).toBe(1)
    expect((await begin({ station: 'ximen' }, key)).body.code).toBe('idempotency-mismatch')
    expect(
      (await api.post('/audit/proof', { reference: body.reference, accessCode: body.accessCode })).status,
    ).toBe(200)
  })

  test('is kept for ninety days at most, however often it is saved', async () => {
    const draft = await begun(api)
    let keptUntil = ''
    for (const day of [25, 50, 75]) {
      clock.set(monday + day * DAY)
      const { body } = await draft.do('save', { applicant: lin })
      keptUntil = body.keptUntil
    }
    expect(keptUntil.slice(0, 10)).toBe('2027-02-22')
  })

  test('does not begin where the answers lead elsewhere, and says where', async () => {
    const { status, body } = await begin({ eligibility: { whose: 'staff' } })
    expect([status, body.code, body.stop.matter]).toEqual([422, 'not-eligible', 'CR-02'])
    expect(body.detail).toContain('单位')
    expect(errorsOf(await begin({ eligibility: {} }))).toContain('/eligibility/whose choice.required')
    expect((await begin({ matterCode: 'ID-01', eligibility: {} })).body.code).toBe('form-unknown')
    expect((await begin({ station: 'nowhere' })).body.code).toBe('matter-not-offered')
    expect(await count('application')).toBe(0)
  })

  test('is saved step by step, and opened from another device with its code', async () => {
    const draft = await begun(api)
    expect(errorsOf(await draft.do('save', { applicant: { ...lin, name: '', phone: '1' } }))).toEqual([
      '/applicant/name name.required',
      '/applicant/phone phone.short',
    ])
    clock.pass(3 * DAY)
    expect((await draft.do('save', { applicant: lin })).body).toEqual({
      reference: draft.reference,
      rev: 1,
      // 26 December is a Saturday.
      keptUntil: '2026-12-28T23:59:59+08:00',
    })
    expect((await draft.do('save', { section: 'use', answers: { neededBy: '2026-12-01' } })).status).toBe(200)
    const seen = await draft.open()
    expect(seen).toMatchObject({
      state: 'draft',
      waitsFor: 'resident',
      applicant: lin,
      answers: { neededBy: '2026-12-01' },
      identity: { reached: 'typed', toFile: 'phone', toReceive: 'verified' },
      can: ['save', 'submit', 'discard', 'confirm-phone', 'log-in'],
    })
    expect(seen.form.matter).toBe('CR-01')
    const stranger = holder(api, { reference: draft.reference, accessCode: '22222222' })
    expect((await stranger.do('open')).status).toBe(404)
    expect((await stranger.do('save', { applicant: lin })).status).toBe(404)
    // The example of a reference is one of an application.
    const mistyped = await holder(api, { reference: 'B-1', accessCode: draft.accessCode }).do('open')
    expect([mistyped.status, mistyped.text]).toEqual([422, expect.stringContaining('B-20261123-7K3M9Q')])
    const rows = Object.values(await everyRow()).join('\n')
    for (const secret of [lin.name, lin.phone, lin.idNumber, 'neededBy', draft.accessCode])
      expect(rows).not.toContain(secret)
  })

  test('says the number of a document where the result is only handed to whoever proves to be the person', async () => {
    const applicant = { name: lin.name, phone: lin.phone, idType: 'none' }
    const draft = await begun(api)
    expect(errorsOf(await draft.do('save', { applicant }))).toEqual(['/applicant/idNumber id.required-here'])
    // Nothing at all: everything is named in one round.
    const empty = {
      applicant: { name: '', phone: '', idType: 'none' },
      helper: { name: '', phone: '', relation: '' },
    }
    expect(errorsOf(await draft.do('save', empty))).toEqual([
      '/applicant/name name.required',
      '/applicant/phone phone.required',
      '/helper/name name.required',
      '/helper/phone phone.required',
      '/applicant/idNumber id.required-here',
      '/helper/relation choice.required',
    ])
    const visit = await begun(api, { matterCode: 'HV-01', eligibility: { can: 'no', station: 'yes' } })
    expect((await visit.do('save', { applicant })).status).toBe(200)
  })

  test('of another address is not told apart from one that is not there', async () => {
    const draft = await begun(api)
    const none = await api.post('/applications/B-20261123-222222/open', { accessCode: draft.accessCode })
    expect([404, 422]).toContain(none.status)
    expect((await api.post('/applications/nonsense/open', { accessCode: 'x' })).status).toBe(422)
  })

  test('names everything that is missing at once, and keeps what was there', async () => {
    const draft = await begun(api, { eligibility: { ...ownRecord, times: 'more' } })
    expect(errorsOf(await draft.do('submit'))).toEqual([
      '/applicant/name name.required',
      '/answers/purpose required',
      '/materials/purposeProof material.required',
      '/delivery choice.required',
    ])
    expect((await draft.open()).state).toBe('draft')
    expect(errorsOf(await draft.do('save', { delivery: 'home' }))).toEqual(['/delivery choice.required'])
    expect(errorsOf(await draft.do('save', { delivery: 'post', address: ' ' }))).toEqual([
      '/address address.required',
    ])
  })

  test('is deleted on its holder’s word: nothing personal stays', async () => {
    const draft = await ready(api)
    expect((await draft.do('withdraw')).body.state).toBe('discarded')
    expect((await draft.do('withdraw')).body.state).toBe('discarded')
    const row = await env.DB.prepare(
      'SELECT state, name, answers, person_key, closed_at FROM application WHERE reference = ?',
    )
      .bind(draft.reference)
      .first()
    expect(row).toEqual({ state: 'discarded', name: null, answers: null, person_key: '', closed_at: monday })
    expect((await draft.do('save', { applicant: lin })).body.code).toBe('step-refused')
  })
})

describe('an application', () => {
  test('that is sent is received, with its clock; sending it twice changes nothing', async () => {
    const draft = await ready(api)
    const sent = await draft.do('submit')
    expect(sent.body).toMatchObject({
      state: 'submitted',
      clock: { clock: 'ask', dueDay: '2026-11-30', late: false },
      personCode: null,
    })
    expect(sent.body.clock.counted.length).toBeGreaterThan(1)
    const [told, ...more] = await waitingMessages('application.moved', draft.reference)
    expect([told?.phone, told?.data.what.en, more]).toEqual([lin.phone, 'Sent, waiting to be accepted', []])
    const again = await draft.do('submit')
    expect(again.body).toEqual({ ...sent.body, promise: null })
    const facts = await factsAbout(draft.reference)
    expect(facts.filter(({ action }) => action === 'application.submit')).toHaveLength(1)
    const looked = await api.post('/track', { reference: draft.reference, accessCode: draft.accessCode })
    expect(looked.body).toMatchObject({
      kind: 'application',
      status: 'submitted',
      dueAt: '2026-11-30T23:59:59+08:00',
      application: { waitsFor: 'office', corrections: 0 },
    })
  })

  test('two at once file it once', async () => {
    const draft = await ready(api)
    const both = await Promise.all([draft.do('submit'), draft.do('submit')])
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    for (const { status } of both) expect([200, 409]).toContain(status)
    const events = await env.DB.prepare(
      "SELECT count(*) AS n FROM application_event WHERE to_state = 'submitted'",
    ).first('n')
    expect(events).toBe(1)
  })

  test('of somebody who has not confirmed the number waits until a document was seen', async () => {
    const draft = await begun(api)
    await draft.do('save', { applicant: lin, section: 'use', answers: {}, delivery: 'counter' })
    const sent = await draft.do('submit')
    expect(sent.body).toMatchObject({ state: 'identity', clock: { clock: 'identity', dueDay: '2026-12-08' } })
    const row = env.DB.prepare('SELECT received_at FROM application')
    expect(await row.first('received_at')).toBeNull()
    expect((await draft.do('withdraw')).body.state).toBe('withdrawn')
  })

  test('for somebody else gives the person a code of their own', async () => {
    const draft = await begun(api)
    const helper = { name: '陈样张', phone: '13800000033', relation: 'relative' }
    expect(
      errorsOf(await draft.do('save', { applicant: lin, helper: { ...helper, relation: 'king' } })),
    ).toEqual(['/helper/relation wrong-value'])
    await draft.do('save', { applicant: lin, helper, section: 'use', answers: {}, delivery: 'counter' })
    expect(errorsOf(await draft.do('submit'))?.every((error) => error.startsWith('/materials/'))).toBe(true)
    const guardian = { ...helper, relation: 'guardian' }
    await draft.do('save', { applicant: lin, helper: guardian })
    const sent = await draft.do('submit')
    expect(sent.status, sent.text).toBe(200)
    const own = holder(api, { reference: draft.reference, accessCode: sent.body.personCode })
    expect(own.accessCode).not.toBe(draft.accessCode)
    expect((await own.open()).helper).toMatchObject({ name: '陈样张', relation: 'guardian' })
    expect((await own.do('withdraw')).body.state).toBe('withdrawn')
  })

  test('takes a conversation, bounded, and no more once it is over', async () => {
    const filed = await filedOne(api)
    expect(errorsOf(await filed.do('messages', { words: '  ' }))).toEqual(['/words words.required'])
    for (let n = 0; n < 20; n++) expect((await filed.do('messages', { words: `问 ${n}` })).status).toBe(200)
    expect((await filed.do('messages', { words: '再问' })).status).toBe(429)
    const seen = await filed.open()
    expect(seen.threadWaits).toBe('office')
    expect(seen.words[0]).toMatchObject({ kind: 'message', side: 'resident' })
    await filed.do('withdraw')
    expect((await filed.do('messages', { words: '还在吗' })).body.code).toBe('step-refused')
    expect((await filed.open()).can).toEqual([])
  })
})

test('a visit is offered at three times that differ, and the chosen one is held once', async () => {
  const filed = await filedOne(api)
  expect((await filed.do('visits')).body.code).toBe('step-refused')
  await provedOwn(filed.reference)
  await env.DB.batch(
    ['accepted', 'approved', 'issued'].map((state) =>
      env.DB.prepare('UPDATE application SET state = ?1 WHERE reference = ?2').bind(state, filed.reference),
    ),
  )
  for (const hour of [1, 2, 6, 25, 26])
    await addSlot({ point: 'sp_qingshi', group: 'general', startsAt: monday + hour * 3_600_000 })
  const { body } = await filed.do('visits')
  expect(body.items).toHaveLength(3)
  const [first] = body.items
  const held = await filed.do('visit', { slotId: first.slotId }, { 'idempotency-key': 'hold-one-1' })
  expect(held.status, held.text).toBe(201)
  expect(
    (await filed.do('visit', { slotId: first.slotId }, { 'idempotency-key': 'hold-one-1' })).body,
  ).toEqual(held.body)
  expect(await count('application_visit')).toBe(1)
  const seen = await filed.open()
  expect(seen.visits).toEqual([
    { reference: held.body.bookingReference, startsAt: first.startsAt, state: 'booked' },
  ])
  expect(seen.can).not.toContain('visit')
})
