import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { demo } from '../../support/bureau.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const api = staffApi()
beforeEach(() => demo(env))

test('whoever is signed in sees who they are, what they may do, and where', async () => {
  const { headers } = await signedIn({
    name: '周小民',
    grants: [
      ['clerk', 'sp_qingshi'],
      ['auditor', '*'],
    ],
  })
  const { status, body } = await api.get('/staff/me', headers)
  expect(status).toBe(200)
  expect(body.name).toBe('周小民')
  expect(body.grants).toMatchObject([
    { role: 'auditor', point: null, permissions: expect.arrayContaining(['audit.read']) },
    { role: 'clerk', point: { slug: 'qingshi' } },
  ])
})

test.each([
  ['no cookie', async () => ({})],
  ['a cookie that nobody signed', async () => ({ cookie: '__Host-kaimen-staff=abc.def' })],
  ['a session that is over', async () => (await signedIn({ hours: -1 })).headers],
  ['an account that is off', async () => (await signedIn({ off: true })).headers],
  ['a password without a second factor', async () => (await signedIn({ method: 'password' })).headers],
])('%s is not signed in', async (_, headersOf) => {
  const { status, body } = await api.get('/staff/me', await headersOf())
  expect([status, body.code]).toEqual([401, 'not-signed-in'])
})

test('somebody else’s token under a wrong signature is not signed in', async () => {
  const { headers } = await signedIn()
  const bent = headers.cookie?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) ?? ''
  expect((await api.get('/staff/me', { cookie: bent })).status).toBe(401)
})
