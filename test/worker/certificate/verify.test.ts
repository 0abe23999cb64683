import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, dayOf, HOUR } from '../../../api/calendar/day.ts'
import { checkFile, readKeys } from '../../../api/certificate/checkFile.ts'
import { rotate } from '../../../api/privacy/rotate.ts'
import { utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { certificateRows, eventsAbout, issued } from '../../support/certificate.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout } from '../../support/feedback.ts'
import { testSecrets } from '../../support/secrets.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const verify = (number: string, code: string) => api.post('/certificates/verify', { number, code })

describe('issuing', () => {
  test('is part of a batch: with its event, its leaf and its key, and nothing personal in clear', async () => {
    const made = await issued(await testCtx({ clock }))
    const [row] = await certificateRows()
    expect(row).toMatchObject({
      number: made.number,
      type: 'no-record',
      state: 'valid',
      rev: 0,
      suite: 'ed25519',
    })
    expect(made.number).toMatch(/^Z-20261123-/)
    expect(await eventsAbout(made.number)).toEqual([
      { what: 'issued', reason: null, other: null, staff: null },
    ])
    expect(await factsAbout(made.number)).toMatchObject([
      { action: 'certificate.issue', facts: { type: 'no-record', point: 'qingshi' } },
    ])
    expect(made.promise.subject).toBe(made.number)
    const { results } = await env.DB.prepare('SELECT * FROM certificate_event').all()
    const kept = JSON.stringify([row, results, await factsAbout(made.number)])
    for (const personal of ['张小明', '11010519491231002X', made.accessCode, made.checkCode, '犯罪记录。'])
      expect(kept).not.toContain(personal)
    const { body } = await api.post('/audit/proof', { reference: made.number, accessCode: made.accessCode })
    expect(body.leaves).toMatchObject([{ action: 'certificate.issue' }])
  })

  test('a batch that fails leaves nothing of it', async () => {
    const ctx = await testCtx({ clock })
    const { guard } = await import('../../../db/guard.ts')
    const { issueStatements } = await import('../../../api/certificate/issue.ts')
    const { aCertificate } = await import('../../support/certificate.ts')
    const made = await issueStatements(ctx, aCertificate())
    await expect(ctx.db.batch([...made.statements, guard(ctx.db, 7)])).rejects.toThrow()
    expect(await certificateRows()).toEqual([])
    const { body } = await api.get('/certificates/keys')
    expect(body.keys).toMatchObject([{ firstUsedAt: null }])
  })

  test('the register keeps what it was given', async () => {
    const { number } = await issued(await testCtx({ clock }))
    for (const statement of [
      'DELETE FROM certificate',
      "UPDATE certificate SET type = 'household'",
      "UPDATE certificate SET valid_until = '2030-01-01'",
      "UPDATE certificate SET check_hash = 'x'",
      "UPDATE certificate SET file = substr(file, 1, 20) || 'AAAA' || substr(file, 25)",
      'INSERT OR REPLACE INTO certificate SELECT * FROM certificate',
      'DELETE FROM certificate_event',
      "UPDATE certificate_event SET reason = 'error'",
      'DELETE FROM certificate_key',
      "UPDATE certificate_key SET public_key = '{}'",
    ])
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only/)
    await env.DB.prepare('UPDATE certificate SET file = NULL WHERE number = ?').bind(number).run()
    const back = env.DB.prepare("UPDATE certificate SET file = 'v1.k2.a.b' WHERE number = ?").bind(number)
    await expect(back.run()).rejects.toThrow(/append-only/)
  })
})

describe('verifying', () => {
  test('tells a checker what they may know, with the printed code or the holder’s, and no more', async () => {
    const made = await issued(await testCtx({ clock }), { validUntil: '2026-12-31' })
    for (const code of [made.checkCode, made.accessCode, made.checkCode.toLowerCase()]) {
      const { status, body, text, headers } = await verify(made.number, code)
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(body).toEqual({
        status: 'valid',
        number: made.number,
        type: 'no-record',
        title: { zh: '无犯罪记录证明', en: 'No-criminal-record certificate' },
        issuer: { zh: '青石派出所', en: 'Qingshi Police Station', slug: 'qingshi' },
        issuedDay: '2026-11-23',
        validUntil: '2026-12-31',
        subject: { name: '张**', idType: 'resident-id', idNumber: '1****************X' },
        endedDay: null,
        reason: null,
        newer: false,
        demo: true,
        signatureHolds: true,
        keyStatus: 'active',
        // Its holder, who has mixed up the two, can be told so.
        code: code === made.accessCode ? 'holder' : 'printed',
      })
      expect(text).not.toContain('没有发现')
    }
  })

  test('an unknown number and a wrong code are told alike, and are counted', async () => {
    const made = await issued(await testCtx({ clock }))
    const none = makeReference('Z', '2026-11-23')
    const answers = [await verify(made.number, '22222222'), await verify(none, '22222222')]
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { status: 'unknown' }])
    for (let i = 0; i < 9; i++) await Promise.all([verify(made.number, '22222222'), verify(none, '22222222')])
    for (const number of [made.number, none]) {
      const { status, body } = await verify(number, '22222222')
      expect([status, body.code]).toEqual([429, 'too-many-tries'])
    }
    expect((await verify(made.number, made.checkCode)).body.status).toBe('valid')
    clock.set(monday + 2 * HOUR)
    expect((await verify(none, '22222222')).body).toEqual({ status: 'unknown' })
  })

  test('a mistyped number is said to be one, whoever asks', async () => {
    for (const number of ['Z-20261123-222222', makeReference('A', '2026-11-23'), 'nonsense']) {
      const { status, body } = await verify(number, '22222222')
      expect([status, body.errors[0].code]).toEqual([422, 'certificate.number'])
    }
    expect((await api.post('/certificates/verify', { number: 'Z', code: '' })).status).toBe(422)
  })

  test('it holds to the end of its last day, Shanghai', async () => {
    const made = await issued(await testCtx({ clock }), { validUntil: '2026-11-24' })
    clock.set(Date.parse('2026-11-24T23:59:59+08:00'))
    expect((await verify(made.number, made.checkCode)).body.status).toBe('valid')
    clock.set(Date.parse('2026-11-25T00:00:00+08:00'))
    expect((await verify(made.number, made.checkCode)).body.status).toBe('expired')
  })

  test('what was changed in the register behind our back is not called valid', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const ctx = await testCtx({ clock })
    const [one, two] = [await issued(ctx), await issued(ctx)]
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER certificate_file_is_fixed'),
      env.DB.prepare(
        'UPDATE certificate SET file = (SELECT file FROM certificate WHERE number = ?1) WHERE number = ?2',
      ).bind(one.number, two.number),
    ])
    expect((await verify(two.number, two.checkCode)).body).toEqual({ status: 'unknown' })
    expect((await verify(one.number, one.checkCode)).body.status).toBe('valid')
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER certificate_key_is_fixed'),
      env.DB.prepare(`UPDATE certificate_key SET public_key = json_set(public_key, '$.x', ?)`).bind(
        'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
      ),
    ])
    expect((await verify(one.number, one.checkCode)).body).toEqual({ status: 'unknown' })
    expect(log.mock.calls.flat().join()).toContain(`"certificate":"${one.number}"`)
    expect(log.mock.calls.flat().join()).not.toContain('张')
    log.mockRestore()
  })

  test('its file is sealed anew under another field key, and opens', async () => {
    const made = await issued(await testCtx({ clock }))
    const [before] = await certificateRows()
    const FIELD_KEYS = JSON.stringify({
      active: 'k2',
      keys: {
        k1: JSON.parse(testSecrets.FIELD_KEYS).keys.k1,
        k2: 'ZmllbGQta2V5LWZvci10ZXN0cy1vbmx5LTMyLWJ5dGU=',
      },
    })
    const done = await rotate(await testCtx({ clock, bindings: { FIELD_KEYS } }))
    expect(done).toMatchObject({ unreadable: 0, left: false })
    const [after] = await certificateRows()
    expect([before?.file, after?.file].map((file) => String(file).split('.')[1])).toEqual(['k1', 'k2'])
    const newer = apiClient({ clock, bindings: { FIELD_KEYS } })
    const { body } = await newer.post('/certificates/open', { number: made.number, code: made.accessCode })
    expect(body.certificate).toEqual(made.document)
  })

  test('once its time of keeping is over, its standing remains', async () => {
    const made = await issued(await testCtx({ clock }))
    await env.DB.prepare('UPDATE certificate SET file = NULL').run()
    expect((await verify(made.number, made.checkCode)).body).toMatchObject({
      status: 'valid',
      subject: null,
      signatureHolds: null,
      title: { zh: '无犯罪记录证明' },
    })
    expect(
      (await api.post('/certificates/open', { number: made.number, code: made.accessCode })).status,
    ).toBe(404)
  })
})

describe('the whole of it', () => {
  test('opens for its holder, and the file holds against the published keys without asking', async () => {
    const made = await issued(await testCtx({ clock }), { type: 'refusal' })
    const { status, body } = await api.post('/certificates/open', {
      number: made.number,
      code: made.accessCode,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ certificate: made.document, fileName: `${made.number}.json` })
    expect(body.certificate.remedies[0].text.zh).toContain('60 日')
    expect(body.certificate.check).toEqual({ url: expect.stringMatching(/\/verify$/), code: made.checkCode })
    expect(body.standing.status).toBe('valid')
    const keys = await readKeys((await api.get('/certificates/keys')).body)
    expect(await checkFile(utf8(body.file), keys!, dayOf(monday))).toMatchObject({
      result: 'valid',
      document: { number: made.number, demo: true },
    })
  })

  test('the code printed on it does not open it, nor does any other', async () => {
    const made = await issued(await testCtx({ clock }))
    for (const code of [made.checkCode, '22222222', ''])
      expect((await api.post('/certificates/open', { number: made.number, code })).status).toBe(
        code ? 404 : 422,
      )
    const none = makeReference('Z', '2026-11-23')
    const { status, body } = await api.post('/certificates/open', { number: none, code: made.accessCode })
    expect([status, body.code]).toEqual([404, 'record-not-found'])
  })
})

test('a key that was followed by another signs no more, and what it signed holds', async () => {
  const first = await testCtx({ clock })
  const old = await issued(first)
  clock.set(monday + DAY)
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const SIGN_KEY = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
  const made = await issued(await testCtx({ clock, bindings: { SIGN_KEY } }))
  const { body } = await api.get('/certificates/keys')
  expect(body.keys).toMatchObject([
    { kid: made.document.keyId, retiredAt: null },
    { kid: old.document.keyId, retiredAt: '2026-11-24T08:00:00+08:00' },
  ])
  expect((await verify(old.number, old.checkCode)).body).toMatchObject({
    status: 'valid',
    keyStatus: 'retired',
  })
  expect((await verify(made.number, made.checkCode)).body).toMatchObject({
    status: 'valid',
    keyStatus: 'active',
  })
  clock.set(monday + 2 * DAY)
  // A Worker of yesterday, with the key of yesterday.
  const { refusalOf } = await import('../../../db/refusal.ts')
  const late = await issued(first).catch(refusalOf)
  expect(late).toBe('key-retired')
})
