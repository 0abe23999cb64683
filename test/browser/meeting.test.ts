import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
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

test.each(everyReader)('sign up for a meeting, look it up, cancel it: %o', async ({ locale, script }) => {
  const who = await visitor(browser, origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/contact')
  await page.getByRole('link', { name: t('contact.meeting.link') }).click()
  await page.getByRole('heading', { name: t('meeting.title'), level: 1 }).waitFor()
  await sound(who, script)
  await page.locator('main ul.list a').first().click()
  await sound(who, script)
  await page.getByRole('link', { name: t('meeting.join'), exact: true }).click()
  await page.getByRole('button', { name: t('meeting.join.send'), exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  await sound(who, script)
  await page.getByLabel(t('meeting.name'), { exact: true }).fill('张小明')
  await page.getByLabel(t('book.phone'), { exact: true }).fill(`138${Date.now().toString().slice(-8)}`)
  await page.getByRole('button', { name: t('meeting.join.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('meeting.join.done') }).waitFor()
  await sound(who, script)
  await page.getByRole('button', { name: t('meeting.join.look') }).click()
  await page.getByRole('heading', { name: t('meeting.track.signup') }).waitFor()
  await sound(who, script)
  await page.getByRole('button', { name: t('meeting.withdraw.signup'), exact: true }).click()
  await page.getByRole('button', { name: t('meeting.withdraw.yes'), exact: true }).click()
  await page.getByText(t('meeting.withdrawn.signup')).waitFor()
  await sound(who, script)
  expect(await faults()).toEqual([])
  await who.close()
})

test.each(everyReader)('minutes with a promise that was kept: %o', async ({ locale, script }) => {
  const who = await visitor(browser, origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/meetings?when=past')
  await page.locator('main ul.list a').first().click()
  await page.getByRole('heading', { name: t('meeting.minutes'), exact: true }).waitFor()
  await page.getByText(t('meeting.promise.kept'), { exact: true }).first().waitFor()
  expect(await page.locator('main').innerText()).toMatch(
    locale === 'zh' ? /路灯已经修好/ : /lamps are repaired/,
  )
  await sound(who, script)
  expect(await faults()).toEqual([])
  await who.close()
})

test('a volunteer signs up and leaves', async () => {
  const who = await visitor(browser, origin, { script: false })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/volunteer?station=qingshi')
  await sound(who, false)
  await page.getByRole('radio', { name: t('volunteer.kind.watch') }).check()
  await page.getByLabel(t('meeting.name'), { exact: true }).fill('张小明')
  await page.getByLabel(t('book.phone'), { exact: true }).fill('13812345678')
  await page.getByRole('button', { name: t('volunteer.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('volunteer.done') }).waitFor()
  await page.getByRole('button', { name: t('volunteer.look') }).click()
  await page.getByRole('button', { name: t('volunteer.leave'), exact: true }).click()
  await page.getByRole('button', { name: t('volunteer.leave.yes'), exact: true }).click()
  await page.getByText(t('volunteer.left')).waitFor()
  expect(await faults()).toEqual([])
  await who.close()
})
