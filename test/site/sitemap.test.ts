import type { APIContext } from 'astro'
import { expect, test, vi } from 'vitest'

const stations = vi.hoisted(() => ({ count: 0, down: false }))

// The directory as the API gives it, a thousand a page.
vi.mock('../../site/lib/ask.ts', () => ({
  ask: async (_: unknown, path: string, { query = {} }: { query?: { cursor?: string } } = {}) => {
    if (stations.down) return { ok: false }
    if (path === '/forms') return { ok: true, data: { items: [{ matter: 'CR-01' }] } }
    const from = Number(query.cursor ?? 0)
    const length = Math.min(1000, stations.count - from)
    const items = Array.from({ length }, (_, i) => ({ kind: 'station', id: `s${from + i}` }))
    return {
      ok: true,
      data: { items, nextCursor: from + length < stations.count ? `${from + length}` : null },
    }
  },
}))
vi.mock('../../site/lib/api.ts', () => ({ settingsOf: () => ({ origin: 'https://bureau.example' }) }))

const whole = await import('../../site/pages/sitemap.xml.ts')
const part = await import('../../site/pages/sitemap-[n].xml.ts')

const read = async (answer: Response | Promise<Response>) => {
  const { status, headers } = await answer
  const text = await (await answer).text()
  const locs = [...text.matchAll(/<loc>https:\/\/bureau\.example([^<]+)<\/loc>/g)].map(([, path]) => path!)
  return { status, type: headers.get('content-type'), text, locs }
}
const first = () => read(whole.GET({ params: {} } as unknown as APIContext) as Promise<Response>)
const nth = (n: string) => read(part.GET({ params: { n } } as unknown as APIContext) as Promise<Response>)

test('a county fits in one file, each page in both languages', async () => {
  stations.count = 31
  const { locs, text } = await first()
  expect(text).toContain('<urlset')
  expect(locs).toEqual(
    expect.arrayContaining(['/', '/en/', '/stations/s30', '/en/stations/s30', '/en/apply/CR-01']),
  )
  expect(new Set(locs).size).toBe(locs.length)
  expect((await nth('1')).locs).toEqual(locs)
  for (const n of ['0', '2', '-1', 'x', '01', '99999']) expect((await nth(n)).status, n).toBe(404)
})

test('a nation is named in files of at most 50,000 addresses, nothing left out', async () => {
  stations.count = 41_352
  const { locs, text } = await first()
  expect(text).toContain('<sitemapindex')
  expect(locs).toEqual(['/sitemap-1.xml', '/sitemap-2.xml'])
  const files = [await nth('1'), await nth('2')]
  for (const file of files) expect(file.locs.length).toBeLessThanOrEqual(50_000)
  const all = new Set(files.flatMap((file) => file.locs))
  expect(all.has('/en/stations/s41351')).toBe(true)
  expect([...all].filter((path) => path.startsWith('/stations/'))).toHaveLength(41_352)
  expect((await nth('3')).status).toBe(404)
})

test('without an answer of the API it asks to come back', async () => {
  stations.down = true
  expect((await first()).status).toBe(503)
  expect((await nth('1')).status).toBe(503)
})
