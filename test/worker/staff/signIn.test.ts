import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { demo } from '../../support/bureau.ts'
import { atDoor, demoAccount, libraryLoaded, signInAt } from '../../support/staffDoor.ts'

const { DB } = env as Bindings
beforeAll(libraryLoaded, 120_000)
beforeEach(() => demo(env))

const sessions = async () => (await DB.prepare('SELECT * FROM staff_session').all()).results
const leaves = async (action: string) =>
  (await DB.prepare('SELECT body FROM audit_leaf WHERE action = ?').bind(action).all<{ body: string }>())
    .results

test('password and code let somebody in, under cookies that belong to this host alone', async () => {
  const door = atDoor()
  const { password, code } = await demoAccount('clerk@demo.invalid')
  const first = await door.post('/staff/sign-in', { account: ' CLERK@demo.invalid', password })
  expect([first.status, first.body]).toEqual([200, { next: 'code' }])
  expect((await door.get('/staff/me')).status).toBe(401)
  expect(await sessions()).toEqual([])
  const second = await door.post('/staff/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })
  expect([second.status, second.body]).toEqual([200, { next: 'done' }])
  for (const line of second.headers.getSetCookie()) {
    expect(line).toMatch(/^__Host-kaimen-/)
    expect(line).toMatch(/; ?Path=\/(;|$)/i)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax'])
      expect(line.toLowerCase(), line).toContain(`; ${part.toLowerCase()}`)
    expect(line).not.toMatch(/domain=/i)
  }
  const me = await door.get('/staff/me')
  expect([me.status, me.body.name]).toEqual([200, '周小民'])
  expect(await sessions()).toMatchObject([{ method: 'code', ip_address: null, user_agent: 'Windows · Edge' }])
  const [leaf] = await leaves('staff.signin')
  expect(JSON.parse(leaf?.body ?? '').facts).toEqual({ staff: 'su_demo_01', by: 'code' })
})

test('a wrong password, an unknown account and one that is off get the same answer', async () => {
  const { password } = await demoAccount('clerk@demo.invalid')
  await DB.prepare(`UPDATE staff_user SET off_at = 1 WHERE id = 'su_demo_02'`).run()
  const tries = [
    { account: 'clerk@demo.invalid', password: 'something else' },
    { account: 'nobody@demo.invalid', password },
    { account: 'handler@demo.invalid', password },
    { account: 'no address at all', password },
  ]
  const told = await Promise.all(
    tries.map(async (body) => {
      const { status, body: problem, headers } = await atDoor().post('/staff/sign-in', body)
      return [status, { ...problem, requestId: '' }, headers.getSetCookie()]
    }),
  )
  expect(told[0]?.[0]).toBe(401)
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(await sessions()).toEqual([])
})

test('a code is good once, even for two at the same moment', async () => {
  const { account, password, code } = await demoAccount('clerk@demo.invalid')
  const doors = [atDoor(), atDoor()]
  for (const door of doors) await door.post('/staff/sign-in', { account, password })
  const answers = await Promise.all(doors.map((door) => door.post('/staff/sign-in/code', { code })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  const late = atDoor()
  await late.post('/staff/sign-in', { account, password })
  const replayed = await late.post('/staff/sign-in/code', { code })
  expect([replayed.status, replayed.body.code]).toEqual([401, 'code-failed'])
})

test.each(['000000', 'abc', '1234567', 'AAAA-BBBB-CCCC'])('the code %s is none', async (code) => {
  const { account, password } = await demoAccount('clerk@demo.invalid')
  const door = atDoor({ locale: 'en' })
  await door.post('/staff/sign-in', { account, password })
  const { status, body } = await door.post('/staff/sign-in/code', { code })
  expect([status, body.code]).toEqual([401, 'code-failed'])
  expect(body.title).toContain('code')
})

test('a code without a password before it is nothing', async () => {
  const { code } = await demoAccount('clerk@demo.invalid')
  const { status, body } = await atDoor().post('/staff/sign-in/code', { code })
  expect([status, body.code]).toEqual([401, 'sign-in-over'])
  const forged = atDoor()
  forged.jar.set('__Host-kaimen-second', '2fa-anything.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D')
  expect((await forged.post('/staff/sign-in/code', { code })).body.code).toBe('sign-in-over')
})

test.each([
  ['another site', 'https://evil.example'],
  ['nobody says where from', null],
])('a post from %s is refused before anything is looked at', async (_, origin) => {
  const { account, password } = await demoAccount('clerk@demo.invalid')
  const foreign = atDoor({ origin })
  for (const path of [
    '/staff/sign-in',
    '/staff/sign-in/code',
    '/staff/join',
    '/staff/sign-in/passkey/options',
  ]) {
    const { status, body } = await foreign.post(path, { account, password })
    expect([path, status, body.code]).toEqual([path, 403, 'foreign-origin'])
  }
  const inside = atDoor()
  await signInAt(inside)
  const posing = atDoor({ origin })
  for (const [name, value] of inside.jar) posing.jar.set(name, value)
  expect((await posing.post('/staff/sign-out')).status).toBe(403)
  expect((await inside.get('/staff/me')).status).toBe(200)
})

test('a session that was planted before signing in is not the one that is opened', async () => {
  const owner = atDoor()
  await signInAt(owner, 'publisher@demo.invalid')
  const planted = owner.jar.get('__Host-kaimen-staff') ?? ''
  const door = atDoor()
  door.jar.set('__Host-kaimen-staff', planted)
  await signInAt(door)
  expect(door.jar.get('__Host-kaimen-staff')).not.toBe(planted)
  expect((await door.get('/staff/me')).body.name).toBe('周小民')
  // What the browser held before is over.
  expect((await owner.get('/staff/me')).status).toBe(401)
})

test('signing out ends the session itself, not only the cookie', async () => {
  const door = atDoor()
  await signInAt(door)
  const kept = new Map(door.jar)
  expect((await door.post('/staff/sign-out')).status).toBe(204)
  expect(door.jar.has('__Host-kaimen-staff')).toBe(false)
  for (const [name, value] of kept) door.jar.set(name, value)
  expect((await door.get('/staff/me')).status).toBe(401)
  expect(await leaves('staff.signout')).toHaveLength(1)
})

test('the accounts of the demonstration are good on this machine alone', async () => {
  const { account, password, code } = await demoAccount('clerk@demo.invalid')
  const away = atDoor({ host: 'https://gaj.example.cn' })
  expect((await away.get('/staff/sign-in')).body).toEqual({ demo: null })
  expect((await away.post('/staff/sign-in', { account, password })).body.code).toBe('sign-in-failed')
  const here = atDoor()
  await here.post('/staff/sign-in', { account, password })
  // The way begun here goes no further there, and a session of here is none there.
  for (const [name, value] of here.jar) away.jar.set(name, value)
  expect((await away.post('/staff/sign-in/code', { code })).status).toBe(401)
  const inside = atDoor()
  expect((await signInAt(inside, 'chief@demo.invalid')).status).toBe(200)
  for (const [name, value] of inside.jar) away.jar.set(name, value)
  expect((await away.get('/staff/me')).status).toBe(401)
  expect((await inside.get('/staff/me')).status).toBe(200)
})

test('what is missing is said beside its field, in both languages', async () => {
  const zh = await atDoor().post('/staff/sign-in', { account: '', password: '' })
  expect([zh.status, zh.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
    422,
    ['/account', '/password'],
  ])
  const en = await atDoor({ locale: 'en' }).post('/staff/sign-in', { account: 'x', password: '' })
  expect(en.body.errors[0].message).toBe('Fill this in')
})

test('an account that is switched off between password and code stays out', async () => {
  const { account, password, code } = await demoAccount('clerk@demo.invalid')
  const door = atDoor()
  await door.post('/staff/sign-in', { account, password })
  await DB.prepare(`UPDATE staff_user SET off_at = 1 WHERE email = ?`).bind(account).run()
  expect((await door.post('/staff/sign-in/code', { code })).status).toBe(401)
  expect(await sessions()).toEqual([])
})
