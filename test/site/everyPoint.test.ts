import { expect, test, vi } from 'vitest'

/** A bureau with more service points than a page of their list holds. */
const slugs = Array.from({ length: 130 }, (_, i) => `station-${i}`)
vi.mock('../../site/lib/api.ts', () => ({
  apiFetch: () => async (url: URL) => {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const to = from + Number(url.searchParams.get('limit'))
    const items = slugs.slice(from, to).map((slug) => ({ slug, name: { zh: slug, en: slug } }))
    return Response.json({ items, nextCursor: to < slugs.length ? String(to) : null })
  },
}))
const { everyPoint } = await import('../../site/lib/everyPoint.ts')

test('a choice of stations holds those behind the first page too', async () => {
  const url = new URL('http://localhost/staff/surveys/new')
  const found = await everyPoint({ url, request: new Request(url), locals: {} } as never)
  expect(found.map(({ slug }) => slug)).toEqual(slugs)
})
