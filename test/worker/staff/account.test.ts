import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { purgeStaff } from '../../../api/staff/purge.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { atDoor, demoAccount, libraryLoaded, signInAt } from '../../support/staffDoor.ts'

const { DB } = env as Bindings
beforeAll(libraryLoaded, 120_000)
beforeEach(() => demo(env))

const api = staffApi()
const addPasskey = (user: string, id: string) =>
  DB.prepare(
    `INSERT INTO staff_passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up)
     VALUES (?, '办公室', 'k', ?, ?, 0, 'singleDevice', 0)`,
  )
    .bind(id, user, `c_${id}`)
    .run()

test('everybody sees where they are signed in, and ends one or all others at once', async () => {
  const [desk, home, phone] = [
    atDoor(),
    atDoor(),
    atDoor({ agent: 'Mozilla/5.0 (Linux; Android 16) Firefox/145.0' }),
  ]
  for (const door of [desk, home, phone]) await signInAt(door)
  const { body } = await desk.get('/staff/account')
  expect(body).toMatchObject({ account: 'clerk@demo.invalid', code: true, passkeys: [] })
  expect(body.sessions).toHaveLength(3)
  expect(body.sessions.filter(({ own }: { own: boolean }) => own)).toHaveLength(1)
  const other = body.sessions.find(({ machine }: { machine: string }) => machine === 'Android · Firefox')
  expect((await desk.remove(`/staff/account/sessions/${other.id}`)).status).toBe(204)
  expect((await phone.get('/staff/me')).status).toBe(401)
  expect((await home.get('/staff/me')).status).toBe(200)
  expect((await desk.remove('/staff/account/sessions')).status).toBe(204)
  expect((await home.get('/staff/me')).status).toBe(401)
  expect((await desk.get('/staff/me')).status).toBe(200)
}, 40_000)

test('nobody ends somebody else’s session, nor removes their passkey', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  await addPasskey(other.id, 'sk_theirs')
  const theirs = (await api.get('/staff/account', other.headers)).body.sessions[0].id
  for (const path of [`sessions/${theirs}`, 'passkeys/sk_theirs']) {
    const answer = await api.call('DELETE', `/staff/account/${path}`, undefined, one.headers)
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'record-not-found'])
  }
  expect((await api.get('/staff/me', other.headers)).status).toBe(200)
})

test('the last second factor stays, whichever it is', async () => {
  const { id, headers } = await signedIn()
  const remove = async (path: string) => {
    const { status, body } = await api.call('DELETE', `/staff/account/${path}`, undefined, headers)
    return body?.code ?? status
  }
  expect(await remove('code')).toBe('last-factor')
  await addPasskey(id, 'sk_one')
  expect(await remove('code')).toBe(204)
  expect(await remove('passkeys/sk_one')).toBe('last-factor')
  await addPasskey(id, 'sk_two')
  expect(await remove('passkeys/sk_one')).toBe(204)
  expect(await remove('passkeys/sk_one')).toBe('record-not-found')
  expect(await remove('passkeys/sk_two')).toBe('last-factor')
})

test('a password alone adds no factor to an account that has one', async () => {
  const { id, headers } = await signedIn({ method: 'password' })
  for (const path of ['code', 'passkey/options'])
    expect((await api.post(`/staff/set-up/${path}`, {}, headers)).body.code).toBe('factor-there')
  await DB.prepare('UPDATE staff_user SET two_factor_enabled = 0 WHERE id = ?').bind(id).run()
  await addPasskey(id, 'sk_own')
  expect((await api.post('/staff/set-up/code', {}, headers)).body.code).toBe('factor-there')
})

test('an account with a passkey alone is not opened by its password', async () => {
  const { account, password } = await demoAccount('clerk@demo.invalid')
  await DB.prepare(`UPDATE staff_user SET two_factor_enabled = 0 WHERE email = ?`).bind(account).run()
  await addPasskey('su_demo_01', 'sk_only')
  const door = atDoor()
  const { body, headers } = await door.post('/staff/sign-in', { account, password })
  expect(body).toEqual({ next: 'passkey' })
  expect(headers.getSetCookie()).toEqual([])
  expect(await DB.prepare('SELECT count(*) AS n FROM staff_session').first('n')).toBe(0)
})

test('a new password needs the present one, and ends the other sessions', async () => {
  const [desk, home] = [atDoor(), atDoor()]
  await signInAt(desk)
  await signInAt(home)
  const { password } = await demoAccount('clerk@demo.invalid')
  const wanted = 'seven green umbrellas'
  const change = (present: string, to = wanted) =>
    desk.post('/staff/account/password', { present, wanted: to })
  expect((await change('wrong')).body.errors[0]).toMatchObject({
    pointer: '/present',
    code: 'password.wrong',
  })
  expect((await change(password, 'short')).body.errors[0]).toMatchObject({
    pointer: '/wanted',
    message: '密码至少 12 个字',
  })
  expect((await change(password)).status).toBe(204)
  expect((await home.get('/staff/me')).status).toBe(401)
  expect((await desk.get('/staff/me')).status).toBe(200)
  const sign = (given: string) =>
    atDoor().post('/staff/sign-in', { account: 'clerk@demo.invalid', password: given })
  expect((await sign(password)).status).toBe(401)
  expect((await sign(wanted)).body).toEqual({ next: 'code' })
}, 40_000)

test('new backup codes put an end to the old ones', async () => {
  const door = atDoor()
  await signInAt(door)
  const [first, second] = [
    await door.post('/staff/account/backup-codes'),
    await door.post('/staff/account/backup-codes'),
  ]
  expect(first.body.backupCodes[0]).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  expect((await door.get('/staff/account')).body.backupCodes).toBe(10)
  const { account, password } = await demoAccount('clerk@demo.invalid')
  const comeIn = async (code: string) => {
    const late = atDoor()
    await late.post('/staff/sign-in', { account, password })
    return (await late.post('/staff/sign-in/code', { code })).status
  }
  expect(await comeIn(first.body.backupCodes[0])).toBe(401)
  expect(await comeIn(second.body.backupCodes[0].toLowerCase())).toBe(200)
  expect((await door.get('/staff/account')).body.backupCodes).toBe(9)
}, 40_000)

test('a session ends after an hour without use, and use keeps it', async () => {
  const clock = clockAt(monday)
  const at = staffApi({ clock })
  const { headers } = await signedIn({ clock, idle: 0 })
  for (let hour = 0; hour < 4; hour++) {
    clock.pass(45 * 60_000)
    expect((await at.get('/staff/me', headers)).status).toBe(200)
  }
  clock.pass(61 * 60_000)
  expect((await at.get('/staff/me', headers)).status).toBe(401)
})

test('its last use is written once in five minutes, not with each request', async () => {
  const clock = clockAt(monday)
  const at = staffApi({ clock })
  const { headers } = await signedIn({ clock, idle: 0 })
  const seen = () => DB.prepare('SELECT updated_at AS at FROM staff_session').first<string>('at')
  const before = await seen()
  clock.pass(4 * 60_000)
  await at.get('/staff/me', headers)
  expect(await seen()).toBe(before)
  clock.pass(60_000)
  await at.get('/staff/me', headers)
  expect(await seen()).not.toBe(before)
})

test('a page that asks by itself does not keep a session open', async () => {
  const clock = clockAt(monday)
  const at = staffApi({ clock })
  const { headers } = await signedIn({ clock, idle: 0 })
  const quiet = { ...headers, 'x-kaimen-quiet': '1' }
  for (let minutes = 0; minutes < 50; minutes += 10) {
    clock.pass(10 * 60_000)
    expect((await at.get('/staff/me', quiet)).status).toBe(200)
  }
  clock.pass(10 * 60_000)
  expect((await at.get('/staff/me', quiet)).status).toBe(401)
  expect((await at.get('/staff/me', headers)).status).toBe(401)
})

test('twelve hours are the end of every session', async () => {
  const clock = clockAt(monday)
  const at = staffApi({ clock })
  const { headers } = await signedIn({ clock, hours: 12 })
  clock.pass(12 * 3_600_000 - 1000)
  expect((await at.get('/staff/me', headers)).status).toBe(200)
  clock.pass(1000)
  expect((await at.get('/staff/me', headers)).status).toBe(401)
})

test('what is over is taken away', async () => {
  const clock = clockAt(monday)
  await signedIn({ clock, hours: 1 })
  const open = await signedIn({ clock })
  await DB.batch([
    DB.prepare(`INSERT INTO staff_try VALUES ('a', 1, ?), ('b', 1, ?)`).bind(monday, monday + 7_200_000),
    DB.prepare(`INSERT INTO staff_verification VALUES ('v', 'i', 'x', ?, '', '')`).bind(
      new Date(monday).toISOString(),
    ),
  ])
  clock.pass(3_600_000)
  const ctx = await systemCtx(clock)
  expect(await purgeStaff(ctx)).toEqual({ sessions: 1, questions: 1, tries: 1, invitations: 0 })
  expect(await purgeStaff(ctx)).toEqual({ sessions: 0, questions: 0, tries: 0, invitations: 0 })
  expect((await staffApi({ clock }).get('/staff/me', open.headers)).status).toBe(200)
})

test('and looking for it reads none of what is not over', async () => {
  const clock = clockAt(monday)
  const later = new Date(monday + 3_600_000).toISOString()
  await DB.prepare(
    `INSERT INTO staff_verification
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
     SELECT 'v' || i, 'i' || i, 'x', ?, '', '' FROM n`,
  )
    .bind(later)
    .run()
  const { DB: counted, cost } = costed()
  await purgeStaff(await systemCtx(clock, { DB: counted }))
  expect(cost.rowsRead).toBeLessThanOrEqual(10)
})
