import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addMonths, monthOf } from '../../api/calendar/month.ts'
import { type FigureName, figureNames } from '../../api/complaint/figures/figures.ts'
import { root } from '../../scripts/tool.ts'
import { openBrowser } from '../support/browser.ts'
import { standing, withDatabase } from '../support/queue.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

served()
const state = join(root, 'test/artifacts/browser/figures')
const newest = addMonths(monthOf(Date.now()), -1)
const before = addMonths(newest, -1)
const sha256 = 'ab'.repeat(32)
let browser: Browser
let slugs: string[]
let server: Awaited<ReturnType<typeof standing>>

/** Two months as they were counted: every place has a dozen, Qingshi a few late ones, the bureau nine of its own. Gives every place. */
function counted(db: DatabaseSync): string[] {
  for (const month of [before, newest]) {
    const body = JSON.stringify({ action: 'complaint.month', facts: { sha256 } })
    db.prepare(
      `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash) VALUES (?1, ?2, 'complaint.month', ?3, ?4, '', ?1)`,
    ).run(`lf_${month}`, `${addMonths(month, 1)}-01`, month, body)
    db.prepare(
      `INSERT INTO complaint_month SELECT ?, id, CASE slug WHEN 'qingshi' THEN 31 ELSE 12 END, 7,
         CASE slug WHEN 'qingshi' THEN 3 ELSE 5 END, 0, 0 FROM service_point WHERE kind <> 'room'`,
    ).run(month)
    db.prepare("INSERT INTO complaint_month VALUES (?, '*', 9, 2, 0, 0, 0)").run(month)
    db.prepare('INSERT INTO complaint_month_done (month, leaf, at) VALUES (?, ?, 0)').run(
      month,
      `lf_${month}`,
    )
  }
  return db
    .prepare('SELECT slug FROM service_point ORDER BY slug')
    .all()
    .map(({ slug }) => String(slug))
}

beforeAll(async () => {
  browser = await openBrowser()
  rmSync(state, { recursive: true, force: true })
  cpSync(inject('seeded'), state, { recursive: true })
  slugs = withDatabase(state, counted)
  server = await standing(state, inject('secrets'))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test.each(everyReader)(
  'somebody reads the figures of the bureau, then of one station: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, server.origin, { locale, script, width: 360 })
    const { page, t } = who
    const faults = documentsOf(page)
    await who.open('/open')
    await page.getByRole('link', { name: t('openness.complaints'), exact: true }).click()
    await page.getByRole('heading', { level: 1, name: t('figures.title') }).waitFor()
    const cells = (figure: FigureName) =>
      page.locator('#five tbody tr').nth(figureNames.indexOf(figure)).locator('td').allInnerTexts()
    // Twenty places, eleven dozens more at Qingshi, and nine of the bureau's own.
    const places = (await page.locator('#each tbody tr').count()) - 2
    expect(await cells('received')).toEqual([String(12 * (places - 1) + 31 + 9)])
    // Three were late at Qingshi, so neither the sum nor the rest may tell of them.
    expect(await cells('late')).toEqual([t('figures.withheld')])
    const own = page.locator('#each tr', { hasText: t('figures.own') }).locator('td')
    expect((await own.allInnerTexts()).slice(0, 3)).toEqual([
      '9',
      t('figures.withheld'),
      t('figures.withheld'),
    ])
    await page.locator('details summary', { hasText: t('openness.proof') }).click()
    expect(await words(who)).toContain(sha256)
    await sound(who, script)

    await page.getByLabel(t('figures.month'), { exact: true }).selectOption(before)
    await page.getByLabel(t('figures.place'), { exact: true }).selectOption('qingshi')
    await page.getByRole('button', { name: t('figures.show'), exact: true }).click()
    await page.waitForURL(/station=qingshi/)
    expect(new URL(page.url()).searchParams.get('month')).toBe(before)
    expect(await cells('received')).toEqual(['31'])
    expect(await cells('late')).toEqual([t('figures.few', { n: 5 })])
    expect(await page.locator('#each').count()).toBe(0)
    await sound(who, script)
    const href = await page.getByRole('link', { name: t('figures.csv'), exact: true }).getAttribute('href')
    const file = await overWire(server.origin + href)
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.text).toContain(`"${before}","qingshi","31","7","<5","0","0"`)
    expect(file.text.trim().split('\r\n')).toHaveLength(2)

    // From the station's own page one comes to its newest month.
    await who.open('/stations/qingshi')
    await page.getByRole('link', { name: t('figures.station'), exact: true }).click()
    expect(await cells('received')).toEqual(['31'])
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test('the page is light, and says what there is not', async () => {
  const { text, bytes } = await overWire(`${server.origin}/open/complaints`)
  const sheets = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => path)
  const styles = await Promise.all(sheets.map((path) => overWire(server.origin + path)))
  expect(bytes + styles.reduce((sum, sheet) => sum + sheet.bytes, 0)).toBeLessThanOrEqual(14_000)
  for (const query of [`month=${monthOf(Date.now())}`, 'station=nowhere'])
    expect((await overWire(`${server.origin}/open/complaints?${query}`)).status).toBe(404)
})

test('the pages of every station are byte for byte the same with accusations and without', {
  timeout: 240_000,
}, async () => {
  const read = async () => {
    const found: Record<string, string> = {}
    for (const slug of slugs)
      for (const path of [
        `/open/complaints?station=${slug}`,
        `/en/open/complaints?month=${before}&station=${slug}`,
      ]) {
        const { status, text } = await overWire(server.origin + path)
        found[path] = `${status} ${text}`
      }
    found.bureau = (await overWire(`${server.origin}/open/complaints`)).text
    return found
  }
  const { bureau, ...without } = await read()
  await server.between((db) => {
    db.exec('DROP TRIGGER complaint_month_is_fixed')
    db.exec(
      "UPDATE complaint_month SET received = received + 16, in_time = 3, reopened = 4, unanswered = 8 WHERE desk = '*'",
    )
  })
  const { bureau: after, ...withThem } = await read()
  expect(after).not.toBe(bureau)
  expect(Object.keys(without).length).toBeGreaterThan(40)
  expect(withThem).toEqual(without)
})
