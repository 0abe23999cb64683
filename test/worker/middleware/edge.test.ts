import { expect, test } from 'vitest'
import { securityHeaders } from '../../../api/middleware/headers.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { apiClient } from '../../support/api.ts'

const api = apiClient()

test('every answer, good or bad, has the security headers, an id and no cache unless it says so', async () => {
  for (const [method, path, body] of [
    ['GET', '/health'],
    ['GET', '/nowhere'],
    ['DELETE', '/track'],
    ['POST', '/track', '{'],
    ['POST', '/track', {}],
    ['GET', '/openapi.json'],
  ] as const) {
    const { headers } = await api.call(method, path, body)
    for (const [name, value] of Object.entries(securityHeaders))
      expect(headers.get(name), `${method} ${path}: ${name}`).toBe(value)
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(headers.get('cache-control')).toBeTruthy()
    expect(headers.get('vary')).toContain('Accept-Language')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('a request id is taken when it is one, and never echoed when it is not', async () => {
  const id = async (given: string) =>
    (await api.get('/health', { 'x-request-id': given })).headers.get('x-request-id')
  expect(await id('abcd-1234')).toBe('abcd-1234')
  for (const bad of ['short', '<script>alert(1)</script>', 'x'.repeat(65), 'a b c d e f'])
    expect(await id(bad)).not.toBe(bad)
})

test.each([
  ['', 'zh-CN'],
  ['en', 'en'],
  ['en-US,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en;q=0.5, zh;q=0.4', 'en'],
  ['fr,de', 'zh-CN'],
  ['fr, en;q=0.1', 'en'],
  ['en;q=0, zh', 'zh-CN'],
  ['EN-gb', 'en'],
  ['*', 'zh-CN'],
  [';;;,,,q=', 'zh-CN'],
])('Accept-Language %j is answered in %s', async (given, language) => {
  const answer = await api.get('/nowhere', { 'accept-language': given })
  expect(answer.headers.get('content-language')).toBe(language)
})

test('every path of ours refuses every method it does not have, with Allow', async () => {
  const routes = createWholeApp().routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1'),
  )
  const byPath = Map.groupBy(routes, ({ path }) => path)
  for (const [path, list] of byPath) {
    const own = new Set(list.map(({ method }) => method))
    const at = path.slice('/api/v1'.length).replace(/:\w+/g, 'x')
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((m) => !own.has(m))) {
      const answer = await api.call(method, at)
      // `/appointments/check` may also be read as a longer path's parameter; what matters is a plain refusal.
      expect(answer.status, `${method} ${at}`).toBe(405)
      for (const allowed of own) expect(answer.headers.get('allow')).toContain(allowed)
    }
  }
})

test.each([
  ['application/json ; charset="gbk"', 415],
  ['application/json, text/html', 415],
  ['application/jsonp', 415],
  ['', 415],
  ['APPLICATION/JSON;charset=utf-8', 422],
])('a body sent as %j is answered %i, and told what is taken', async (type, status) => {
  const answer = await api.post('/track', {}, { 'content-type': type })
  expect(answer.status, answer.text).toBe(status)
  if (status === 415) expect(answer.headers.get('accept-post')).toBe('application/json')
})

test('a body of unknown length is cut off at the same size', async () => {
  const chunk = new TextEncoder().encode('x'.repeat(8_192))
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1
      if (sent > 100) controller.close()
      else controller.enqueue(chunk)
    },
  })
  const { env } = await import('cloudflare:workers')
  const response = await createWholeApp().fetch(
    new Request('http://localhost/api/v1/track', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
    }),
    { ...env, BOT_CHECKS: 'off' },
  )
  expect(response.status).toBe(413)
  expect(sent, 'the rest is not read').toBeLessThan(30)
})
