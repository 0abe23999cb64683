import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  chooseTime,
  fillDetails,
  heading,
  nameOf,
  press,
  receiptOf,
  somebody,
  takeAll,
} from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { everyReader, otherLanguageAndBack, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { barriers, type Visitor, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** The site's own names of the matters of these tests. */
async function official(who: Visitor): Promise<Record<'main' | 'also', string>> {
  const { text } = await overWire(`${origin}/api/v1/stations/qingshi/slots?matter=ID-02&also=ID-05`)
  const { matter, alsoMatters } = JSON.parse(text)
  return { main: matter.name[who.locale], also: alsoMatters[0].name[who.locale] }
}

/** The other size and the other language by the switches in the header, and back: everything must still be there. */
async function thereAndBack(who: Visitor): Promise<void> {
  const { page, t } = who
  for (const size of [t('header.senior'), t('header.standard')]) {
    await press(who, size)
    await page.getByRole('button', { name: size, exact: true }).waitFor({ state: 'detached' })
  }
  await otherLanguageAndBack(who)
}

describe.each(everyReader)('together, $locale, script $script', ({ locale, script }) => {
  test('two matters for two people: chosen, taken out, put back, booked as one visit', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const { main, also } = await official(who)
    const plain = await nameOf(origin, '/matters/ID-05', who)
    const people = t('book.together.for', { n: 2 })
    await who.open('/book?matter=ID-02&station=qingshi')
    await page.getByRole('link', { name: t('book.together.link') }).click()
    await heading(who, t('book.together.title')).waitFor()
    await sound(who, script)
    await page.getByLabel(t('book.together.people')).selectOption('2')
    await page.getByRole('checkbox', { name: plain }).check()
    await press(who, t('book.continue'))
    await heading(who, t('book.time.title')).waitFor()
    await sound(who, script)
    await thereAndBack(who)
    for (const said of [main, also, people, '50']) expect(await words(who)).toContain(said)
    expect(await words(who)).toMatch(/\d:\d\d–\d+:\d\d/)

    const remove = page.getByRole('link', { name: new RegExp(`^${t('book.together.remove')}.*${also}`) })
    await remove.click()
    await remove.waitFor({ state: 'detached' })
    expect(await words(who)).not.toContain(also)
    expect(await words(who)).toContain(people)
    await page.getByRole('link', { name: t('book.together.change') }).click()
    expect(await page.getByLabel(t('book.together.people')).inputValue()).toBe('2')
    await page.getByRole('checkbox', { name: plain }).check()
    await press(who, t('book.continue'))
    await heading(who, t('book.time.title')).waitFor()
    await chooseTime(who)
    await press(who, t('book.continue'))

    await heading(who, t('book.details.title')).waitFor()
    await sound(who, script)
    for (const said of [main, also, people]) expect(await words(who)).toContain(said)
    const typed = somebody()
    await fillDetails(who, { ...typed, phone: '1' })
    await page.getByRole('alert').waitFor()
    for (const said of [main, also, people]) expect(await words(who)).toContain(said)
    await press(who, t('book.time.other'))
    await press(who, t('book.together.change'))
    await heading(who, t('book.together.title')).waitFor()
    expect(await page.getByRole('checkbox', { name: plain }).isChecked()).toBe(true)
    await sound(who, script)
    await press(who, t('book.continue'))
    await press(who, t('book.continue'))
    await fillDetails(who, typed)

    await heading(who, t('book.check.title')).waitFor()
    await sound(who, script)
    await thereAndBack(who)
    const own = t('visit.people.own', { n: 2 })
    for (const said of [main, also, typed.name, own]) expect(await words(who)).toContain(said)
    await press(who, t('book.confirm'))
    await receiptOf(who)
    await sound(who, script)
    for (const said of [main, also, people, own]) expect(await words(who)).toContain(said)
    expect(await words(who)).toMatch(/\d:\d\d–\d+:\d\d/)
    await who.close()
  })

  test('too many, too long or apart is said beside what mends it', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    await who.open('/book?matter=ID-02&station=qingshi&also=ID-05,HK-01,HK-02')
    await page.getByRole('alert').waitFor()
    await sound(who, script)
    expect(
      await page
        .getByRole('group')
        .filter({ has: page.locator('#also-why') })
        .count(),
    ).toBe(1)
    await page.getByRole('checkbox', { checked: true }).first().uncheck()
    await press(who, t('book.continue'))
    await heading(who, t('book.time.title')).waitFor()
    await who.open('/book?matter=ID-02&station=qingshi&people=9')
    await page.locator('#people-why').waitFor()
    await page.getByLabel(t('book.together.people')).selectOption('5')
    await page.getByRole('checkbox', { name: await nameOf(origin, '/matters/ID-05', who) }).check()
    await press(who, t('book.continue'))
    await page.getByText('120').first().waitFor()
    expect(await page.locator('#people-why').count()).toBe(1)
    expect(await page.title()).toMatch(new RegExp(`^${t('error.prefix')}`))
    await page.getByLabel(t('book.together.people')).selectOption('3')
    await press(who, t('book.continue'))
    await heading(who, t('book.time.title')).waitFor()
    expect(await words(who)).toContain(t('book.together.for', { n: 3 }))
    await who.close()
  })
})

test('the Enter key goes on, and keeps what was typed', async () => {
  const who = await visitor(browser, origin, { script: false })
  const { page, t } = who
  await who.open('/book?matter=ID-02&station=qingshi')
  await press(who, t('book.continue'))
  await page.getByLabel(t('book.name'), { exact: true }).fill('周小舟')
  await page.getByLabel(t('book.name'), { exact: true }).press('Enter')
  await page.getByRole('alert').waitFor()
  await heading(who, t('book.details.title')).waitFor()
  expect(await page.getByLabel(t('book.name'), { exact: true }).inputValue()).toBe('周小舟')
  await who.close()
})

test('where nothing is free the waiting list is a link away, with the whole visit', async () => {
  const who = await visitor(browser, origin)
  const { page, t } = who
  await who.open('/book?matter=ID-02&station=qingshi&also=ID-05&people=2&day=2020-01-06')
  const join = page.getByRole('link', { name: t('book.waiting.join') })
  expect(await join.getAttribute('href')).toBe('/waiting?matter=ID-02&station=qingshi&also=ID-05&people=2')
  expect(await words(who)).toContain(t('book.time.none.long'))
  expect(await barriers(who)).toEqual([])
  await who.close()
})

test('a time that went for one of two matters is offered elsewhere, and the list is offered too', async () => {
  const who = await visitor(browser, origin)
  const { page, t } = who
  await who.open('/book?matter=ID-02&station=taoping&also=ID-05')
  const slot = (await page.getByRole('radio', { checked: true }).getAttribute('value')) ?? ''
  await press(who, t('book.continue'))
  await heading(who, t('book.details.title')).waitFor()
  await takeAll(origin, slot)
  const typed = somebody()
  await fillDetails(who, typed)
  await heading(who, t('book.taken.title')).waitFor()
  expect(await page.getByRole('radio').count()).toBeGreaterThan(0)
  expect(await page.getByRole('link', { name: t('book.waiting.join') }).count()).toBe(1)
  expect(await words(who)).toMatch(/\d:\d\d–\d+:\d\d/)
  await press(who, t('book.continue'))
  await heading(who, t('book.check.title')).waitFor()
  expect(await words(who)).toContain(typed.name)
  await who.close()
})

describe.each(['zh', 'en'] as const)('links that no longer lead where they did, %s', (locale) => {
  test.each([
    ['/book?station=gone', 404, 'book.astray.station.first', '/book?matter=ID-02'],
    ['/book?station=gone&matter=ID-02', 404, 'book.astray.station', '/book?matter=ID-02&station=qingshi'],
    ['/book?station=qingshi&matter=XX-99', 404, 'book.astray.matter', '/book?matter=ID-02&station=qingshi'],
    ['/book?station=gone&matter=XX-99', 404, 'book.astray.station.first', '/book?matter=ID-02'],
    ['/book?matter=XX-99', 404, 'book.astray.matter', '/book?matter=ID-02'],
    [
      '/book?station=qingshi&matter=ID-02&slotId=gone',
      404,
      'book.astray.slot',
      '/book?matter=ID-02&station=qingshi&day=',
    ],
    [
      '/book?station=gone&matter=ID-02&add=1',
      404,
      'book.astray.station',
      '/book?matter=ID-02&station=qingshi',
    ],
  ] as const)('%s says so and leads on', async (path, status, key, on) => {
    const who = await visitor(browser, origin, { locale, script: false })
    const answer = await who.page.goto((locale === 'en' ? '/en' : '') + path)
    expect(answer?.status()).toBe(status)
    expect(await words(who)).toContain(who.t(key))
    const way = who.page.locator(`main a[href^="${locale === 'en' ? '/en' : ''}${on}"]`)
    expect(await way.count()).toBeGreaterThan(0)
    expect(who.troubles()).toEqual([])
    await who.close()
  })

  test('a matter that the place does not handle leads to those that do', async () => {
    const who = await visitor(browser, origin, { locale })
    await who.open('/book?station=exit-entry-hall&matter=ID-02')
    const matter = await nameOf(origin, '/matters/ID-02', who)
    const station = await nameOf(origin, '/stations/exit-entry-hall', who)
    expect(await words(who)).toContain(who.t('book.astray.pair', { matter, station }))
    expect(await barriers(who)).toEqual([])
    await who.page.getByRole('link', { name: await nameOf(origin, '/stations/qingshi', who) }).click()
    await heading(who, who.t('book.time.title')).waitFor()
    await who.close()
  })
})
