import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import type { StationDetail } from '../../api/station/schema.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]

const found = import.meta.glob<{ default: Component }>('../../site/journeys/station/Matters.astro', {
  eager: true,
})
const container = await AstroContainer.create()
const Matters = Object.values(found)[0]!.default

/** The journey of a station that handles `count` matters, its household counter free on Monday. */
function matters(count: number) {
  const matter = (i: number): StationDetail['matters'][number] => ({
    code: `M-${i}`,
    name: { zh: `事项${i}`, en: '' },
    plainName: { zh: `事项${i}`, en: '' },
    counter: i % 2 ? 'general' : 'household',
    audience: i === 0 ? 'not-foreigners' : 'everyone',
    bookable: true,
    fee: { zh: '不收费', en: '' },
    time: { zh: '当场', en: '' },
    ownTerms: false,
    note: null,
  })
  const station: Pick<StationDetail, 'slug' | 'matters' | 'nextFree'> = {
    slug: 'one',
    matters: Array.from({ length: count }, (_, i) => matter(i)),
    nextFree: [{ counter: 'household', startsAt: '2026-11-23T09:00:00+08:00' }],
  }
  return container.renderToString(Matters, {
    props: { station },
  })
}

test('a long list shows five and keeps all behind one fold; a short one shows all', async () => {
  const long = await matters(27)
  const [before, behind] = long.split('<details')
  expect(before?.match(/href="\/matters\//g)).toHaveLength(5)
  expect(behind?.match(/href="\/matters\//g)).toHaveLength(27)
  expect(behind).toContain('全部 27 件')
  const short = await matters(8)
  expect(short).not.toContain('<details')
  expect(short.match(/href="\/matters\//g)).toHaveLength(8)
})

test('only a counter with a free time is booked, and whom a matter is for is said in words', async () => {
  const html = await matters(2)
  expect(html.match(/href="\/book\?/g)).toHaveLength(1)
  expect(html).toContain('外国人请到出入境大厅')
})
