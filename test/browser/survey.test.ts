import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { en as staffEn } from '../../site/locales/staff/en.ts'
import { zh as staffZh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { scanned } from '../support/certificateRoad.ts'
import { comeIn } from '../support/comeIn.ts'
import { everyReader, sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test.each(everyReader)('answer a survey without a code: %o', async ({ locale, script }) => {
  const who = await visitor(browser, origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/contact')
  await page.getByRole('link', { name: t('survey.all') }).click()
  await page.getByRole('heading', { name: t('survey.title'), level: 1 }).waitFor()
  await sound(who, script)
  await page.getByRole('link', { name: locale === 'zh' ? '冬季开门评警' : 'Winter survey' }).click()
  await page.getByRole('button', { name: t('survey.send'), exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.locator('#error-summary a').count()).toBe(2)
  await sound(who, script)
  // A wrong code is said beside its field, and everything else is kept.
  await page.locator('main [name=code]').fill('2222 2222 2222')
  await page.locator('main [name=q1][value="4"]').check()
  await page.locator('main [name=comment]').fill('晚上的路灯太暗')
  await page.getByRole('button', { name: t('survey.send'), exact: true }).click()
  await page.locator('#code-why').waitFor()
  expect(await page.locator('main [name=q1][value="4"]').isChecked()).toBe(true)
  expect(await page.locator('main [name=comment]').inputValue()).toBe('晚上的路灯太暗')
  await sound(who, script)
  await page.locator('main [name=code]').fill('')
  await page.locator('main [name=station]').selectOption('qingshi')
  await page.locator('main [name=q3][value="5"]').check()
  await page.getByRole('button', { name: t('survey.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('survey.done') }).waitFor()
  await sound(who, script)
  // Nobody can answer an anonymous word: where somebody can is said.
  await page
    .getByRole('main')
    .getByRole('link', { name: t('tell.title') })
    .click()
  await page.waitForURL('**/complaints')
  expect(await faults()).toEqual([])
  await who.close()
})

test.each([
  { locale: 'zh', script: false },
  { locale: 'en', script: true },
] as const)('make a survey, publish it, hand out codes, answer with one: %o', async (look) => {
  const say = look.locale === 'en' ? staffEn : staffZh
  const atDesk = async (account: string, path: string) => {
    const who = await visitor(browser, origin, look)
    await who.open(path)
    await comeIn(who.page, say, account)
    const main = who.page.getByRole('main')
    return {
      ...who,
      faults: documentsOf(who.page),
      press: (name: string) => main.getByRole('button', { name, exact: true }).first().click(),
      saved: () => who.page.locator('.staff-done').waitFor(),
    }
  }
  const makes = await atDesk('desk@demo.invalid', '/staff/surveys/new')
  const field = (name: string) => makes.page.locator(`main [name="${name}"]`)
  await makes.press(say['surveys.save'])
  await makes.page.locator('#error-summary a').first().waitFor()
  await sound(makes, look.script)
  const title = look.locale === 'en' ? 'A question to you' : '问您一题'
  await field('titleZh').fill(title)
  await field('aboutZh').fill('请说说看')
  await field('opensOn').fill(dayOf(Date.now()))
  await field('closesOn').fill(addDays(dayOf(Date.now()), 7))
  await field('textZh1').fill('您满意吗？')
  await field('quota-qingshi').fill('5')
  await makes.press(say['surveys.save'])
  await makes.saved()
  await sound(makes, look.script)
  await makes.press(say['surveys.send'])
  await makes.saved()
  const path = new URL(makes.page.url()).pathname.replace(/^\/en/, '')
  const reads = await atDesk('supervisor@demo.invalid', path)
  await reads.press(say['surveys.publish'])
  await reads.saved()
  await sound(reads, look.script)
  await reads.press(say['surveys.sheet'])
  await reads.page.locator('.slips li').first().waitFor()
  expect(await reads.page.locator('.slips li').count()).toBe(5)
  const code = await reads.page.locator('.slips b').first().innerText()
  await sound(reads, look.script)
  // A telephone reads the code off the print: it stands in the fragment, and its language can be changed.
  const link = new URL(await scanned(browser, reads, say['surveys.slip.scan']))
  const survey = path.replace('/staff', '')
  expect([link.pathname, link.hash]).toEqual([survey, `#code=${code.replaceAll(' ', '')}`])
  const answers = await visitor(browser, origin, look)
  const typed = answers.page.locator('main [name=code]')
  const asked: string[] = []
  answers.page.on('request', (request) => asked.push(request.url().split('#')[0]!))
  if (look.script) {
    await answers.page.goto(link.pathname + link.hash)
    expect(await typed.inputValue()).toBe(code)
    expect(answers.page.url()).not.toContain('#')
    await answers.page.locator('header a[hreflang]').first().click()
    await answers.page.waitForURL('**/en/surveys/*')
  } else {
    await answers.open(survey + link.hash)
    await typed.fill(code)
  }
  expect(await typed.inputValue()).toBe(code)
  expect(asked.join()).not.toContain(code.replaceAll(' ', ''))
  await answers.page.locator('main [name=q1][value="5"]').check()
  await answers.page.getByRole('button', { name: answers.t('survey.send'), exact: true }).click()
  await answers.page.getByRole('heading', { name: answers.t('survey.done') }).waitFor()
  await sound(answers, look.script)
  for (const who of [makes, reads]) expect(await who.faults()).toEqual([])
  for (const who of [makes, reads, answers]) await who.close()
})
