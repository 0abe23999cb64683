import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, type Holding, holder, lin } from '../../support/applying.ts'
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

const wang = { ...lin, name: '王样张', idNumber: '11010519491231002X' }
const document = { seen: 'resident-id', numberEnd: '002X' }
type Desk = Awaited<ReturnType<typeof atDesk>>

/** An application in Wang's name, filed by whoever holds the code, and decided; each step an hour later. */
async function decided(how: 'refused' | 'approved' | 'issued' | 'declined', delivery = 'counter') {
  clock.set(monday)
  const filed = await filedOne(api, wang)
  await env.DB.prepare('UPDATE application SET delivery = ? WHERE reference = ?')
    .bind(delivery, filed.reference)
    .run()
  const desk = await atDesk(staff, clock, 'chief')
  const step = async (verb: string, body: object = {}) => {
    clock.pass(HOUR)
    const { status, text } = await desk.do(filed.reference, verb, body)
    expect(status, text).toBe(200)
  }
  if (how === 'declined') await step('decline', { ground: 'foreign-national', words: '请到出入境。' })
  else {
    await step('accept')
    await step('decide', {
      ...(how === 'refused'
        ? { outcome: 'refused', ground: 'record', words: '有记录。' }
        : { outcome: 'approved', words: '准予。' }),
    })
    if (how === 'issued') await step('issue', { finding: 'none' })
  }
  clock.set(monday + 9 * HOUR)
  return { filed, desk }
}

const track = ({ reference, accessCode }: Holding) => api.post('/track', { reference, accessCode })
const alike = (text: string, { reference }: Holding) => text.replaceAll(reference, 'B')
const told = async ({ reference }: Holding) =>
  (await waitingMessages('application.moved', reference)).map(({ data }) => data.what.en)
const logIn = async (held: Holding) => {
  const { body } = await held.do('identity/begin')
  const { request } = body.fields
  const proof = await api.post('/identity/stand-in', { request, idNumber: wang.idNumber, pin: '204816' })
  return held.do('identity', { assertion: proof.body.assertion })
}
const seeAt = (desk: Desk, { reference }: Holding) =>
  desk.post(`/staff/applications/${reference}/identity`, document)
const newCode = async (desk: Desk, { reference }: Holding) => {
  const slip = await desk.post(`/staff/records/${reference}/code`, document)
  expect(slip.status, slip.text).toBe(200)
  return holder(api, { reference, accessCode: slip.body.accessCode })
}

describe('an outcome that is kept back', () => {
  test('is told alike whatever it is: by the page, the look-up and every verb', async () => {
    const cases = []
    for (const how of ['refused', 'approved', 'issued'] as const) {
      const { filed, desk } = await decided(how)
      if (how === 'issued') await desk.do(filed.reference, 'message', { words: '来拿吧。' })
      const open = await filed.do('open')
      const verbs = await Promise.all([
        filed.do('messages', { words: '怎么样了？' }),
        filed.do('visits'),
        filed.do('visit', { slotId: 'slot_1' }),
        filed.do('files', { material: 'message', name: 'a.pdf', size: 9, type: 'application/pdf' }),
        filed.do('withdraw'),
        filed.do('submit'),
        filed.do('answer'),
      ])
      const begun = await filed.do('identity/begin')
      expect(begun.status).toBe(200)
      expect(open.body).toMatchObject({
        state: 'decided',
        waitsFor: 'resident',
        can: ['log-in', 'visit'],
        rev: 0,
      })
      cases.push([
        alike(open.text, filed),
        alike((await track(filed)).text, filed),
        verbs.map(({ status, body }) => [status, body.code]),
        (await told(filed)).slice(-1),
        (await told(filed)).length,
      ])
    }
    expect(cases[1]).toEqual(cases[0])
    expect(cases[2]).toEqual(cases[0])
    expect(cases[0]?.[3]).toEqual(['There is a result: it is told once you have proved who you are'])
  })

  test('stays readable to its person: a login after a refusal brings out the letter and its remedies', async () => {
    const { filed } = await decided('refused')
    expect((await logIn(filed)).body).toMatchObject({ identity: 'verified', state: 'refused' })
    const seen = await filed.open()
    expect(seen).toMatchObject({ state: 'refused', waitsFor: 'nobody', identity: { locked: false } })
    const [letter] = seen.certificates
    expect(letter).toMatchObject({ type: 'refusal', letter: true, state: 'valid' })
    const { body } = await api.post('/certificates/open', { number: letter.number, code: letter.code })
    expect(JSON.stringify(body)).toContain('复议')
    expect((await filed.do('identity/begin')).body.code).toBe('step-refused')
  })

  test('is not handed by a proof at a counter to whoever filed, but by the code given out there', async () => {
    const { filed, desk } = await decided('refused')
    expect((await desk.open(filed.reference)).can).toContain('identity')
    expect((await seeAt(desk, filed)).body).toMatchObject({ identity: 'counter', state: 'refused' })
    expect(await filed.open()).toMatchObject({ state: 'decided', certificates: [], words: [] })
    const own = await newCode(desk, filed)
    expect((await filed.do('open')).status).toBe(404)
    expect((await own.open()).certificates).toHaveLength(1)
  })

  test('is not read with a login of somebody else, whose name stood there before', async () => {
    const { filed } = await decided('issued')
    await logIn(filed)
    const row = env.DB.prepare('SELECT own_code_hash = code_hash AS own FROM application')
    expect(await row.first('own')).toBe(1)
    // The level alone, without its code.
    await env.DB.prepare('UPDATE application SET own_code_hash = NULL').run()
    expect((await filed.open()).state).toBe('decided')
  })

  test('of what was not accepted is its ground and its letter', async () => {
    const { filed } = await decided('declined')
    const before = await filed.open()
    expect(before).toMatchObject({ state: 'declined', words: [], certificates: [], can: ['log-in'] })
    await logIn(filed)
    const after = await filed.open()
    expect(after.words).toMatchObject([{ kind: 'reason', words: '请到出入境。' }])
    expect(after.certificates).toMatchObject([{ type: 'decline' }])
  })

  test('and received online, it is finished by the proof', async () => {
    const { filed } = await decided('issued', 'electronic')
    expect((await logIn(filed)).body).toMatchObject({ identity: 'verified', state: 'finished' })
    expect(await filed.open()).toMatchObject({ state: 'finished', clock: null })
  })
})

test('a helper’s code reads no result, the person’s own does', async () => {
  const { filed } = await decided('refused')
  await logIn(filed)
  const own = await env.DB.prepare('SELECT code_hash AS hash FROM application').first<string>('hash')
  await env.DB.prepare("UPDATE application SET person_code_hash = 'x', own_code_hash = 'x'").run()
  expect(own).not.toBe('x')
  expect(await filed.open()).toMatchObject({ state: 'decided', can: ['visit'], certificates: [] })
})

test('the code that a helper hands on reads no result: a login with it draws one the helper has not seen', async () => {
  const draft = await begun(api)
  const helper = { name: '陈样张', phone: '13800000033', relation: 'guardian' }
  const said = { applicant: wang, helper, section: 'use', answers: {}, delivery: 'counter' }
  expect((await draft.do('save', said)).status).toBe(200)
  const sent = await draft.do('submit')
  expect(sent.body).toMatchObject({ state: 'identity', personCode: expect.any(String) })
  const handedOn = holder(api, { reference: draft.reference, accessCode: sent.body.personCode })
  const taken = await logIn(handedOn)
  expect(taken.body).toMatchObject({ identity: 'verified', state: 'submitted' })
  const own = holder(api, { reference: draft.reference, accessCode: taken.body.accessCode })
  // Sending it once more gives the helper neither the dead code nor the new one.
  expect((await draft.do('submit')).body).toMatchObject({ state: 'submitted', personCode: null })
  const desk = await atDesk(staff, clock, 'chief')
  expect((await desk.do(draft.reference, 'accept')).status).toBe(200)
  const refusal = { outcome: 'refused', ground: 'record', words: '有记录。' }
  expect((await desk.do(draft.reference, 'decide', refusal)).status).toBe(200)
  expect(await own.open()).toMatchObject({ state: 'refused', certificates: [{ letter: true }] })
  expect(await draft.open()).toMatchObject({ state: 'decided', certificates: [] })
  expect((await handedOn.do('open')).body.code).toBe('record-not-found')
  // Logging in again with the code that is the person's own changes nothing.
  expect((await own.open()).can).not.toContain('log-in')
})
