import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { served } from '../support/served.ts'
import { onePerKind, publicPaths } from '../support/sitemap.ts'
import { barriers, overflow, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

const origin = served()
let browser: Browser
let paths: string[]

beforeAll(async () => {
  browser = await openBrowser()
  paths = await publicPaths(origin)
})
afterAll(() => browser?.close())

/** Pages of a journey, which no sitemap lists. */
const steps = [
  '/book?matter=ID-02',
  '/book?matter=ID-02&station=qingshi',
  '/waiting?matter=ID-02&station=qingshi',
  '/book?matter=ID-02&station=qingshi&also=ID-05&people=2',
  '/book?matter=ID-02&station=qingshi&add=1',
  '/book?matter=ID-02&station=qingshi&people=9',
  '/book?matter=ID-02&station=gone',
  '/stations?q=青石',
  '/matters?q=身份证',
  '/papers?q=证明',
  '/stations/qingshi/door',
  '/rate/here/qingshi',
  '/rate/here/qingshi/poster',
  '/stations?q=nothing-like-it',
  '/open/releases?station=qingshi',
  '/open/releases?past=1',
  '/nowhere',
]

/** Walks through pages with two windows, one for each core; everything that is wrong, page by page. */
async function walk(to: string[], look: Parameters<typeof visitor>[2]): Promise<string[]> {
  const halves = [0, 1].map((half) => to.filter((_, index) => index % 2 === half))
  return (await Promise.all(halves.map((half) => stroll(half, look)))).flat()
}

async function stroll(to: string[], look: Parameters<typeof visitor>[2]): Promise<string[]> {
  const wrong: string[] = []
  const someone = await visitor(browser, origin, look)
  for (const path of to) {
    await someone.page.goto(path)
    const found = [...someone.troubles(), ...(await barriers(someone))]
    const wide = await overflow(someone)
    if (wide > 0) found.push(`${wide} px wider than the window`)
    wrong.push(...found.map((what) => `${path}: ${what}`))
  }
  await someone.close()
  return wrong
}

test.each([
  ['zh', 'a phone', { width: 360 }],
  ['en', 'a desk', { width: 1100 }],
] as const)(
  'every page in %s can be used by everybody, on %s',
  { timeout: 600_000 },
  async (language, _where, look) => {
    const own = paths.filter((path) => /^\/en(\/|$)/.test(path) === (language === 'en'))
    expect(await walk(own, { ...look, locale: language })).toEqual([])
  },
)

test.each([
  ['zh', 'at a desk', { width: 1100 }],
  ['en', 'on a phone', { width: 360 }],
  ['zh', 'in the larger version', { width: 360, senior: true }],
  ['en', 'in the larger version', { width: 320, senior: true }],
  ['zh', 'in the dark', { width: 360, dark: true }],
] as const)('one page of each kind in %s can be used by everybody, %s', async (language, _how, look) => {
  const { text } = await overWire(`${origin}/api/v1/releases?station=qingshi&order=latest&limit=1`)
  const [drawn] = JSON.parse(text).items
  const some = [
    ...onePerKind(paths, language),
    `${language === 'en' ? '/en' : ''}/open/releases/qingshi/${drawn.counterGroup}/${drawn.day}`,
    ...steps.map((path) => (language === 'en' ? `/en${path}` : path)),
  ]
  expect(await walk(some, { ...look, locale: language })).toEqual([])
})

test.each(['/stations/qingshi', '/en/matters/ID-02'])(
  'what %s says to programs is data: the policy against scripts has nothing to refuse',
  async (path) => {
    const someone = await visitor(browser, origin)
    await someone.page.goto(path)
    const [data, ...more] = await someone.page.locator('script[type="application/ld+json"]').allTextContents()
    expect(more).toEqual([])
    expect(JSON.parse(data ?? '')).toMatchObject({
      '@context': 'https://schema.org',
      url: expect.stringContaining(path),
    })
    expect(someone.troubles()).toEqual([])
    await someone.close()
  },
)

test('the check can fail', async () => {
  const someone = await visitor(browser, origin)
  await someone.page.goto('/')
  await someone.page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/x.png'
    document.body.appendChild(image)
    document.body.setAttribute('style', 'width: 900px')
  })
  expect((await barriers(someone)).join()).toContain('image-alt')
  expect(someone.troubles().join()).toMatch(/Content Security Policy/)
  await someone.close()
})
