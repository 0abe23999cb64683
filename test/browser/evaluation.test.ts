import { cpSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Evaluation, StationEvaluation } from '../../api/evaluation/schema.ts'
import { root } from '../../scripts/tool.ts'
import { firstIndicators, pointsOf } from '../../site/lib/evaluation.ts'
import { openBrowser } from '../support/browser.ts'
import { evaluated, quartersNow } from '../support/evaluated.ts'
import { standing, withDatabase } from '../support/queue.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { barriers, overflow, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

served()
const state = join(root, 'test/artifacts/browser/evaluation')
const quarters = quartersNow(Date.now())
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>
let slugs: string[]

beforeAll(async () => {
  browser = await openBrowser()
  rmSync(state, { recursive: true, force: true })
  cpSync(inject('seeded'), state, { recursive: true })
  slugs = withDatabase(state, evaluated)
  server = await standing(state, inject('secrets'))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const get = async (path: string) => overWire(server.origin + path)
const json = async <T>(path: string): Promise<T> => JSON.parse((await get(`/api/v1${path}`)).text)

test.each(everyReader)(
  'somebody reads the bands of all stations, then why one has its own: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, server.origin, { locale, script, width: 360 })
    const { page, t } = who
    const faults = documentsOf(page)
    await who.open('/open')
    await page.getByRole('link', { name: t('openness.evaluations'), exact: true }).click()
    await page.locator('#bands').waitFor()
    const { period, items, indicators } = await json<Evaluation>('/evaluations/latest')
    expect(period.period).toBe(quarters.provisional)
    const rows = page.locator('#bands tbody tr')
    const scored = items.filter(({ all }) => all.score !== null)
    expect(await rows.count()).toBe(scored.length)
    for (const [i, { station, all, rated, indicators: of }] of scored.entries()) {
      const cells = await rows.nth(i).locator('th, td').allInnerTexts()
      expect(cells[0]).toBe(station.name[locale])
      expect(cells[1]).toBe(all.band)
      expect(cells[2]?.trim()).toBe(`${pointsOf(all.score!)}\n${pointsOf(all.low!)}–${pointsOf(all.high!)}`)
      expect(cells[3]?.split('\n')[0]).toBe(rated.toLocaleString('en-GB'))
      expect(cells.slice(4).map((cell) => cell.split('\n')[0])).toEqual(
        indicators.map(({ code }) => {
          const { score } = of[code]!
          return score === null ? t('evaluation.few.short') : pointsOf(score)
        }),
      )
    }
    // Who has too few ratings stands folded behind.
    const few = page.locator('#few tbody tr')
    expect(await few.count()).toBe(items.length - scored.length)
    expect(await few.first().isVisible()).toBe(false)
    for (const link of await page.locator('#bands thead a').all()) {
      const box = (await link.boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
    }
    // Band and score are seen before anybody scrolls sideways.
    for (const cell of [1, 2]) {
      const box = await rows
        .first()
        .locator('td')
        .nth(cell - 1)
        .boundingBox()
      expect(box!.x + box!.width).toBeLessThanOrEqual(360)
    }
    await sound(who, script)

    await page
      .locator('#bands thead')
      .getByRole('link', { name: t('evaluation.score'), exact: true })
      .click()
    await page.waitForURL(/sort=score/)
    const names = await rows.locator('th').allInnerTexts()
    const best = scored.toSorted((a, b) => (b.all.score ?? -1) - (a.all.score ?? -1))
    expect(names[0]).toBe(best[0]!.station.name[locale])
    expect(names.at(-1)).toBe(best.at(-1)!.station.name[locale])
    await sound(who, script)

    await rows.first().getByRole('link').click()
    await page.locator('#indicators').waitFor()
    const { slug } = best[0]!.station
    const one = await json<StationEvaluation>(`/evaluations/${quarters.provisional}/stations/${slug}`)
    expect(await words(who)).toContain(pointsOf(one.all.score!))
    await page
      .locator('main details', { has: page.locator('#why-satisfaction') })
      .locator('summary')
      .click()
    const why = page.locator('#why-satisfaction')
    expect(await why.locator('tbody tr').count()).toBe(
      one.cells.filter(({ indicator }) => indicator === 'satisfaction').length,
    )
    const counted = await why.locator('tbody tr td:nth-child(3)').allInnerTexts()
    expect(counted.reduce((sum, n) => sum + Number(n.replace(',', '')), 0)).toBe(one.rated)
    // What each is worth is seen beside how many there are, before anybody scrolls sideways.
    for (const worth of await why.locator('tr > :last-child').all()) {
      const box = await worth.boundingBox()
      expect(box!.x + box!.width).toBeLessThanOrEqual(360)
    }
    expect(await page.locator('#trends tbody tr').count()).toBe(2)
    await sound(who, script)
    await page.getByRole('link', { name: t('evaluation.method'), exact: true }).click()
    await page.locator('#rules').waitFor()
    expect(await page.locator('#rules tbody tr').count()).toBe(indicators.length)
    await sound(who, script)
    await who.open(`/stations/${slug}`)
    await page.getByRole('link', { name: t('evaluation.station.link'), exact: true }).click()
    // Of the newest quarter that has ended, not of the one that runs.
    expect(new URL(page.url()).pathname).toContain(`/evaluations/${quarters.provisional}/stations/${slug}`)
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test.each(['zh', 'en'] as const)(
  'no column is cut: on a desk all are seen, on a phone names stay and sentences stand below each other: %s',
  async (locale) => {
    const who = await visitor(browser, server.origin, { locale, width: 1100 })
    const { page } = who
    const cut = () =>
      page
        .locator('main .scroll')
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)
    const all = `/evaluations/${quarters.provisional}`
    for (const width of [1100, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const path of [
        all,
        `${all}/stations/${slugs[0]}`,
        '/evaluations/method',
        '/evaluations/checklist',
      ]) {
        await who.open(path)
        expect([path, width, await cut()]).toEqual([path, width, 0])
      }
    }
    await page.setViewportSize({ width: 360, height: 740 })
    for (const path of ['/evaluations/method', '/evaluations/checklist']) {
      await who.open(path)
      expect([path, await cut()]).toEqual([path, 0])
    }
    await who.open(all)
    const name = page.locator('#bands tbody th').first()
    const before = await name.boundingBox()
    await page.locator('.bands:not(.fold) .scroll').evaluate((box) => box.scrollBy(300, 0))
    expect((await name.boundingBox())!.x).toBe(before!.x)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 720, height: 1000 })
    expect(await cut()).toBe(0)
    await who.close()
  },
)

test('page, JSON and CSV say the same of every station and indicator', async () => {
  const quarter = quarters.provisional
  const { items, indicators, files } = await json<Evaluation>(`/evaluations/${quarter}`)
  const path = files.find(({ name }) => name === 'results.csv')!.path
  const lines: Record<string, string>[] = parse((await get(path)).text, { columns: true })
  const of = new Map(lines.map((line) => [`${line.station} ${line.indicator}`, line]))
  const { text } = await get(`/evaluations/${quarter}`)
  const body = text.split('<tr').filter((line) => line.includes('scope="row"'))
  for (const { station, all, indicators: results } of items) {
    const row = body.find((line) => line.includes(`/stations/${station.slug}"`))
    expect(row).toBeDefined()
    for (const [code, result] of [['all', all], ...Object.entries(results)] as const) {
      const line = of.get(`${station.slug} ${code}`)
      if (!line) continue
      for (const name of ['score', 'low', 'high', 'mean'] as const)
        expect(line[name]).toBe(result[name] === null ? '' : result[name].toFixed(2))
      expect(line.band).toBe(result.band)
      expect(line.n).toBe(String(result.n))
      if (line.score) expect(row).toMatch(new RegExp(`>\\s*${pointsOf(Number(line.score))}<`))
    }
  }
  expect(indicators.map(({ code }) => code).sort()).toEqual(firstIndicators.map(({ code }) => code).sort())
  expect(of.size).toBeGreaterThan(slugs.length * 3)
})

test('the pages of twenty stations are light', async () => {
  expect(slugs.length).toBeGreaterThanOrEqual(20)
  for (const path of [
    '/evaluations',
    '/en/evaluations',
    '/en/evaluations/method',
    `/evaluations/${quarters.frozen}/stations/${slugs[0]}`,
  ]) {
    const { text, bytes, status } = await get(path)
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script|style="/)
    const sheets = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, sheet]) => sheet)
    const styles = await Promise.all(sheets.map((sheet) => get(sheet!)))
    expect(bytes + styles.reduce((sum, sheet) => sum + sheet.bytes, 0), path).toBeLessThanOrEqual(14_000)
  }
})

test('a badge stands on somebody else’s page, and cannot mislead', async () => {
  const slug = slugs.at(-1)!
  const badge = (period: string, lead = '') => get(`${lead}/evaluations/${period}/stations/${slug}/badge.svg`)
  const frozen = await badge(quarters.frozen)
  expect(frozen.headers).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=3600',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
  expect(frozen.text).toContain('已定稿')
  expect(frozen.text).toContain('演示')
  const { all } = await json<StationEvaluation>(`/evaluations/${quarters.frozen}/stations/${slug}`)
  expect(frozen.text).toContain(`${all.band} 档`)
  expect((await badge(quarters.open)).text).not.toMatch(/[ABC] 档/)
  // The newest that has ended, which is not final yet.
  expect((await badge('latest')).text).toContain('初步结果')
  expect((await badge('latest', '/en')).text).toContain('provisional')
  for (const period of ['2020Q1', 'x', '2026Q9']) expect((await badge(period)).status, period).toBe(404)

  const page = `<!doctype html><title>x</title><img src="${server.origin}/evaluations/${quarters.frozen}/stations/${slug}/badge.svg">`
  const other = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready))
  const who = await visitor(browser, server.origin, {})
  await who.page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  const width = await who.page.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)
  expect(width).toBe(320)
  await who.close()
  await new Promise((done) => other.close(done))
})

test('what is asked for as what it is now leads to its period; what there is not is not found', async () => {
  const where = async (path: string) => {
    const { status, headers } = await get(path)
    return [status, headers.location]
  }
  expect(await where('/evaluations/latest')).toEqual([302, `/evaluations/${quarters.provisional}`])
  expect(await where(`/en/evaluations/current/stations/${slugs[0]}`)).toEqual([
    302,
    `/en/evaluations/${quarters.open}/stations/${slugs[0]}`,
  ])
  for (const path of ['/2020Q1', '/2026Q9', '/2020Q1/stations/qingshi', `/${quarters.open}/stations/nowhere`])
    expect((await get(`/evaluations${path}`)).status, path).toBe(404)
  expect((await get('/evaluations/method?period=2020Q1')).status).toBe(404)
})

test.each([
  { width: 360, senior: true },
  { width: 360, dark: true },
  { width: 1100, dark: true },
  { width: 1100, print: true },
])('everybody can read them: %o', async ({ print, ...look }) => {
  for (const locale of ['zh', 'en'] as const) {
    const who = await visitor(browser, server.origin, { ...look, locale })
    if (print) await who.page.emulateMedia({ media: 'print' })
    for (const path of [
      '/evaluations',
      '/evaluations/method',
      `/evaluations/${quarters.provisional}/stations/${slugs[2]}`,
    ]) {
      await who.open(path)
      expect(await barriers(who), path).toEqual([])
      expect(await overflow(who), path).toBe(0)
    }
    expect(who.troubles()).toEqual([])
    await who.close()
  }
})
