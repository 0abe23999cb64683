import { expect, test } from 'vitest'
import { securityHeaders } from '../../api/middleware/headers.ts'
import { served } from '../support/served.ts'
import { publicPaths } from '../support/sitemap.ts'
import { htmlFaults } from '../support/validHtml.ts'
import { overWire } from '../support/wire.ts'

const origin = served()

/** The same on every page; a form about a place may ask the browser where somebody stands, once they press. */
const headersOf = (path: string): Record<string, string> => ({
  ...securityHeaders,
  ...(/\/complaints\/(problem|mediation)$/.test(path) && {
    'Permissions-Policy': `${securityHeaders['Permissions-Policy']}`.replace(
      'geolocation=()',
      'geolocation=(self)',
    ),
  }),
})

/** HTML and CSS of a page, compressed: it arrives with the first answer of a slow line. */
const pageBudget = 14_000
const scriptBudget = 5_000

const sizes = new Map<string, Promise<number>>()
const sizeOf = (path: string) => {
  const known = sizes.get(path) ?? overWire(origin + path).then(({ bytes }) => bytes)
  sizes.set(path, known)
  return known
}
const sum = async (paths: string[]) => (await Promise.all(paths.map(sizeOf))).reduce((a, b) => a + b, 0)
const found = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, path = '']) => path)

/** What is wrong with one page as it comes over the wire. */
async function wrongWith(path: string): Promise<string[]> {
  const { status, headers, bytes, text } = await overWire(origin + path)
  const wrong: string[] = []
  if (status !== 200) wrong.push(`answers ${status}`)
  for (const [name, value] of Object.entries(headersOf(path)))
    if (headers[name.toLowerCase()] !== value) wrong.push(`${name}: ${headers[name.toLowerCase()]}`)
  if (headers['content-encoding'] !== 'br') wrong.push('is not compressed')
  const styles = found(text, /<link rel="stylesheet" href="([^"]+)"/g)
  const scripts = found(text, /<(?:script[^>]* src|link rel="modulepreload" href)="([^"]+)"/g)
  const weight = bytes + (await sum(styles))
  // The house's own, and at most one of the feature the page belongs to.
  if (styles.length < 1 || styles.length > 2) wrong.push(`${styles.length} stylesheets`)
  if (weight > pageBudget) wrong.push(`weighs ${weight} bytes with its style`)
  if ((await sum(scripts)) > scriptBudget) wrong.push('weighs too much in script')
  const language = /^\/en(\/|$)/.test(path) ? 'en-GB' : 'zh-Hans-CN'
  if (!text.includes(`<html lang="${language}"`)) wrong.push('names another language')
  return [...wrong, ...(await htmlFaults(text))].map((what) => `${path}: ${what}`)
}

test('every page of the sitemap is there, light, valid, and guarded by the same headers', async () => {
  const paths = await publicPaths(origin)
  expect(paths.length).toBeGreaterThan(100)
  expect(paths.filter((path) => /^\/en(\/|$)/.test(path))).toHaveLength(paths.length / 2)
  const wrong: string[] = []
  for (const path of paths) wrong.push(...(await wrongWith(path)))
  expect(wrong).toEqual([])
})

test('every link of every page leads somewhere', async () => {
  const paths = await publicPaths(origin)
  const seen = new Map<string, string>()
  for (const path of paths) {
    const { text } = await overWire(origin + path)
    for (const to of found(text, /\shref="(\/[^"#?]*)/g)) if (!seen.has(to)) seen.set(to, path)
  }
  const dead: string[] = []
  for (const [to, from] of seen) {
    const { status } = await overWire(origin + to)
    if (status >= 400) dead.push(`${from} → ${to}: ${status}`)
  }
  expect(dead).toEqual([])
})

test.each([
  ['a page', '/', 200],
  ['an English page', '/en/privacy', 200],
  ['the API', '/api/v1/health', 200],
  ['the API’s pages', '/api/v1/docs', 200],
  ['a file', '/favicon.svg', 200],
  ['robots.txt', '/robots.txt', 200],
  ['the sitemap', '/sitemap.xml', 200],
  ['a page that is not there', '/nowhere', 404],
  ['a file that is not there', '/_astro/none.css', 404],
  ['an API path that is not there', '/api/v1/nowhere', 404],
  ['a station that is not there', '/en/stations/nowhere', 404],
  ['a matter that is not there', '/matters/XX-99', 404],
])('%s carries the security headers', async (_what, path, status) => {
  const answer = await overWire(origin + path)
  expect(answer.status).toBe(status)
  for (const [name, value] of Object.entries(securityHeaders))
    expect(answer.headers[name.toLowerCase()], name).toBe(value)
})

test.each([
  ['a form from another site', { origin: 'https://evil.example' }, 'name=x', 403],
  ['a body without end', { origin }, `note=${'x'.repeat(70_000)}`, 413],
])('%s is refused, with the same headers', async (_what, headers, body, status) => {
  const answer = await overWire(`${origin}/book`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
      ...headers,
    },
    body,
  })
  expect(answer.status).toBe(status)
  for (const [name, value] of Object.entries(securityHeaders))
    expect(answer.headers[name.toLowerCase()], name).toBe(value)
})

test('what holds a person is never kept by a cache', async () => {
  const answer = await overWire(`${origin}/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: 'stage=look&reference=A-20261123-7K3M9Q&accessCode=22222222',
  })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('the checks of a page can fail', async () => {
  expect(await htmlFaults('<ul><p>x</p></ul><p style="color:red">y</p>')).not.toEqual([])
  expect((await wrongWith('/favicon.svg')).join()).toContain('0 stylesheets')
})
