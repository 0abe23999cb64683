import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { demo } from '../../support/bureau.ts'
import { atDoor, demoAccount, libraryLoaded, signInAt } from '../../support/staffDoor.ts'

const { DB } = env as Bindings
beforeAll(libraryLoaded, 120_000)
beforeEach(() => demo(env))

const account = 'clerk@demo.invalid'
const wrong = { account, password: 'not the password' }

test('a stranger’s thousand wrong tries stop the stranger, never the owner’s own device nor a passkey', async () => {
  const { password } = await demoAccount(account)
  const own = atDoor()
  expect((await signInAt(own)).status).toBe(200)
  await own.post('/staff/sign-out')
  const statuses = new Map<number, number>()
  for (let left = 1000; left > 0; left -= 20) {
    // From ever other networks, and from the owner's own.
    const address = left % 40 ? `198.51.${left % 256}.${left % 200}` : '203.0.113.7'
    const stranger = atDoor({ address })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stranger.post('/staff/sign-in', wrong)),
    )
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses.keys()].sort()).toEqual([401, 429])
  expect(statuses.get(401)).toBeLessThanOrEqual(50)
  // The owner on a device that never signed in waits with the strangers, and is told how long …
  const fresh = await atDoor({ address: '192.0.2.1' }).post('/staff/sign-in', { account, password })
  expect([fresh.status, fresh.body.code]).toEqual([429, 'too-many-tries'])
  expect(Number(fresh.headers.get('retry-after'))).toBeGreaterThan(60)
  // … on the own one nothing has changed, and a passkey is never counted.
  expect((await signInAt(own)).status).toBe(200)
  expect((await atDoor().post('/staff/sign-in/passkey/options')).status).toBe(200)
  const noted = await DB.prepare(`SELECT body FROM audit_leaf WHERE action = 'staff.refused'`).all<{
    body: string
  }>()
  expect(noted.results.length).toBeGreaterThan(0)
  expect(noted.results.length).toBeLessThan(10)
  expect(noted.results[0]?.body).not.toContain('clerk')
}, 120_000)

test('a device that signed in before is counted too, by itself', async () => {
  const own = atDoor()
  await signInAt(own)
  await own.post('/staff/sign-out')
  const statuses = []
  for (let tries = 0; tries < 12; tries++) statuses.push((await own.post('/staff/sign-in', wrong)).status)
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  // Another device of the same account is not concerned.
  const { password } = await demoAccount(account)
  expect((await atDoor().post('/staff/sign-in', { account, password })).status).toBe(200)
})

test('another account’s device is a stranger here', async () => {
  const other = atDoor()
  await signInAt(other, 'chief@demo.invalid')
  const [name = '', value = ''] = [...other.jar].find(([name]) => name.includes('device')) ?? []
  const { password } = await demoAccount(account)
  const statuses = []
  for (let tries = 0; tries < 11; tries++) statuses.push((await other.post('/staff/sign-in', wrong)).status)
  expect(statuses.at(-1)).toBe(429)
  // Nor does a device cookie under another account's name, or one that nobody sealed, help.
  const own = atDoor({ address: '192.0.2.9' })
  await signInAt(own)
  const mine = [...own.jar].find(([name]) => name.includes('device'))?.[0] ?? ''
  expect(mine).not.toBe(name)
  const posing = atDoor()
  posing.jar.set(mine, value)
  expect((await posing.post('/staff/sign-in', { account, password })).status).toBe(429)
})

test('whoever has the password cannot try codes for long', async () => {
  const { password } = await demoAccount(account)
  const statuses: number[] = []
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
    const door = atDoor({ address })
    for (let tries = 0; tries < 11; tries++) {
      await door.post('/staff/sign-in', { account, password })
      statuses.push((await door.post('/staff/sign-in/code', { code: '000000' })).status)
    }
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(20)
  expect(statuses.at(-1)).toBe(429)
}, 60_000)

test('an IPv6 line with a whole block of networks stops itself, not the account', async () => {
  const { password } = await demoAccount(account)
  const statuses: number[] = []
  for (let line = 1; line <= 8; line++) {
    const door = atDoor({ address: `2001:db8:77:${line.toString(16)}::1` })
    const answers = await Promise.all(Array.from({ length: 9 }, () => door.post('/staff/sign-in', wrong)))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(30)
  const owner = atDoor({ address: '2001:db8:78:1::1' })
  expect((await owner.post('/staff/sign-in', { account, password })).status).toBe(200)
}, 60_000)

test('counts hold no name, account or network', async () => {
  await atDoor().post('/staff/sign-in', wrong)
  const { results } = await DB.prepare('SELECT subject FROM staff_try').all<{ subject: string }>()
  expect(results).toHaveLength(2)
  for (const { subject } of results) expect(subject).toMatch(/^[\w-]{43}$/)
})
