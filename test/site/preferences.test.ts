import type { APIContext } from 'astro'
import { expect, test } from 'vitest'
import { POST } from '../../site/pages/preferences.ts'

/** Sends the header's form as the browser does; answers where it leads and what was kept. */
async function choose(senior: string, back: string) {
  const url = new URL('http://localhost:8787/preferences')
  const request = new Request(url, { method: 'POST', body: new URLSearchParams({ senior, back }) })
  const kept: Record<string, string> = {}
  const cookies = { set: (name: string, value: string) => Object.assign(kept, { [name]: value }) }
  const response = await POST({ request, url, cookies } as unknown as APIContext)
  return { status: response.status, to: response.headers.get('location'), kept }
}

test('the larger version is kept and the reader returns to the page, with its query', async () => {
  expect(await choose('1', '/en/matters?q=id')).toEqual({
    status: 303,
    to: '/en/matters?q=id',
    kept: { senior: '1' },
  })
  expect((await choose('0', '/')).kept).toEqual({ senior: '0' })
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  'javascript:alert(1)',
  '',
  '/\t/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
])('never leads to another site: %j', async (back) => {
  expect((await choose('1', back)).to).toBe('/')
})

test('a form nobody can read leads home', async () => {
  const url = new URL('http://localhost:8787/preferences')
  const request = new Request(url, { method: 'POST', body: '{', headers: { 'content-type': 'text/plain' } })
  const response = await POST({ request, url, cookies: { set: () => {} } } as unknown as APIContext)
  expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
})
