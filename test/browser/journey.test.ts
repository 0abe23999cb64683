import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseTime, fillDetails, heading, nameOf, press, receiptOf, somebody } from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe.each(everyReader)('on a phone, $locale, script $script', ({ locale, script }) => {
  test('find a station, book, get a receipt, look it up, move it, cancel it', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const typed = somebody({ idNumber: '11010519491231002X', note: 'A wheelchair, please' })
    const secrets = [typed.name, typed.phone, '11010519491231002X', 'wheelchair']
    const station = await nameOf(origin, '/stations/qingshi', who)
    const matter = await nameOf(origin, '/matters/ID-03', who)

    await who.open('/')
    await sound(who, script, secrets)
    const menu = page.getByRole('navigation', { name: t('door.menu') })
    await menu.getByText(t('door.menu'), { exact: true }).click()
    await menu.getByRole('link', { name: t('door.room'), exact: true }).click()
    await page.getByRole('searchbox', { name: t('rooms.search') }).fill(locale === 'zh' ? '青石' : 'Qingshi')
    await press(who, t('search.button'))
    await page.getByRole('link', { name: station, exact: true }).first().click()
    await heading(who, station).waitFor()
    await sound(who, script, secrets)
    await page
      .getByRole('link', { name: t('station.matter.bookNamed', { name: matter }), exact: true })
      .click()

    await heading(who, t('book.time.title')).waitFor()
    await sound(who, script, secrets)
    const slot = await chooseTime(who)
    await press(who, t('book.continue'))
    await heading(who, t('book.details.title')).waitFor()
    await sound(who, script, secrets)
    await fillDetails(who, typed)
    await heading(who, t('book.check.title')).waitFor()
    await sound(who, script, secrets)
    expect(await words(who)).toContain(typed.name)
    await press(who, t('book.confirm'))
    const { reference, accessCode } = await receiptOf(who)
    secrets.push(accessCode)
    await sound(who, script, secrets)

    await press(who, t('receipt.track'))
    await page.getByRole('button', { name: t('track.move'), exact: true }).waitFor()
    await sound(who, script, secrets)

    await who.open('/track')
    await page.getByLabel(t('track.reference')).fill(reference)
    await page.getByLabel(t('track.code')).fill(accessCode.toLowerCase())
    await press(who, t('track.look'))
    const status = page.getByRole('main')
    await page.getByRole('button', { name: t('track.move'), exact: true }).waitFor()
    expect(await status.innerText()).not.toContain(typed.phone)
    await sound(who, script, secrets)

    await press(who, t('track.move'))
    await heading(who, t('track.move.title')).waitFor()
    await sound(who, script, secrets)
    // Of the day it is on, late in the day, nothing else may be left.
    await page.locator('button[name="day"]').last().click()
    await page.locator('button[name="day"][aria-current]').last().waitFor()
    await heading(who, t('track.move.title')).waitFor()
    expect(await chooseTime(who, 'last')).not.toBe(slot)
    await press(who, t('book.continue'))
    await page.getByRole('button', { name: t('track.move.yes'), exact: true }).waitFor()
    await sound(who, script, secrets)
    await press(who, t('track.move.yes'))
    await page.getByText(t('track.moved')).waitFor()
    await sound(who, script, secrets)

    await press(who, t('track.cancel'))
    await page.getByRole('heading', { name: t('track.cancel.sure') }).waitFor()
    await sound(who, script, secrets)
    await press(who, t('track.cancel.yes'))
    await page.getByText(t('track.cancelled'), { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: t('track.move'), exact: true }).count()).toBe(0)
    await sound(who, script, secrets)
    await who.close()
  })
})
