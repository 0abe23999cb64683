import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { certificateCode, codeKeyOf } from '../../../api/certificate/ofApplication.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { applicationAt } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { certificateRows, eventsAbout, issued } from '../../support/certificate.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const as = async (role: Role, point = 'sp_qingshi') =>
  (await signedIn({ grants: [[role, point]], clock, hours: 240 })).headers
const one = async (more: Parameters<typeof issued>[1] = {}) => issued(await testCtx({ clock }), more)
const verify = async (number: string, code: string) =>
  (await api.post('/certificates/verify', { number, code })).body
const revoke = async (number: string, who: Record<string, string>, more: object = {}) =>
  staff.post(`/staff/certificates/${number}/revoke`, { rev: 0, reason: 'untrue', ...more }, who)
const reissue = async (number: string, who: Record<string, string>, more: object = {}) =>
  staff.post(`/staff/certificates/${number}/reissue`, { rev: 0, reason: 'asked', ...more }, who)

describe('revoking', () => {
  test('is told to whoever checks it, with the reason of the list and nothing more', async () => {
    const made = await one()
    clock.set(monday + DAY)
    const { status, body } = await revoke(made.number, await as('chief'), { words: '张小明交来的材料是假的' })
    expect([status, body]).toEqual([
      200,
      {
        number: made.number,
        endedDay: '2026-11-24',
        reason: expect.objectContaining({ en: expect.any(String) }),
      },
    ])
    const told = await verify(made.number, made.checkCode)
    expect(told).toMatchObject({
      status: 'revoked',
      endedDay: '2026-11-24',
      reason: { zh: '申请时提供的情况不实' },
      newer: false,
      signatureHolds: true,
    })
    expect(JSON.stringify(told)).not.toContain('材料是假的')
    expect(JSON.stringify(await certificateRows())).not.toContain('材料是假的')
    expect((await eventsAbout(made.number)).map(({ what, reason }) => [what, reason])).toEqual([
      ['issued', null],
      ['revoked', 'untrue'],
    ])
    expect((await factsAbout(made.number)).at(-1)).toMatchObject({
      action: 'certificate.revoke',
      facts: { reason: 'untrue' },
    })
  })

  test('once only: twice, or two at once, and never back', async () => {
    const [made, other] = [await one(), await one()]
    const who = [await as('chief'), await as('supervisor', '*')] as const
    const both = await Promise.all(who.map((headers) => revoke(made.number, headers)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await revoke(made.number, who[0], { rev: 1 })).body.code).toBe('stale')
    expect((await reissue(made.number, who[0], { rev: 1 })).body.code).toBe('stale')
    expect((await eventsAbout(made.number)).filter(({ what }) => what === 'revoked')).toHaveLength(1)
    expect((await revoke(other.number, who[0], { rev: 3 })).body.code).toBe('stale')
    const back = env.DB.prepare(
      "UPDATE certificate SET state = 'valid', ended_at = NULL, reason = NULL WHERE number = ?",
    )
    await expect(back.bind(made.number).run()).rejects.toThrow(/append-only/)
  })

  test('revoked and re-issued at once, one of them counts', async () => {
    const made = await one()
    const chief = await as('chief')
    const both = await Promise.all([revoke(made.number, chief), reissue(made.number, chief)])
    expect(both.map(({ status }) => status < 300).filter(Boolean)).toHaveLength(1)
    const rows = await certificateRows()
    expect(rows.filter(({ state }) => state === 'valid')).toHaveLength(rows.length - 1)
    expect(await eventsAbout(made.number)).toHaveLength(2)
  })

  test('is not for other stations, nor for other roles', async () => {
    const made = await one()
    for (const [role, point, onRevoke, onReissue] of [
      ['chief', 'sp_nanqiao', 404, 404],
      ['handler', 'sp_qingshi', 403, 201],
      ['clerk', 'sp_qingshi', 403, 403],
      ['supervisor', 'sp_nanqiao', 404, 403],
      ['auditor', '*', 403, 403],
      ['administrator', '*', 403, 403],
    ] as const) {
      const who = await as(role, point)
      expect((await revoke(made.number, who)).status, role).toBe(onRevoke)
      const again = onReissue === 201 ? (await one()).number : made.number
      expect((await reissue(again, who)).status, role).toBe(onReissue)
    }
    expect((await verify(made.number, made.checkCode)).status).toBe('valid')
    expect((await revoke('Z-20261123-222222', await as('chief'))).status).toBe(422)
  })
})

describe('correcting and re-issuing', () => {
  test('the new one says what was corrected and names the old; the old one stays as it was, and says there is a newer', async () => {
    const reference = await applicationRow('finished', { name: '张晓明', received_at: monday })
    const { id } = await applicationAt(reference)
    const old = await one({ applicationId: id, idempotencyKey: codeKeyOf(id), validUntil: '2027-01-31' })
    clock.set(monday + HOUR)
    const { status, body } = await reissue(old.number, await as('handler'), {
      reason: 'error',
      subject: { name: '张晓明', idType: 'none', idNumber: null },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ replaces: old.number, told: 'text', promise: { subject: body.number } })
    // The code that opens it is its holder's: staff are not told.
    expect(body.accessCode).toBeUndefined()
    const ctx = await testCtx({ clock })
    const code = await certificateCode(ctx, body.number, id)
    expect(JSON.stringify(body)).not.toContain(code)
    const opened = await api.post('/certificates/open', { number: body.number, code })
    expect(opened.body.certificate).toMatchObject({
      replaces: old.number,
      subject: { name: '张晓明', idNumber: null },
      statements: old.document.statements,
      validUntil: '2027-01-31',
      check: { code: body.checkCode },
    })
    expect(await verify(body.number, body.checkCode)).toMatchObject({ status: 'valid', newer: false })
    const told = await verify(old.number, old.checkCode)
    expect(told).toMatchObject({
      status: 'replaced',
      newer: true,
      reason: { zh: '内容有误' },
      signatureHolds: true,
    })
    expect(JSON.stringify(told)).not.toContain(body.number)
    const before = await api.post('/certificates/open', { number: old.number, code: old.accessCode })
    expect(before.body.certificate).toEqual(old.document)
    expect((await eventsAbout(old.number)).map(({ what, other }) => [what, other])).toEqual([
      ['issued', null],
      ['corrected', body.number],
    ])
    expect((await certificateRows()).map((row) => [row.number, row.state, row.application_id])).toEqual([
      [old.number, 'replaced', id],
      [body.number, 'valid', id],
    ])
    const texts = JSON.stringify(await waitingMessages('application.moved', reference))
    // Whoever holds the number is not told that there is a certificate.
    expect(texts).toContain('有新消息')
    expect(texts).not.toContain('更正')
  })

  test('only about the person of its application, not for longer than its kind, and by somebody who did not issue it', async () => {
    const reference = await applicationRow('finished', { matter_code: 'HK-01', name: '张晓明' })
    const { id } = await applicationAt(reference)
    const who = await signedIn({ grants: [['handler', 'sp_qingshi']], clock, hours: 240 })
    const ctx = {
      ...(await testCtx({ clock })),
      actor: { kind: 'staff' as const, id: who.id, grants: [] } as never,
    }
    const made = await issued(ctx, { type: 'pre-check', applicationId: id, validUntil: '2027-02-21' })
    const statements = [{ zh: '没有犯罪记录。', en: 'No record.' }]
    const other = await as('handler')
    const refused = async (more: object, by = other) => {
      const { status, body } = await reissue(made.number, by, more)
      return [status, body.code, body.errors?.[0]?.code]
    }
    const person = { name: '王样章', idType: 'none', idNumber: null }
    expect(await refused({ reason: 'error', subject: person })).toEqual([
      422,
      'invalid-input',
      'certificate.person',
    ])
    for (const validUntil of ['2036-12-31', null])
      expect(await refused({ reason: 'changed', validUntil })).toEqual([
        422,
        'invalid-input',
        'certificate.too-long',
      ])
    expect(await refused({ reason: 'asked', statements })).toEqual([
      422,
      'invalid-input',
      'certificate.unchanged',
    ])
    expect(await refused({ reason: 'changed', validUntil: '2026-11-22' })).toEqual([
      422,
      'invalid-input',
      'certificate.past',
    ])
    // Signed words read as they are.
    const turned = [{ zh: '\u202e没有犯罪记录。', en: 'No record.' }]
    expect((await refused({ reason: 'error', statements: turned }))[0]).toBe(422)
    expect((await refused({ reason: 'error', statements }, who.headers)).slice(0, 2)).toEqual([
      409,
      'own-certificate',
    ])
    // Nor by somebody who handled or decided what it came of.
    const handling = await signedIn({ grants: [['handler', 'sp_qingshi']], clock, hours: 240 })
    await env.DB.prepare('UPDATE application SET handler_id = ? WHERE id = ?').bind(handling.id, id).run()
    expect((await refused({ reason: 'error', statements }, handling.headers)).slice(0, 2)).toEqual([
      409,
      'own-certificate',
    ])
    expect((await reissue(made.number, other, { reason: 'error', statements })).status).toBe(201)
    // The same again is no decision: whoever issued it may.
    const same = await issued(ctx, { applicationId: id })
    expect((await reissue(same.number, who.headers)).status).toBe(201)
  })

  test('whose certificate was revoked is told so', async () => {
    const reference = await applicationRow('finished', { matter_code: 'RP-01', received_at: monday })
    const { id } = await applicationAt(reference)
    const made = await one({ applicationId: id })
    expect((await revoke(made.number, await as('chief'))).status).toBe(200)
    expect(await waitingMessages('application.moved', reference)).toHaveLength(1)
  })

  test('a correction corrects something; a second one of the same is refused', async () => {
    const made = await one()
    const who = await as('chief')
    expect((await reissue(made.number, who, { reason: 'error' })).body.errors).toMatchObject([
      { code: 'certificate.same' },
    ])
    const both = await Promise.all([reissue(made.number, who), reissue(made.number, who)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await eventsAbout(made.number)).map(({ what }) => what)).toEqual(['issued', 'reissued'])
    expect(await certificateRows()).toHaveLength(2)
  })

  test('what is kept no longer cannot be issued again', async () => {
    const made = await one()
    await env.DB.prepare('UPDATE certificate SET file = NULL').run()
    expect((await reissue(made.number, await as('chief'))).body.code).toBe('not-changeable')
  })
})

describe('at work', () => {
  test('the list names nobody, page by page, and only of the own service points', async () => {
    const ctx = await testCtx({ clock })
    const numbers = []
    for (let i = 0; i < 33; i++) {
      clock.set(monday + i * 1000)
      numbers.push((await issued(ctx)).number)
    }
    const who = await as('clerk')
    const first = await staff.get('/staff/certificates', who)
    expect(first.text).not.toContain('张')
    const second = await staff.get(`/staff/certificates?cursor=${first.body.nextCursor}`, who)
    const seen = [...first.body.items, ...second.body.items].map(({ number }) => number)
    expect(seen).toEqual(numbers.toReversed())
    expect(second.body.nextCursor).toBeNull()
    expect((await staff.get('/staff/certificates', await as('clerk', 'sp_nanqiao'))).body.items).toEqual([])
    const found = await staff.get(`/staff/certificates?number=${numbers[3]}`, who)
    expect(found.body.items).toMatchObject([{ number: numbers[3], state: 'valid', rev: 0 }])
    expect(
      (await staff.get('/staff/certificates?state=revoked', await as('supervisor', '*'))).body.items,
    ).toEqual([])
    const elsewhere = await staff.get(
      `/staff/certificates?number=${numbers[3]}`,
      await as('chief', 'sp_nanqiao'),
    )
    expect(elsewhere.body.items).toEqual([])
  })

  test('opened, name and number are masked, the history is told, and the opening noted once a day', async () => {
    const made = await one()
    const who = await as('handler')
    for (let i = 0; i < 2; i++) {
      const { status, body, text } = await staff.get(`/staff/certificates/${made.number}`, who)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        subject: { name: '张**', idNumber: '1****************X' },
        statements: made.document.statements,
        events: [{ what: 'issued', at: '2026-11-23T08:00:00+08:00' }],
        can: ['reissue'],
        signatureHolds: true,
      })
      expect(text).not.toContain('小明')
    }
    const opened = (await factsAbout(made.number)).filter(({ action }) => action === 'record.open')
    expect(opened).toEqual([{ action: 'record.open', facts: { role: 'handler' } }])
    // What it says is in clear: that is noted as such.
    expect((await factsAbout(made.number)).filter(({ action }) => action === 'record.unmask')).toEqual([
      { action: 'record.unmask', facts: { role: 'handler', reason: 'handling' } },
    ])
    expect(
      (await staff.get(`/staff/certificates/${made.number}`, await as('chief', 'sp_nanqiao'))).status,
    ).toBe(404)
  })
})

describe('what a certificate says', () => {
  test('is not for those who only hand over or watch, nor is its purpose or why it ended', async () => {
    const made = await one({ statements: [{ zh: '经查询，被查询人李样章有犯罪记录。', en: 'A record.' }] })
    await revoke(made.number, await as('chief'), { words: '窗口弄错了李样章' })
    for (const [role, point] of [
      ['clerk', 'sp_qingshi'],
      ['supervisor', '*'],
      ['supervisor', 'sp_qingshi'],
    ] as const) {
      const { status, body, text } = await staff.get(
        `/staff/certificates/${made.number}`,
        await as(role, point),
      )
      expect([status, body.inner, body.statements, body.purpose, body.words], role).toEqual([
        200,
        false,
        [],
        null,
        null,
      ])
      expect(text).not.toContain('李样章')
    }
    expect((await factsAbout(made.number)).filter(({ action }) => action === 'record.unmask')).toEqual([])
    const { body } = await staff.get(`/staff/certificates/${made.number}`, await as('handler'))
    expect(body).toMatchObject({ inner: true, words: '窗口弄错了李样章' })
  })
})

describe('a key', () => {
  test('revoked: files are doubtful, the register stands, nothing more is issued under it', async () => {
    const made = await one()
    const { keyId } = made.document
    const at = `/staff/certificate-keys/${keyId}/revoke`
    clock.set(monday + HOUR)
    expect((await staff.post(at, { reason: 'exposed' }, await as('chief'))).status).toBe(404)
    const who = await as('supervisor', '*')
    expect((await staff.post(at, { reason: 'exposed' }, who)).body).toEqual({
      kid: keyId,
      revokedAt: '2026-11-23T09:00:00+08:00',
    })
    expect((await staff.post(at, { reason: 'lost' }, who)).body.code).toBe('stale')
    expect((await staff.post('/staff/certificate-keys/x/revoke', { reason: 'lost' }, who)).status).toBe(404)
    const { body } = await api.get('/certificates/keys')
    expect(body.signing).toBe(keyId)
    expect(body.keys).toMatchObject([
      { kid: keyId, revokedAt: '2026-11-23T09:00:00+08:00', revokedReason: 'exposed' },
    ])
    expect(await verify(made.number, made.checkCode)).toMatchObject({ status: 'valid', keyStatus: 'revoked' })
    const again = await reissue(made.number, await as('chief'))
    expect([again.status, again.body.code]).toEqual([503, 'unavailable'])
    expect((await verify(made.number, made.checkCode)).status).toBe('valid')
    // A new key: what the old one signed can be issued again, one by one, and is answered for by the new one.
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    const SIGN_KEY = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
    const renewed = staffApi({ clock, bindings: { SIGN_KEY } })
    // It signs from when it is set, not only from its first certificate on.
    const { body: set } = await apiClient({ clock, bindings: { SIGN_KEY } }).get('/certificates/keys')
    expect(set.signing).not.toBe(keyId)
    expect(set.keys[0]).toMatchObject({ kid: set.signing, firstUsedAt: null })
    const path = `/staff/certificates/${made.number}/reissue`
    const next = await renewed.post(path, { rev: 0, reason: 'asked' }, await as('chief'))
    expect(next.status, next.text).toBe(201)
    expect(await verify(made.number, made.checkCode)).toMatchObject({
      status: 'replaced',
      newer: true,
      keyStatus: 'revoked',
    })
    const { body: published } = await api.get('/certificates/keys')
    expect(published.keys.slice(0, 2)).toMatchObject([
      { revokedAt: null, retiredAt: null },
      { kid: keyId, retiredAt: '2026-11-23T09:00:00+08:00', revokedReason: 'exposed' },
    ])
  })
})
