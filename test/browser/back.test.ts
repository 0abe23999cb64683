import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Applicant, begin, fillWho, press, stands } from '../support/applyingJourney.ts'
import { openBrowser } from '../support/browser.ts'
import { served } from '../support/served.ts'
import { visitor } from '../support/visitor.ts'

// The phone's own Back, on pages that came of a post and are stored nowhere: never the browser's error, nothing sent twice.

const origin = served()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const somebody = async (locale: 'zh' | 'en'): Promise<Applicant> => ({
  ...(await visitor(browser, origin, { locale })),
  script: true,
})

test.each(['zh', 'en'] as const)('back, forward and reload within a form (%s)', async (locale) => {
  const who = await somebody(locale)
  const { page, t } = who
  const held = await begin(who, 'more')
  await press(who, 'apply.begun.next')
  await stands(who, t('apply.step.who'))
  await fillWho(who)
  await press(who, 'book.continue')
  const purpose = page.locator('#f-purpose')
  await purpose.waitFor()
  const depth = await page.evaluate(() => history.length)

  await page.goBack()
  await stands(who, t('apply.step.who'))
  expect(await page.locator('#phone').inputValue()).toBe('13800000001')
  await page.goForward()
  await purpose.waitFor()
  // What is typed is not sent by a reload, which asks nothing.
  await purpose.fill('不该存下')
  await page.reload()
  await purpose.waitFor()
  expect(await purpose.inputValue()).not.toBe('不该存下')
  expect(await page.evaluate(() => history.length)).toBe(depth)

  // On the way from the form back to the question before it, and once more here.
  await page.goBack()
  await stands(who, t('apply.step.who'))
  await page.goBack()
  await stands(who, t('apply.begun'))
  expect(await page.getByRole('main').innerText()).toContain(held.reference)
  await who.close()
})

test('back to what was looked up, and not after half an hour', async () => {
  const who = await somebody('zh')
  const { page, t } = who
  const { reference, code } = await begin(who, 'up-to-three')
  await who.open(`/track?reference=${reference}`)
  await page.locator('#accessCode').fill(code)
  await press(who, 'track.look')
  const standing = page.getByRole('heading', { name: /无犯罪记录/, level: 1 })
  await standing.waitFor()
  await who.open('/matters')
  await page.goBack()
  await standing.waitFor()
  await page.reload()
  await standing.waitFor()
  // To come by a link or a typed address means to look up another one.
  await who.open('/track')
  await stands(who, t('track.title'))
  expect(await page.locator('#accessCode').inputValue()).toBe('')
  await page.locator('#reference').fill(reference)
  await page.locator('#accessCode').fill(code)
  await press(who, 'track.look')
  await standing.waitFor()
  await who.open('/matters')
  await page.evaluate(() => {
    const kept = JSON.parse(sessionStorage.getItem('again') ?? '{}')
    for (const one of Object.values<{ at: number }>(kept)) one.at -= 31 * 60_000
    sessionStorage.setItem('again', JSON.stringify(kept))
  })
  await page.goBack()
  await stands(who, t('track.title'))
  expect(await page.locator('#accessCode').inputValue()).toBe('')
  expect(await page.evaluate(() => sessionStorage.getItem('again'))).toBe('{}')
  await who.close()
})
