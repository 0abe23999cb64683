import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
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

const said = '周六开门的时间和门口贴的不一样'

/** Fills in and sends a report of an error, on the page that the foot of another led to. */
async function send({ page, t }: Visitor, kind: 'fact' | 'personal') {
  await page.getByRole('radio', { name: t(`feedback.kind.${kind}`) }).check()
  await page.getByLabel(t('feedback.words'), { exact: true }).fill(said)
  await page.getByRole('button', { name: t('feedback.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('feedback.report.done') }).waitFor()
}

test.each(everyReader)('an error is reported from the foot of a page: %o', async ({ locale, script }) => {
  const who = await visitor(browser, origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/stations/qingshi')
  await page
    .locator('footer')
    .getByRole('link', { name: t('footer.mistake') })
    .click()
  expect(await page.getByLabel(t('feedback.page'), { exact: true }).inputValue()).toBe('/stations/qingshi')
  await sound(who, script)
  await page.getByRole('button', { name: t('feedback.send'), exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  await sound(who, script)
  await send(who, 'fact')
  await sound(who, script, [said])
  await page.getByRole('button', { name: t('feedback.look') }).click()
  await page.getByRole('heading', { name: t('feedback.track') }).waitFor()
  // The page is named as people know it, and leads there.
  const named = page.locator('main dl a[href$="/stations/qingshi"]')
  expect(await named.innerText()).toMatch(/^(青石派出所|Qingshi Police Station)$/)
  await sound(who, script, [said])
  expect(await faults()).toEqual([])
  await who.close()
})

test('an opinion on a consultation of the demonstration', async () => {
  const who = await visitor(browser, origin, { script: false })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/notices?category=consultation')
  await page.locator('main ul.list a').first().click()
  await page.getByRole('link', { name: t('feedback.opinion'), exact: true }).click()
  await page.getByLabel(t('feedback.opinion.words'), { exact: true }).fill('多画几个车位')
  await page.getByRole('button', { name: t('feedback.opinion.send') }).click()
  await page.getByRole('heading', { name: t('feedback.opinion.done') }).waitFor()
  expect(await faults()).toEqual([])
  await who.close()
})

test.each([
  ['zh', zh, 'publisher@demo.invalid', 360],
  ['en', en, 'reader@demo.invalid', 1100],
] as const)(
  '%s: who publishes a page answers for it, and sees the site’s own check',
  async (locale, say, account, width) => {
    const resident = await visitor(browser, origin, { locale, script: false })
    await resident.open('/report-error?page=/stations/qingshi')
    await resident.page.locator('main form button').last().click()
    // Each message names its question: "Fill this in" alone would not say what.
    const wanted = locale === 'zh' ? ['什么问题', '具体说一下'] : ['What is wrong', 'Tell us more']
    for (const name of wanted)
      expect(await resident.page.locator('#error-summary').innerText()).toContain(name)
    await send(resident, 'personal')
    const who = await visitor(browser, origin, { locale, width })
    const { page } = who
    const faults = documentsOf(page)
    await who.open('/staff/feedback')
    await comeIn(page, say, account)
    await page.getByRole('heading', { name: say['nav.feedback'] }).waitFor()
    await sound(who, true)
    await page.locator('main ul.list a').first().click()
    await page.getByRole('heading', { name: say['feedback.said'] }).waitFor()
    expect(await words(who)).toContain(said)
    await sound(who, true, [said])
    await page.getByRole('button', { name: say['feedback.answer'] }).click()
    await page.getByRole('alert').first().waitFor()
    await sound(who, true)
    await page.getByLabel(say['feedback.words'], { exact: true }).fill('已遮住，谢谢。')
    await page.getByRole('radio', { name: say['feedback.corrected'], exact: true }).check()
    await page.getByRole('button', { name: say['feedback.answer'] }).click()
    await page.getByText(say['done.feedback.answered']).waitFor()
    await who.open('/staff/feedback?show=answered')
    await sound(who, true)
    await who.open('/staff/site-check')
    await page.getByRole('heading', { name: say['nav.check'] }).waitFor()
    await sound(who, true)
    expect(await faults()).toEqual([])
    await Promise.all([who.close(), resident.close()])
  },
)
