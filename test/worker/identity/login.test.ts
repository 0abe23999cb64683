import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '../../../api/calendar/day.ts'
import { writeAssertion } from '../../../api/identity/assertion.ts'
import { wrongLoginsMost } from '../../../api/identity/tries.ts'
import { purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow } from '../../support/faults.ts'
import { applied, standing, wang, wangsPin } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

interface Held {
  reference: string
  accessCode: string
}
const begin = ({ reference, accessCode }: Held) =>
  api.post(`/applications/${reference}/identity/begin`, { accessCode })
const logIn = (request: string, idNumber: string = wang.idNumber, pin = wangsPin) =>
  api.post('/identity/stand-in', { request, idNumber, pin })
const take = ({ reference, accessCode }: Held, assertion: string) =>
  api.post(`/applications/${reference}/identity`, { accessCode, assertion })
/** An assertion of somebody of the list, for an application. */
const assertionFor = async (held: Held, idNumber?: string, pin?: string): Promise<string> =>
  (await logIn((await begin(held)).body.fields.request, idNumber, pin)).body.assertion
const errorsOf = (answer: { body: { errors?: { pointer: string; code: string }[] } }) =>
  answer.body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)

describe('a login', () => {
  test('of the person named raises the level to verified, once and with its proof', async () => {
    const held = await applied(clock)
    const begun = await begin(held)
    expect(begun).toMatchObject({ status: 200, body: { url: '/identity/stand-in', standIn: true } })
    expect(begun.text).not.toContain(held.accessCode)
    const asked = await logIn(begun.body.fields.request, '１１０１０５１９４９１２３１００２x')
    expect(asked).toMatchObject({ status: 200, body: { reference: held.reference, name: wang.name } })
    expect(await take(held, asked.body.assertion)).toMatchObject({
      status: 200,
      body: { identity: 'verified', identityText: { en: expect.stringContaining('login') }, state: 'draft' },
    })
    expect(await standing(held.id)).toMatchObject({
      identity: 'verified',
      rev: 1,
      proofs: [{ level: 'verified', how: 'stand-in', staff: null }],
    })
    const leaf = env.DB.prepare("SELECT body FROM audit_leaf WHERE action = 'application.identity'")
    expect(JSON.parse((await leaf.first<string>('body'))!).facts).toMatchObject({
      level: 'verified',
      how: 'stand-in',
    })
    expect((await begin(held)).body.code).toBe('step-refused')
    const rows = Object.values(await everyRow()).join('\n')
    for (const secret of [asked.body.assertion, wang.idNumber, wangsPin]) expect(rows).not.toContain(secret)
  })

  test('files an application that waited for no more, and its office’s clock begins', async () => {
    const held = await applied(clock, { state: 'identity' })
    expect((await take(held, await assertionFor(held))).body).toMatchObject({
      identity: 'verified',
      state: 'submitted',
    })
    const row = env.DB.prepare('SELECT received_at, clock, due_at FROM application WHERE id = ?').bind(
      held.id,
    )
    expect(await row.first()).toEqual({ received_at: monday, clock: 'ask', due_at: expect.any(Number) })
  })

  test('spaces and capitals of a name are one name; the reissue of a permit is one permit', async () => {
    const anna = await applied(clock, { name: 'Specimen  anna', idType: 'passport', idNumber: 'X0000001' })
    expect((await take(anna, await assertionFor(anna, 'x0000001', '381476'))).status).toBe(200)
    const he = await applied(clock, { name: '何 小样', idType: 'hk-macau-permit', idNumber: 'H0000000102' })
    expect((await take(he, await assertionFor(he, 'H00000001', '518240'))).status).toBe(200)
  })

  test('is good for five minutes, and for its own application', async () => {
    const [mine, other] = [await applied(clock), await applied(clock)]
    const assertion = await assertionFor(mine)
    expect(errorsOf(await take(other, assertion))).toEqual(['/assertion identity.not-this'])
    clock.pass(5 * MINUTE)
    expect(errorsOf(await take(mine, assertion))).toEqual(['/assertion identity.over'])
    const { request } = (await begin(mine)).body.fields
    clock.pass(15 * MINUTE)
    expect(errorsOf(await logIn(request))).toEqual(['/request identity.over'])
    for (const { id } of [mine, other])
      expect(await standing(id)).toMatchObject({ identity: 'typed', proofs: [] })
  })

  test('taken twice at once proves once; spent, it proves nothing for a draft that was changed back', async () => {
    const held = await applied(clock)
    const assertion = await assertionFor(held)
    const both = await Promise.all([take(held, assertion), take(held, assertion)])
    expect(both.map(({ body }) => body.identity ?? body.errors?.[0].code).sort()).toContain('verified')
    expect((await standing(held.id)).proofs).toHaveLength(1)
    await env.DB.prepare("UPDATE application SET identity = 'typed' WHERE id = ?").bind(held.id).run()
    expect(errorsOf(await take(held, assertion))).toEqual(['/assertion identity.over'])
    expect(await standing(held.id)).toMatchObject({ identity: 'typed' })
  })

  test('what was spent is forgotten when it would be over anyway', async () => {
    const held = await applied(clock)
    await take(held, await assertionFor(held))
    expect(await purge(await systemCtx(clock))).toMatchObject({ logins: 0 })
    clock.pass(5 * MINUTE)
    expect(await purge(await systemCtx(clock))).toMatchObject({ logins: 1 })
  })
})

describe('somebody who knows another’s name and number, and is not that person', () => {
  test('reaches the phone they hold, and never verified', async () => {
    const held = await applied(clock, { phone: '13800000066' })
    const { reference, accessCode } = held
    await api.post(`/applications/${reference}/phone`, { accessCode })
    const code = (await waitingMessages('phone.code', reference))[0]?.data.code
    const confirmed = await api.post(`/applications/${reference}/phone/confirm`, { accessCode, code })
    expect(confirmed.body.identity).toBe('phone')
    const { request } = (await begin(held)).body.fields
    // A PIN they do not know, a number that is not in the list.
    expect(errorsOf(await logIn(request, wang.idNumber, '000000'))).toEqual(['/pin identity.pin'])
    expect(errorsOf(await logIn(request, '440524188001010015'))).toEqual(['/pin identity.pin'])
    // Their own login, which is real.
    const own = (await logIn(request, '440524188001010014', '730159')).body.assertion
    const refused = await take(held, own)
    expect(errorsOf(refused)).toEqual(['/assertion identity.someone-else'])
    for (const word of [wang.name, wang.idNumber, '陈样张', '王**']) expect(refused.text).not.toContain(word)
    // A login made up, and one altered.
    const [payload = '', signature = ''] = own.split('.')
    const forged = JSON.parse(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')).replace(/[^\x20-\x7e]/g, ''),
    )
    const made = btoa(JSON.stringify({ ...forged, ...wang, name: 'x' })).replaceAll('=', '')
    for (const token of [`${made}.${signature}`, `${payload}.`, payload, 'x', `${own}.x`])
      expect(errorsOf(await take(held, token)), token).toEqual(['/assertion identity.not-this'])
    // The request itself is no login.
    expect(errorsOf(await take(held, request))).toEqual(['/assertion identity.not-this'])
    expect(await standing(held.id)).toMatchObject({ identity: 'phone', proofs: [{ level: 'phone' }] })
  })

  test('the number alone, or the name alone, is not the person', async () => {
    const named = await applied(clock, { idNumber: '440524188001010014' })
    expect(errorsOf(await take(named, await assertionFor(named)))).toEqual([
      '/assertion identity.someone-else',
    ])
    const numbered = await applied(clock, { name: '张小明' })
    expect(errorsOf(await take(numbered, await assertionFor(numbered)))).toEqual([
      '/assertion identity.someone-else',
    ])
    const passport = await applied(clock, { idType: 'passport' })
    expect(errorsOf(await take(passport, await assertionFor(passport)))).toEqual([
      '/assertion identity.someone-else',
    ])
  })

  test('has five tries a day, one by one or all at once; the right one is refused then too, until tomorrow', async () => {
    const held = await applied(clock)
    const { request } = (await begin(held)).body.fields
    const right = await assertionFor(held)
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => logIn(request, wang.idNumber, String(100_000 + i))),
    )
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(wrongLoginsMost)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(20 - wrongLoginsMost)
    expect((await logIn(request)).body.code).toBe('too-many-tries')
    expect((await take(held, right)).body.code).toBe('too-many-tries')
    expect((await begin(held)).body.code).toBe('too-many-tries')
    expect(await standing(held.id)).toMatchObject({ identity: 'typed', proofs: [] })
    clock.set(Date.parse('2026-11-24T00:00:00+08:00'))
    expect((await take(held, await assertionFor(held))).status).toBe(200)
  })

  test('the database itself takes no level that nothing proved, and loses none', async () => {
    const held = await applied(clock, { state: 'identity' })
    const set = (level: string) =>
      env.DB.prepare('UPDATE application SET identity = ? WHERE id = ?').bind(level, held.id).run()
    for (const level of ['phone', 'verified', 'counter'])
      await expect(set(level)).rejects.toThrow('identity-unproved')
    await take(held, await assertionFor(held))
    for (const level of ['typed', 'phone', 'counter']) await expect(set(level)).rejects.toThrow()
    for (const change of ["UPDATE identity_proof SET level = 'counter'", 'DELETE FROM identity_proof'])
      await expect(env.DB.prepare(change).run()).rejects.toThrow('append-only')
  })
})

describe('access', () => {
  test('a wrong code opens nothing and is told nothing', async () => {
    const held = await applied(clock)
    const assertion = await assertionFor(held)
    const stranger = { ...held, accessCode: '22222222' }
    for (const answer of [await begin(stranger), await take(stranger, assertion)])
      expect(answer).toMatchObject({ status: 404, body: { code: 'record-not-found' } })
    const nobody = { reference: 'B-20261123-222223', accessCode: '22222222' }
    expect([404, 422]).toContain((await begin(nobody)).status)
    expect(await standing(held.id)).toMatchObject({ identity: 'typed' })
  })

  test('the person’s own code opens it as well as the helper’s, and a login draws one no helper has seen', async () => {
    const held = await applied(clock, { helper: { name: '李帮忙', phone: '13800000077' } })
    const person = { ...held, accessCode: held.personCode }
    const taken = await take(person, await assertionFor(person))
    expect(taken).toMatchObject({ status: 200, body: { identity: 'verified', state: 'draft' } })
    const { accessCode } = taken.body
    expect([held.accessCode, held.personCode]).not.toContain(accessCode)
    const open = (code: string) => api.post(`/applications/${held.reference}/open`, { accessCode: code })
    expect((await open(accessCode)).status).toBe(200)
    expect((await open(held.accessCode)).status).toBe(200)
    expect((await open(held.personCode)).body.code).toBe('record-not-found')
  })

  test('a helper’s login for the person, or the person’s own without a helper, draws no new code', async () => {
    const helped = await applied(clock, { helper: { name: '李帮忙', phone: '13800000077' } })
    const alone = await applied(clock)
    for (const held of [helped, alone]) {
      const taken = await take(held, await assertionFor(held))
      expect(taken).toMatchObject({ status: 200, body: { identity: 'verified', accessCode: null } })
    }
  })

  test('an application that is over, or without a number, has nothing to log in for', async () => {
    expect((await begin(await applied(clock, { state: 'withdrawn' }))).body.code).toBe('step-refused')
    const none = await applied(clock, { idType: 'none', idNumber: null })
    expect((await begin(none)).body.code).toBe('login-no-number')
  })

  test('where the bureau has no login, the stand-in does not exist', async () => {
    const held = await applied(clock)
    const request = (await begin(held)).body.fields.request
    const plain = apiClient({ clock, bindings: { IDENTITY: 'none', DEMO: 'off' } })
    const { reference, accessCode } = held
    expect((await plain.post(`/applications/${reference}/identity/begin`, { accessCode })).body.code).toBe(
      'login-none',
    )
    expect((await plain.get('/identity/stand-in')).status).toBe(404)
    expect(
      (await plain.post('/identity/stand-in', { request, idNumber: wang.idNumber, pin: wangsPin })).status,
    ).toBe(404)
    // An assertion of the stand-in is worth nothing there.
    const ctx = await systemCtx(clock)
    const assertion = await writeAssertion(ctx.keys, {
      ...wang,
      id: 'as_1',
      reference,
      expiresAt: monday + MINUTE,
    })
    expect(
      (await plain.post(`/applications/${reference}/identity`, { accessCode, assertion })).body.code,
    ).toBe('login-none')
  })
})
