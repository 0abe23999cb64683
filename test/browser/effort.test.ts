import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { heading, nameOf, receiptOf, somebody } from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { type Effort, effortOf } from '../support/effort.ts'
import { everyReader } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { shown } from '../support/shown.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const qingshi = '990101100'

const link = ({ page }: Visitor, name: string) => page.getByRole('link', { name, exact: true })
const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true })

/** From the times of the commonest matter to the receipt, with the first free time. */
async function fromTimes(who: Visitor, { tap, own }: Effort): Promise<void> {
  const { page, t } = who
  const { name, phone } = somebody()
  await heading(who, t('book.time.title')).waitFor()
  await tap(button(who, t('book.continue')))
  await own(page.getByLabel(t('book.name'), { exact: true }), name)
  await own(page.getByLabel(t('book.phone'), { exact: true }), phone)
  await tap(button(who, t('book.continue')))
  await heading(who, t('book.check.title')).waitFor()
  await tap(button(who, t('book.confirm')))
  await receiptOf(who)
}

const roads: Record<string, (who: Visitor, effort: Effort) => Promise<void>> = {
  'from the home page': async (who, effort) => {
    await who.open('/')
    await effort.tap(link(who, await nameOf(origin, '/matters/ID-02', who)))
    await effort.choose(who.page.getByLabel(who.t('book.town')), qingshi)
    await effort.tap(button(who, who.t('matter.book')))
  },
  'from the home page of a town': async (who, effort) => {
    await who.open(`/?town=${qingshi}`)
    await effort.tap(link(who, await nameOf(origin, '/matters/ID-02', who)))
    await effort.tap(link(who, who.t('matter.book')))
  },
  // The code on the door leads to the Chinese page, whoever scans it.
  'from the code on the door': async (who, effort) => {
    await who.page.goto('/book?station=qingshi')
    if (who.locale === 'en') await effort.tap(who.page.locator('header [hreflang=en]'))
    await effort.tap(link(who, await nameOf(origin, '/matters/ID-02', who)))
  },
}

/** What each road costs. A page or a tap more is a decision, not an accident. */
const cost = {
  zh: {
    'from the home page': { pages: 6, taps: 6, typed: 0 },
    'from the home page of a town': { pages: 6, taps: 5, typed: 0 },
    'from the code on the door': { pages: 5, taps: 4, typed: 0 },
  },
  en: {
    'from the home page': { pages: 6, taps: 6, typed: 0 },
    'from the home page of a town': { pages: 6, taps: 5, typed: 0 },
    'from the code on the door': { pages: 6, taps: 5, typed: 0 },
  },
}

describe.each(everyReader)('a renewed ID card, $locale, script $script', ({ locale, script }) => {
  test.each(Object.entries(roads))('%s', async (name, walk) => {
    const who = await visitor(browser, origin, { locale, script })
    const effort = effortOf(who)
    await walk(who, effort)
    await fromTimes(who, effort)
    const figures = effort.figures()
    shown(`time to book, ${name}`, { locale, script: String(script), ...figures })
    expect(figures).toEqual(cost[locale][name as keyof (typeof cost)['zh']])
    await who.close()
  })
})

/** From now on: how many pages a browser asks for, and the bytes of everything that goes over the wire, heads and bodies, both ways. */
function wireOf({ page }: Visitor) {
  const sizes: Promise<number>[] = []
  let pages = 0
  page.on('requestfinished', (request) => {
    if (request.isNavigationRequest()) pages += 1
    sizes.push(
      request.sizes().then((all) => Object.values(all).reduce((sum, bytes) => sum + Math.max(0, bytes), 0)),
    )
  })
  return async () => ({
    pages,
    files: sizes.length - pages,
    bytes: (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0),
  })
}

/** What telling a small problem may cost somebody without script: the form, the post, the receipt; its style is in the bytes. */
const report = { pages: 3, bytes: 60_000 }

test.each(['zh', 'en'] as const)('a small problem without script and without a photo, %s', async (locale) => {
  const who = await visitor(browser, origin, { locale, script: false })
  const { page, t } = who
  const wire = wireOf(who)
  const effort = effortOf(who)
  await who.open('/complaints/problem')
  await effort.own(page.locator('textarea[name=words]'), '3 号楼前的路灯不亮，晚上看不见台阶。')
  await effort.tap(page.locator('input[name=category]').first())
  await effort.own(page.getByLabel(t('tell.place'), { exact: true }), '石桥社区 3 号楼前')
  await effort.own(page.getByLabel(t('tell.name.when'), { exact: true }), '林小满')
  await effort.tap(button(who, t('tell.send')))
  await heading(who, t('tell.done')).waitFor()
  const cost = await wire()
  shown('telling a small problem, no script', { locale, ...effort.figures(), ...cost })
  expect(effort.figures()).toEqual({ pages: 2, taps: 2, typed: 0 })
  expect(cost.pages).toBeLessThanOrEqual(report.pages)
  expect(cost.bytes).toBeLessThanOrEqual(report.bytes)
  // What is measured is there: two pages and their style are no nothing.
  expect(cost.bytes).toBeGreaterThan(10_000)
  await who.close()
})
