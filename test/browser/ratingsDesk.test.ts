import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { root } from '../../scripts/tool.ts'
import { type Look, press, staffWords, workers } from '../support/atWorkOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { standing, withDatabase } from '../support/queue.ts'
import { rated } from '../support/ratedOnline.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'

served()
const state = join(root, 'test/artifacts/browser/ratings')
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>

beforeAll(async () => {
  browser = await openBrowser()
  rmSync(state, { recursive: true, force: true })
  cpSync(inject('seeded'), state, { recursive: true })
  withDatabase(state, rated)
  server = await standing(state, inject('secrets'))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const looks: (Look & { id: string; flag: number })[] = [
  { locale: 'zh', script: true, width: 360, id: 'rc_bad1', flag: 0 },
  { locale: 'en', script: false, width: 1100, id: 'rc_bad2', flag: 0 },
]

test.each(looks)(
  'the desk calls and asks the station, which puts it right and never learns who it was: %o',
  { timeout: 240_000 },
  async (look) => {
    const words = staffWords(look)
    const atWork = workers(() => browser, server.origin)
    const desk = await atWork('supervisor', look, '/staff/ratings')
    const { page } = desk
    const faults = documentsOf(page)
    await sound(desk, look.script)
    await page.locator(`main a[href$="/staff/ratings/${look.id}"]`).click()
    await page.getByText(words['rating.overall'], { exact: true }).waitFor()
    await sound(desk, look.script)

    // Nothing chosen: it is told beside the question, and what was typed stays.
    const contact = page.locator('details', {
      has: page.locator('summary', { hasText: words['rating.contact'] }),
    })
    await contact.locator('summary').click()
    await page.locator('#contact-words').fill('只开了一个窗口')
    await press(desk, words['rating.contact'])
    await page.locator('#contact-how-why').waitFor()
    expect(await page.locator('#contact-words').inputValue()).toBe('只开了一个窗口')
    await sound(desk, look.script)
    await page.getByLabel(words['rating.reached'], { exact: true }).check()
    await press(desk, words['rating.contact'])
    await page.getByText(words['done.rating.noted']).waitFor()

    // The gate lets nothing personal pass to the station.
    await page.locator('summary', { hasText: words['rating.task'] }).click()
    await page.locator('#task-words').fill('13800000002 的人等了很久')
    await press(desk, words['rating.task'])
    await page.locator('#task-words-why').waitFor()
    await page.locator('#task-words').fill('中午只开一个窗口，请加开。')
    await press(desk, words['rating.task'])
    await page.getByText(words['done.rating.sent']).waitFor()
    await sound(desk, look.script)

    const chief = await atWork('chief', look, '/staff/ratings')
    const told = documentsOf(chief.page)
    await chief.page.locator(`main a[href$="/staff/ratings/tasks/${look.id}"]`).click()
    await chief.page.getByText('中午只开一个窗口，请加开。').waitFor()
    const read = await chief.page.getByRole('main').innerText()
    for (const secret of ['只开了一个窗口', words['callback.satisfied.1'], words['rating.rater']])
      expect(read.includes(secret), secret).toBe(false)
    await sound(chief, look.script)
    await chief.page.locator('summary', { hasText: words['rating.plan'] }).click()
    await chief.page.locator('#plan-day').fill(addDays(dayOf(Date.now()), 1))
    await chief.page.locator('#plan-words').fill('中午加开一个窗口')
    await press(chief, words['rating.plan'])
    await chief.page.getByText(words['done.rating.noted']).waitFor()
    await chief.page.locator('summary', { hasText: words['rating.fix'] }).click()
    await chief.page.getByLabel(words['rating.outcome.at-once'], { exact: true }).check()
    await chief.page.locator('#fix-words').fill('已加开')
    await press(chief, words['rating.fix'])
    await chief.page.getByText(words['done.rating.noted']).waitFor()
    await sound(chief, look.script)

    // It waits for a call by somebody else, and cannot be closed before.
    await desk.open(`/staff/ratings/${look.id}`)
    await page.getByText(words['rating.call.waits']).waitFor()
    expect(await page.getByRole('button', { name: words['rating.close'] }).count()).toBe(0)
    await sound(desk, look.script)

    // What is held is decided together, with a reason.
    await desk.open('/staff/ratings/flags')
    await sound(desk, look.script)
    const burst = page.locator('form', { has: page.locator('input[name=ratings]') }).nth(look.flag)
    await burst.getByRole('button').click()
    await page.getByRole('alert').first().waitFor()
    const held = page.locator('form', { has: page.locator('input[name=ratings]') }).nth(look.flag)
    await held.getByLabel(words['rating.flag.apart'], { exact: true }).check()
    await held.locator('textarea').fill('同一网络连续评价')
    await held.getByRole('button').click()
    await page.getByText(words['done.rating.decided']).waitFor()
    await sound(desk, look.script)
    expect([...(await faults()), ...(await told())]).toEqual([])
    await Promise.all([desk.close(), chief.close()])
  },
)
