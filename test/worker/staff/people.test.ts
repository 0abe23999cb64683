import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { codeAt } from '../../../api/staff/door/totp.ts'
import { demo } from '../../support/bureau.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { type AtDoor, atDoor, libraryLoaded, secretIn, signInAt, stepNow } from '../../support/staffDoor.ts'

const { DB } = env as Bindings
beforeAll(libraryLoaded, 120_000)
beforeEach(() => demo(env))

const api = staffApi()
const newcomer = {
  name: '吴丹',
  account: 'wu.dan@gaj.example.cn',
  grants: [{ role: 'clerk', point: 'qingshi' }],
}
const password = 'seven green umbrellas'
const administrator = () => signedIn({ grants: [['administrator', '*']] })
const ofQingshi = () => signedIn({ grants: [['administrator', 'sp_qingshi']] })

/** Invites the newcomer; an invitation at the machine's own time, as signing in has no other. */
async function invited(admin: AtDoor) {
  await signInAt(admin, 'admin@demo.invalid')
  return (await admin.post('/staff/people', newcomer)).body as { id: string; code: string }
}

test('an invitation leads to a password, a second factor, and work; once', async () => {
  const admin = atDoor()
  const { code, id } = await invited(admin)
  const door = atDoor()
  const { body: seen } = await door.post('/staff/join/look', { code: code.toLowerCase() })
  expect(seen).toMatchObject({ account: newcomer.account, name: '吴丹' })
  const joined = await door.post('/staff/join', { code, password })
  expect([joined.status, joined.body]).toEqual([200, { next: 'set-up' }])
  // A password alone opens nothing but the setting up.
  for (const path of ['/staff/me', '/staff/account', '/staff/people'])
    expect([path, (await door.get(path)).status]).toEqual([path, 401])
  expect((await door.get('/staff/set-up')).body).toMatchObject({ code: false, passkeys: 0, pending: null })
  const { body: pending } = await door.post('/staff/set-up/code')
  expect(pending.qr).toContain('<svg')
  expect(pending.uri).toContain(`secret=${pending.secret}`)
  expect((await door.get('/staff/set-up')).body.pending).toEqual(pending)
  const secret = secretIn(pending.secret)
  expect((await door.post('/staff/set-up/code/confirm', { code: '000000' })).status).toBe(401)
  const before = door.jar.get('__Host-kaimen-staff')
  const done = await door.post('/staff/set-up/code/confirm', { code: await codeAt(secret, stepNow()) })
  expect([done.status, done.body.next, done.body.backupCodes.length]).toEqual([200, 'done', 10])
  expect(door.jar.get('__Host-kaimen-staff')).not.toBe(before)
  expect((await door.get('/staff/me')).body).toMatchObject({ id, grants: [{ role: 'clerk' }] })
  const again = await atDoor().post('/staff/join', { code, password })
  expect([again.status, again.body.code]).toEqual([409, 'invitation-over'])
  // A backup code comes in once.
  const [backup] = done.body.backupCodes
  for (const status of [200, 401]) {
    const late = atDoor()
    await late.post('/staff/sign-in', { account: newcomer.account, password })
    expect((await late.post('/staff/sign-in/code', { code: backup })).status).toBe(status)
  }
  const { body: list } = await admin.get('/staff/people')
  expect(list.items.find((one: { id: string }) => one.id === id)).toMatchObject({
    state: 'on',
    mayManage: true,
    lastSignInAt: expect.any(String),
  })
  const { results } = await DB.prepare(
    `SELECT action, body FROM audit_leaf WHERE action LIKE 'staff.%'`,
  ).all<{ action: string; body: string }>()
  expect(results.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['staff.invite', 'staff.accept', 'staff.factor', 'staff.signin']),
  )
  for (const { body } of results) expect(body).not.toMatch(/吴丹|wu\.dan/)
}, 60_000)

test('two who accept one invitation at once are one', async () => {
  const { code } = await invited(atDoor())
  const answers = await Promise.all([1, 2].map(() => atDoor().post('/staff/join', { code, password })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
}, 40_000)

test('an invitation ends after three days, and is kept only as a hash', async () => {
  const clock = clockAt(Date.parse('2026-11-23T08:00:00+08:00'))
  const at = staffApi({ clock })
  const { headers } = await signedIn({ grants: [['administrator', '*']], clock })
  const { code, expiresAt } = (await at.post('/staff/people', newcomer, headers)).body
  expect(expiresAt).toBe('2026-11-26T08:00:00+08:00')
  const { results } = await DB.prepare('SELECT * FROM staff_invitation').all()
  expect(JSON.stringify(results)).not.toContain(code.replaceAll(' ', ''))
  const own = { origin: 'http://localhost' }
  expect((await at.post('/staff/join/look', { code }, own)).status).toBe(200)
  clock.pass(72 * 3_600_000)
  expect((await at.post('/staff/join/look', { code }, own)).body.code).toBe('invitation-over')
  expect((await at.post('/staff/join', { code, password }, own)).body.code).toBe('invitation-over')
  expect((await at.post('/staff/join', { code: 'x', password }, own)).body.code).toBe('invitation-over')
})

test.each([
  ['short', 'short', 'password.short'],
  ['the account’s own name', 'wu.dan-2026!', 'password.own'],
  ['what everybody tries', '123456789012', 'password.common'],
  ['one character again and again', 'aaaaaaaaaaaaaaa', 'password.common'],
])('a password is refused that is %s', async (_, wanted, fault) => {
  const { headers } = await administrator()
  const { code } = (await api.post('/staff/people', newcomer, headers)).body
  const { status, body } = await api.post(
    '/staff/join',
    { code, password: wanted },
    { origin: 'http://localhost' },
  )
  expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/password', fault])
})

test('an invitation says what is wrong with it', async () => {
  const { headers } = await administrator()
  expect((await api.post('/staff/people', newcomer, headers)).status).toBe(201)
  const faults = async (change: object) =>
    (await api.post('/staff/people', { ...newcomer, ...change }, headers)).body.errors?.map(
      ({ code }: { code: string }) => code,
    )
  expect(await faults({})).toEqual(['account.taken'])
  expect(await faults({ account: 'no address' })).toEqual(['account.shape'])
  expect(await faults({ grants: [] })).toEqual(['grants.none'])
  expect(await faults({ name: ' ' })).toEqual(['name.required'])
})

test('nobody changes what they themselves may do, whatever the road', async () => {
  const { headers, id } = await administrator()
  const grants = [{ role: 'auditor', point: null }]
  for (const [method, path, body] of [
    ['PUT', 'grants', { grants }],
    ['POST', 'off', {}],
    ['POST', 'on', {}],
    ['POST', 'invitation', {}],
  ] as const) {
    const answer = await api.call(method, `/staff/people/${id}/${path}`, body, headers)
    expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'own-account'])
  }
  await expect(
    DB.prepare(`INSERT INTO staff_grant VALUES (?, 'auditor', '*', ?, 0)`).bind(id, id).run(),
  ).rejects.toThrow(/staff_grant_by_another/)
})

test('an administrator of one station grants there and nowhere else', async () => {
  const { headers } = await ofQingshi()
  const grant = (point: string | null, id = 'su_demo_01') =>
    api.call('PUT', `/staff/people/${id}/grants`, { grants: [{ role: 'handler', point }] }, headers)
  expect((await grant('qingshi')).status).toBe(204)
  expect((await grant(null)).body.code).toBe('not-allowed')
  expect((await grant('nanqiao')).status).toBe(404)
  // People of another station are not there; those of the bureau neither.
  for (const id of ['su_demo_06', 'su_demo_08', 'su_none'])
    expect((await grant('qingshi', id)).status).toBe(404)
  expect(
    (await api.post('/staff/people', { ...newcomer, grants: [{ role: 'clerk', point: 'nanqiao' }] }, headers))
      .status,
  ).toBe(404)
  const { results } = await DB.prepare(
    `SELECT role, service_point_id FROM staff_grant WHERE user_id = 'su_demo_01'`,
  ).all()
  expect(results).toEqual([{ role: 'handler', service_point_id: 'sp_qingshi' }])
  const { body } = await api.get('/staff/people', headers)
  const accounts = body.items.map(({ account }: { account: string }) => account)
  expect(accounts).toContain('clerk@demo.invalid')
  expect(accounts).not.toContain('nanqiao@demo.invalid')
  expect(accounts).not.toContain('admin@demo.invalid')
})

test('nobody takes an account over that also works where they do not manage', async () => {
  const { headers } = await ofQingshi()
  const { id } = await signedIn({
    grants: [
      ['clerk', 'sp_qingshi'],
      ['administrator', '*'],
    ],
  })
  for (const path of ['invitation', 'off', 'on'])
    expect((await api.post(`/staff/people/${id}/${path}`, {}, headers)).body.code).toBe('not-allowed')
  // What they do elsewhere stays as it is.
  await api.call('PUT', `/staff/people/${id}/grants`, { grants: [] }, headers)
  const { results } = await DB.prepare(`SELECT role FROM staff_grant WHERE user_id = ?`).bind(id).all()
  expect(results).toEqual([{ role: 'administrator' }])
})

test('an account that is switched off is out at once, and back with what it had', async () => {
  const admin = await administrator()
  const other = await signedIn({ grants: [['clerk', 'sp_qingshi']] })
  expect((await api.get('/staff/me', other.headers)).status).toBe(200)
  expect((await api.post(`/staff/people/${other.id}/off`, {}, admin.headers)).status).toBe(204)
  expect((await api.get('/staff/me', other.headers)).status).toBe(401)
  expect((await api.post(`/staff/people/${other.id}/off`, {}, admin.headers)).body.code).toBe('stale')
  expect((await api.post(`/staff/people/${other.id}/on`, {}, admin.headers)).status).toBe(204)
  const { results } = await DB.prepare('SELECT count(*) AS n FROM staff_session WHERE user_id = ?')
    .bind(other.id)
    .all()
  expect(results).toEqual([{ n: 0 }])
})

test('of two administrators who switch each other off at once one remains', async () => {
  await DB.prepare(`UPDATE staff_user SET off_at = 1 WHERE id = 'su_demo_08'`).run()
  const [a, b] = [await administrator(), await administrator()]
  const answers = await Promise.all([
    api.post(`/staff/people/${a.id}/off`, {}, b.headers),
    api.post(`/staff/people/${b.id}/off`, {}, a.headers),
  ])
  const left = await DB.prepare(
    `SELECT count(*) AS n FROM staff_user u JOIN staff_grant g ON g.user_id = u.id
     WHERE g.role = 'administrator' AND u.off_at IS NULL`,
  ).first('n')
  expect(left).toBe(1)
  expect(answers.map(({ status }) => status)).toContain(204)
})

test('who was only invited is no administrator left', async () => {
  await DB.prepare(`UPDATE staff_user SET off_at = 1 WHERE id = 'su_demo_08'`).run()
  const [a, b] = [await administrator(), await administrator()]
  const third = { ...newcomer, grants: [{ role: 'administrator', point: null }] }
  expect((await api.post('/staff/people', third, a.headers)).status).toBe(201)
  for (const act of ['off', 'invitation']) {
    const answers = await Promise.all([
      api.post(`/staff/people/${a.id}/${act}`, {}, b.headers),
      api.post(`/staff/people/${b.id}/${act}`, {}, a.headers),
    ])
    expect(answers.filter(({ status }) => status < 300).length, act).toBeLessThanOrEqual(1)
    const left = await DB.prepare(
      `SELECT count(*) AS n FROM staff_user WHERE id IN (?, ?) AND off_at IS NULL AND two_factor_enabled = 1`,
    )
      .bind(a.id, b.id)
      .first('n')
    expect(left, act).toBe(1)
    await DB.prepare('UPDATE staff_user SET off_at = NULL, two_factor_enabled = 1 WHERE id IN (?, ?)')
      .bind(a.id, b.id)
      .run()
    const [again, same] = [await administrator(), await administrator()]
    await DB.prepare('UPDATE staff_user SET off_at = 1 WHERE id IN (?, ?)').bind(a.id, b.id).run()
    Object.assign(a, again)
    Object.assign(b, same)
  }
})

test('whoever is switched off leaves no open invitation behind, not even one being given', async () => {
  const [admin, other] = [await administrator(), await administrator()]
  const own = { origin: 'http://localhost' }
  const { code } = (await api.post('/staff/people', newcomer, other.headers)).body
  expect((await api.post('/staff/join/look', { code }, own)).status).toBe(200)
  expect((await api.post(`/staff/people/${other.id}/off`, {}, admin.headers)).status).toBe(204)
  expect((await api.post('/staff/join/look', { code }, own)).body.code).toBe('invitation-over')
  expect((await api.post('/staff/join', { code, password }, own)).body.code).toBe('invitation-over')
  expect(await DB.prepare('SELECT count(*) AS n FROM staff_invitation').first('n')).toBe(0)
  // A request that was let in before the switch: its code opens nothing either.
  await DB.prepare('UPDATE staff_user SET off_at = NULL WHERE id = ?').bind(other.id).run()
  const late = await signedIn({ grants: [['administrator', '*']] })
  const second = { ...newcomer, account: 'late@gaj.example.cn' }
  const given = (await api.post('/staff/people', second, late.headers)).body
  await DB.prepare('UPDATE staff_user SET off_at = 1 WHERE id = ?').bind(late.id).run()
  expect((await api.post('/staff/join', { code: given.code, password }, own)).body.code).toBe(
    'invitation-over',
  )
})

test('inviting again takes password, factors and sessions away', async () => {
  const admin = atDoor()
  await signInAt(admin, 'admin@demo.invalid')
  const clerk = atDoor()
  await signInAt(clerk)
  const { status, body } = await admin.post('/staff/people/su_demo_01/invitation')
  expect(status).toBe(201)
  expect((await clerk.get('/staff/me')).status).toBe(401)
  for (const table of ['staff_credential', 'staff_totp', 'staff_session'])
    expect(
      await DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = 'su_demo_01'`).first('n'),
    ).toBe(0)
  expect((await clerk.post('/staff/join', { code: body.code, password })).body).toEqual({ next: 'set-up' })
}, 40_000)

test('who may only read the list may change nothing on it', async () => {
  const { headers } = await signedIn({ grants: [['chief', 'sp_qingshi']] })
  expect((await api.get('/staff/people', headers)).status).toBe(200)
  expect((await api.post('/staff/people', newcomer, headers)).status).toBe(403)
  expect((await api.post('/staff/people/su_demo_01/off', {}, headers)).status).toBe(403)
  const clerk = await signedIn()
  expect((await api.get('/staff/people', clerk.headers)).status).toBe(403)
})
