import type { APIContext } from 'astro'
import { expect, test, vi } from 'vitest'

vi.mock('astro:middleware', () => ({ defineMiddleware: (handle: unknown) => handle }))
vi.mock('../../site/lib/api.ts', () => ({ plainPage: () => new Response(null, { status: 405 }) }))
const { onRequest } = await import('../../site/middleware.ts')

/** What the page finds of the choice when it renders, and whether it could read the body. */
async function ask(path: string, body?: string) {
  const url = new URL(path, 'http://localhost:8787')
  const request = new Request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  const kept: Record<string, string> = {}
  const cookies = { set: (name: string, value: string) => Object.assign(kept, { [name]: value }) }
  let seen = {}
  await onRequest({ request, url, cookies } as unknown as APIContext, async () => {
    seen = { ...kept }
    return new Response(await request.text(), { headers: { 'content-type': 'text/plain' } })
  })
  return { seen, read: request.bodyUsed }
}

test('a post that names a size is rendered in it, with everything it carries', async () => {
  expect(await ask('/book?_senior=1', 'name=x')).toEqual({ seen: { senior: '1' }, read: true })
  expect(await ask('/track?_senior=0', 'reference=x')).toEqual({ seen: { senior: '0' }, read: true })
})

test('a link cannot choose for the reader, nor a post that names none', async () => {
  expect((await ask('/book?_senior=1')).seen).toEqual({})
  expect((await ask('/book', 'name=x')).seen).toEqual({})
})
