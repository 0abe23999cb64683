import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn, type StaffWords } from '../support/comeIn.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const reporter = '林小鹿'

/** Opens a case for a reporter as staff do it at the desk; gives the receipt. */
async function receipt({ page }: Visitor, say: StaffWords) {
  const main = page.getByRole('main')
  await main.getByRole('radio', { name: say['casefile.kind.security'], exact: true }).check()
  await main.getByLabel(say['casefile.officer'], { exact: true }).fill('韩立')
  await main.getByLabel(say['casefile.badge'], { exact: true }).fill('014207')
  await main.locator('#name-0').fill(reporter)
  await main.locator('#phone-0').fill('13912340001')
  await main.locator('input[name=wish-0][value=told]').check()
  await main.getByRole('button', { name: say['casefile.open'], exact: true }).click()
  await page.getByRole('heading', { name: say['casefile.receipt'] }).waitFor()
  const [reference, code] = await page.locator('.panel dd.ref').allInnerTexts()
  return { reference: reference ?? '', code: code ?? '' }
}

/** Looks a reference up on the page everybody has for it; the status of the answer. */
async function look({ page, open, t }: Visitor, reference: string, code: string): Promise<number> {
  await open('/track')
  await page.getByLabel(t('track.reference'), { exact: true }).fill(reference)
  await page.getByLabel(t('track.code'), { exact: true }).fill(code)
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/track')),
    page.getByRole('button', { name: t('track.look'), exact: true }).click(),
  ])
  await page.waitForLoadState()
  return answer.status()
}

test.each([
  ['zh', zh, 'clerk@demo.invalid', 360, false],
  ['en', en, 'handler@demo.invalid', 1100, true],
] as const)(
  '%s: a case is opened at the desk, goes on, and is told to the right person alone',
  async (locale, say, account, width, script) => {
    const desk = await visitor(browser, origin, { locale, width, script })
    const faults = documentsOf(desk.page)
    await desk.open('/staff/casefiles/new')
    await comeIn(desk.page, say, account)
    await desk.page.getByRole('heading', { name: say['casefile.new'] }).waitFor()
    await sound(desk, script)
    // Every fault beside its field, and what was typed is kept.
    await desk.page.locator('#name-0').fill(reporter)
    await desk.page.getByRole('button', { name: say['casefile.open'], exact: true }).click()
    await desk.page.getByRole('alert').first().waitFor()
    expect(await desk.page.locator('#name-0').inputValue()).toBe(reporter)
    await sound(desk, script, [reporter])
    const { reference, code } = await receipt(desk, say)
    expect(reference).toMatch(/^K-\d{8}-/)
    await sound(desk, script)
    await desk.page.getByRole('link', { name: say['casefile.toCase'] }).click()
    await sound(desk, script)
    expect(await words(desk)).not.toContain(reporter)
    await desk.page.getByRole('radio', { name: say['casefile.to.not-filed'], exact: true }).check()
    await desk.page.getByRole('button', { name: say['casefile.step.do'], exact: true }).click()
    await desk.page.getByText(say['done.casefile.step']).waitFor()
    for (const reader of everyReader) {
      const who = await visitor(browser, origin, reader)
      const theirs = documentsOf(who.page)
      expect(await look(who, reference, code)).toBe(200)
      const told = await words(who)
      for (const there of [reference, '韩立', '014207', who.t('case.remedy'), who.t('case.stage.only')])
        expect(told).toContain(there)
      expect(told).not.toMatch(/小鹿|1391234/)
      await sound(who, reader.script)
      // Somebody with another code is told nothing of it.
      expect(await look(who, reference, '22222222')).toBe(404)
      expect(await words(who)).not.toContain('韩立')
      expect(await theirs()).toEqual([])
      await who.close()
    }
    // Kept out of look-up by law: the right code is answered as a wrong one.
    const neutral = await visitor(browser, origin, { locale, script })
    await look(neutral, reference, '22222222')
    const unknown = await words(neutral)
    await desk.open(`/staff/casefiles/${reference}`)
    await desk.page.getByText(say['casefile.exclude'], { exact: true }).click()
    await desk.page.getByRole('radio', { name: say['casefile.ground.minor'], exact: true }).check()
    await desk.page.getByRole('button', { name: say['casefile.exclude.do'], exact: true }).click()
    await desk.page.getByText(say['done.casefile.exclude']).waitFor()
    await sound(desk, script)
    expect(await look(neutral, reference, code)).toBe(404)
    expect(await words(neutral)).toBe(unknown)
    await desk.open('/staff/casefiles')
    await sound(desk, script)
    expect(await faults()).toEqual([])
    await Promise.all([desk.close(), neutral.close()])
  },
)

test('a call-back is arranged by one and made by another', async () => {
  const arranges = await visitor(browser, origin, { width: 1100 })
  await arranges.open('/staff/casefiles/new')
  await comeIn(arranges.page, zh, 'handler@demo.invalid')
  const { reference } = await receipt(arranges, zh)
  await arranges.open(`/staff/casefiles/${reference}`)
  await arranges.page.getByText(zh['casefile.wish'], { exact: true }).click()
  await arranges.page.getByRole('radio', { name: zh['callback.reason.asked'], exact: true }).check()
  await arranges.page.getByRole('button', { name: zh['casefile.call'], exact: true }).click()
  await arranges.page.getByText(zh['done.casefile.callback']).waitFor()
  await arranges.open('/staff/callbacks')
  expect(await words(arranges)).not.toContain(reference)
  const calls = await visitor(browser, origin, { script: false })
  const faults = documentsOf(calls.page)
  await calls.open('/staff/callbacks')
  await comeIn(calls.page, zh, 'chief@demo.invalid')
  await sound(calls, false)
  await calls.page.getByRole('link', { name: reference }).click()
  await sound(calls, false)
  await calls.page.getByRole('button', { name: zh['callback.number'], exact: true }).click()
  await calls.page.getByText('13912340001').waitFor()
  await calls.page.locator('input[name=outcome][value=settled]').check()
  await calls.page.locator('input[name=satisfied][value="4"]').check()
  await calls.page.getByRole('button', { name: zh['callback.finish'], exact: true }).click()
  await calls.page.getByText(zh['done.callback.done']).waitFor()
  await calls.open('/staff/callbacks?show=done')
  await sound(calls, false)
  expect(await words(calls)).toContain(reference)
  expect(await faults()).toEqual([])
  await Promise.all([arranges.close(), calls.close()])
})
