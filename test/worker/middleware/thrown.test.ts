import { createRoute } from '@hono/zod-openapi'
import { expect, test, vi } from 'vitest'
import { createApp } from '../../../api/app.ts'
import { newRoutes } from '../../../api/routing.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { apiClient, monday } from '../../support/api.ts'

const clock = clockAt(monday)
const broken = (thrown: unknown) =>
  newRoutes().openapi(
    createRoute({ method: 'get', path: '/broken', responses: { 200: { description: 'Never' } } }),
    () => {
      throw thrown
    },
  )

test.each([
  ['a text', '13800138000'],
  ['an object', { phone: '13800138000' }],
  ['nothing', undefined],
])('%s that is thrown is a fault like any other, and says nothing', async (_, thrown) => {
  const lines: string[] = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: string) => lines.push(line))
  const api = apiClient({ clock, app: createApp({ clock, features: [broken(thrown)] }) })
  const { status, headers, body } = await api.get('/broken')
  vi.restoreAllMocks()
  expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json'])
  expect(body).toMatchObject({ code: 'internal', requestId: headers.get('x-request-id') })
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(lines.join()).toContain('"status":500')
  expect(lines.join()).not.toContain('13800138000')
})

test.each([
  ['the public', createWholeApp],
  ['staff', createStaffApp],
])('neither does the middleware of the API of %s let anything through', async (_, make) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const limit = () => {
    throw 'no limiter'
  }
  const bindings = { BOT_CHECKS: 'on', READ_LIMITER: { limit }, WRITE_LIMITER: { limit } } as const
  const api = apiClient({ clock, bindings, app: make({ clock }) })
  const { status, body } = await api.get('/health')
  vi.restoreAllMocks()
  expect([status, body.code]).toEqual([500, 'internal'])
})
