import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  chooseTime,
  fillDetails,
  heading,
  press,
  receiptOf,
  somebody,
  takeAll,
  toCheck,
} from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { served } from '../support/served.ts'
import { barriers, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe.each([true, false])('what goes wrong on the way, script %s', (script) => {
  test('a double click and a second sending give the same receipt', async () => {
    const who = await visitor(browser, origin, { script })
    const given: Promise<string>[] = []
    who.page.on('response', (response) => {
      if (response.status() === 201) given.push(response.text().catch(() => ''))
    })
    await toCheck(who, somebody(), { station: 'nanqiao' })
    await who.page.getByRole('button', { name: who.t('book.confirm'), exact: true }).dblclick()
    const first = await receiptOf(who)
    await who.page.reload()
    expect(await receiptOf(who)).toEqual(first)
    for (const html of await Promise.all(given)) if (html) expect(html).toContain(first.reference)
    await who.close()
  })

  test('back from the receipt and confirmed again, with another proof or none, it is still the same receipt', async () => {
    const who = await visitor(browser, origin, { script })
    await toCheck(who, somebody(), { station: 'nanqiao', which: 'last' })
    const sent = who.page.waitForRequest((request) => request.method() === 'POST')
    await press(who, who.t('book.confirm'))
    const first = await receiptOf(who)
    // What the page kept by the browser would send: the old bare one cannot show a posted page again.
    const form = new URLSearchParams((await sent).postData() ?? '')
    form.set('proof', '')
    const again = await who.context.request.post('/book', {
      data: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    })
    expect(again.status()).toBe(201)
    const html = await again.text()
    expect(html).toContain(first.reference)
    expect(html).toContain(first.accessCode.replace(/^.{4}/, '$& '))
    await who.close()
  })

  test('the place goes while the form is filled in: the nearest ones are offered and nothing is lost', async () => {
    const who = await visitor(browser, origin, { script })
    const typed = somebody({ note: '坐轮椅' })
    const slot = await toCheck(who, typed, { station: script ? 'donghu' : 'guta' })
    await takeAll(origin, slot)
    await press(who, who.t('book.confirm'))
    await heading(who, who.t('book.taken.title')).waitFor()
    if (script) expect(await barriers(who)).toEqual([])
    expect(await who.page.getByRole('radio').count()).toBeGreaterThan(0)
    expect(await chooseTime(who)).not.toBe(slot)
    await press(who, who.t('book.continue'))
    await heading(who, who.t('book.check.title')).waitFor()
    const answers = await who.page.getByRole('main').innerText()
    for (const words of [typed.name, typed.phone, '坐轮椅']) expect(answers).toContain(words)
    await press(who, who.t('book.confirm'))
    await receiptOf(who)
    await who.close()
  })

  test('wrong answers are named above and beside the fields, and what was typed stays', async () => {
    const who = await visitor(browser, origin, { script, locale: 'en' })
    const { page, t } = who
    await who.open('/book?matter=ID-02&station=qingshi')
    await chooseTime(who)
    await press(who, t('book.continue'))
    await fillDetails(who, { name: '', phone: '1380000', idNumber: '110105194912310021', note: 'Kept words' })
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(await page.title()).toMatch(new RegExp(`^${t('error.prefix')}`))
    const links = summary.getByRole('link')
    expect(await links.count()).toBe(3)
    for (const label of [t('book.name'), t('book.phone'), t('book.idNumber')]) {
      const field = page.getByLabel(label).first()
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      const id = await field.getAttribute('id')
      const link = summary.locator(`a[href="#${id}"]`)
      const message = await link.innerText()
      const why = await page.locator(`#${id}-why`).textContent()
      expect(why).toContain(message.slice(message.indexOf(label) + label.length + 1).trim())
      await link.click()
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(id)
    }
    expect(await page.getByLabel(t('book.phone'), { exact: true }).inputValue()).toBe('1380000')
    expect(await page.getByLabel(t('book.idNumber')).inputValue()).toBe('110105194912310021')
    expect(await page.getByLabel(t('book.note')).inputValue()).toBe('Kept words')
    if (script) expect(await barriers(who)).toEqual([])
    await fillDetails(who, somebody({ note: 'Kept words' }))
    await heading(who, t('book.check.title')).waitFor()
    await who.close()
  })

  test('a wrong reference and a wrong code are told apart from nothing, and tell nothing', async () => {
    const who = await visitor(browser, origin, { script })
    const { page, t } = who
    await who.open('/track')
    await page.getByLabel(t('track.reference')).fill('A-20261123-7K3M9X')
    await press(who, t('track.look'))
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel(t('track.reference')).inputValue()).toBe('A-20261123-7K3M9X')
    await who.close()
  })
})

test.each([true, false])(
  'the larger version and the other language keep the page, script %s',
  async (script) => {
    const who = await visitor(browser, origin, { script })
    const { page, t } = who
    const asked = '/book?matter=ID-02&station=qingshi'
    await who.open(asked)
    await press(who, t('header.senior'))
    await page.getByRole('button', { name: t('header.standard'), exact: true }).waitFor()
    expect(page.url()).toBe(origin + asked)
    await page.getByRole('link', { name: t('header.language'), exact: true }).click()
    await page.waitForURL(`${origin}/en${asked}`)
    expect(await page.getByRole('button', { name: /standard/i }).count()).toBe(1)
    await who.close()
  },
)

test('the proof of work is found by script while the answers are read, and weighs little', async () => {
  const who = await visitor(browser, origin)
  let weight = 0
  who.page.on('response', async (response) => {
    if (!/\.(m?js)(\?|$)/.test(response.url())) return
    const { responseBodySize } = await response.request().sizes()
    // What came out of the browser's own store counts as less than nothing.
    weight += Math.max(0, responseBodySize)
  })
  await toCheck(who, somebody(), { station: 'liuwan' })
  // Whoever presses before the script is there goes the way of those who have none.
  await who.page.waitForLoadState()
  const sent = who.page.waitForRequest((request) => request.method() === 'POST')
  await press(who, who.t('book.confirm'))
  const proof = new URLSearchParams((await sent).postData() ?? '').get('proof')
  expect(proof).toMatch(/^[A-Za-z0-9+/=]{100,}$/)
  await receiptOf(who)
  expect(weight).toBeGreaterThan(0)
  expect(weight).toBeLessThan(5_000)
  expect(who.troubles()).toEqual([])
  await who.close()
})
