import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { fireCron } from '../../scripts/cron.ts'
import { root } from '../../scripts/tool.ts'
import { fillDetails, heading, nameOf, press, receiptOf, somebody, toCheck } from '../support/booking.ts'
import { openBrowser } from '../support/browser.ts'
import { joinBy, lookAt, lookUntil, standing, waitingReceipt, withDatabase } from '../support/queue.ts'
import { everyReader, otherLanguageAndBack, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Of whoever is typed in here, no address may hold a name or a number. */
const secrets = ['周', '1380000']

describe.each(everyReader)('on a phone, $locale, script $script', ({ locale, script }) => {
  test('join, keep the receipt, look it up, leave', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const typed = somebody()
    await who.open('/waiting?matter=ID-02&station=qingshi&also=ID-05&people=2')
    await heading(who, t('wait.title')).waitFor()
    await sound(who, script, secrets)
    expect(await words(who)).toContain(t('book.together.for', { n: 2 }))
    await page.getByText(t('wait.also'), { exact: true }).click()
    await page.locator('main input[name=places]').first().check()
    await page.locator('details:has([name=fromDay]) summary').click()
    for (const day of await page.locator('main input[name=weekdays]').all()) await day.uncheck()
    await page.getByLabel(t('book.name'), { exact: true }).fill(typed.name)
    await page.getByLabel(t('book.phone'), { exact: true }).fill('12')
    await press(who, t('book.continue'))
    await page.getByRole('alert').waitFor()
    await sound(who, script, secrets)
    expect(await page.locator('main [name=phone][aria-invalid]').inputValue()).toBe('12')
    expect(await page.locator('#weekdays-why').count()).toBe(1)
    expect(await page.locator('main input[name=places]').first().isChecked()).toBe(true)
    await page.locator('main input[name=weekdays][value="2"]').check()
    await page.getByRole('radio', { name: t('wait.part.morning') }).check({ force: true })
    await page.getByLabel(t('book.phone'), { exact: true }).fill(typed.phone)
    await press(who, t('book.continue'))
    await heading(who, t('wait.check.title')).waitFor()
    await sound(who, script, secrets)
    await otherLanguageAndBack(who)
    for (const said of [typed.name, typed.phone, t('wait.part.morning')])
      expect(await words(who)).toContain(said)
    await press(who, t('book.edit'))
    expect(await page.locator('main [name=name]').inputValue()).toBe(typed.name)
    expect(await page.locator('main input[name=weekdays]:checked').count()).toBe(1)
    await press(who, t('book.continue'))
    await press(who, t('wait.confirm'))
    const known = await waitingReceipt(who)
    await sound(who, script, secrets)
    expect(await words(who)).toContain(t('wait.told.text'))
    await otherLanguageAndBack(who)
    expect(await waitingReceipt(who)).toEqual(known)

    await press(who, t('wait.look'))
    await page.getByRole('button', { name: t('track.leave'), exact: true }).waitFor()
    await sound(who, script, secrets)
    expect(await words(who)).not.toContain(typed.phone)
    await press(who, t('track.leave'))
    await page.getByRole('heading', { name: t('track.leave.sure') }).waitFor()
    await sound(who, script, secrets)
    await press(who, t('track.leave.no'))
    await press(who, t('track.leave'))
    await press(who, t('track.leave.yes'))
    await page.getByRole('heading', { name: t('track.left') }).waitFor()
    await sound(who, script, secrets)
    await otherLanguageAndBack(who)
    expect(await words(who)).toContain(t('track.wait.left'))
    expect(await page.getByRole('button', { name: t('track.leave'), exact: true }).count()).toBe(0)
    await who.close()
  })

  test('from a booking: an earlier time, the phone number, and no second place on the list', async () => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const typed = somebody()
    await toCheck(who, typed, { which: 'last', station: 'baiyang' })
    await press(who, t('book.confirm'))
    const known = await receiptOf(who)
    await lookAt(who, known)
    await sound(who, script, secrets)
    await press(who, t('track.earlier.ask'))
    await page.locator('details:has([name=fromDay]) summary').click()
    await page.locator('main [name=fromDay]').fill('2020-01-02')
    await page.locator('main [name=toDay]').fill('2020-01-01')
    await press(who, t('track.earlier.join'))
    await page.locator('main [name=toDay][aria-invalid]').waitFor()
    await sound(who, script, secrets)
    await page.locator('main [name=toDay]').fill('2099-01-01')
    await page.locator('main [name=fromDay]').fill('')
    await page.locator('main [name=toDay]').fill('')
    await press(who, t('track.earlier.join'))
    await page
      .getByRole('heading', { name: t('track.wished') })
      .first()
      .waitFor()
    await sound(who, script, secrets)
    await otherLanguageAndBack(who)
    await press(who, t('track.earlier.leave'))
    await press(who, t('track.leave.yes'))
    expect(await words(who)).toContain(t('track.left.booked'))
    await page.getByRole('button', { name: t('track.earlier.ask') }).waitFor()

    await page.getByText(t('track.phone'), { exact: true }).click()
    await press(who, t('track.phone.send'))
    expect(await words(who)).toContain(typed.phone.slice(-4))
    await sound(who, script, secrets)
    await page.getByLabel(t('track.phone.code'), { exact: true }).fill('12')
    await press(who, t('track.phone.confirm'))
    await page.locator('main [name=code][aria-invalid]').waitFor()
    await sound(who, script, secrets)
    await otherLanguageAndBack(who)
    await page.getByLabel(t('track.phone.code'), { exact: true }).waitFor()

    await who.open('/waiting?matter=ID-02&station=baiyang')
    await page.getByLabel(t('book.name'), { exact: true }).fill(typed.name)
    await page.getByLabel(t('book.phone'), { exact: true }).fill(typed.phone)
    await press(who, t('book.continue'))
    await press(who, t('wait.confirm'))
    await page.getByText(t('wait.booked')).waitFor()
    await sound(who, script, secrets)
    expect(await words(who)).toContain(typed.phone)
    await who.close()
  })
})

test.each([
  ['/waiting', '/book'],
  ['/waiting?matter=ID-02', '/book?matter=ID-02'],
  ['/waiting?matter=ID-02&station=nowhere', '/book?matter=ID-02&station=nowhere'],
  ['/waiting?matter=ID-02&station=exit-entry-hall', '/book?matter=ID-02&station=exit-entry-hall'],
])('%s leads to where the rest is chosen', async (path, to) => {
  const who = await visitor(browser, origin, { script: false })
  await who.open(path)
  expect(who.page.url()).toBe(origin + to)
  await who.close()
})

test('side by side: a place given back is held for one, taken; let pass, it is held for the next', {
  timeout: 300_000,
}, async () => {
  const state = join(root, 'test/artifacts/browser/waiting')
  cpSync(inject('seeded'), state, { recursive: true })
  const rules = { offerMinutes: 30, quietFrom: '03:00', quietTo: '03:00' }
  // Two times of one place each, days ahead, so that any hour of the day will do.
  const slots = withDatabase(state, (db) => {
    db.prepare("INSERT INTO booking_rule (from_day, rules, created_at) VALUES ('2020-01-01', ?, 0)").run(
      JSON.stringify(rules),
    )
    const found = db
      .prepare(
        `SELECT s.id AS id, s.day AS day FROM slot s JOIN service_point p ON p.id = s.service_point_id
         WHERE p.slug = 'qingshi' AND s.counter_group = 'household' AND s.state = 'open' AND s.used_public = 0
         ORDER BY s.starts_at DESC LIMIT 40`,
      )
      .all() as { id: string; day: string }[]
    const [y, , x] = found
    if (!x || !y) throw new Error('unreachable')
    for (const { id } of [x, y]) db.prepare('UPDATE slot SET cap_public = 1 WHERE id = ?').run(id)
    // A further day that opens meanwhile is offered to the list as well: nobody here waits for one.
    return { x: x.id, y: y.id, last: y.day }
  })
  const server = await standing(state, inject('secrets'))
  const [a, b, c] = await Promise.all(
    [1, 2, 3].map(() => visitor(browser, server.origin, { locale: 'zh', script: true })),
  )
  if (!a || !b || !c) throw new Error('unreachable')
  const { t } = a
  const book = async (who: Visitor, slotId: string) => {
    await who.open(`/book?matter=ID-02&station=qingshi&slotId=${slotId}`)
    await fillDetails(who, somebody())
    await heading(who, t('book.check.title')).waitFor()
    await press(who, t('book.confirm'))
    return receiptOf(who)
  }
  const cancel = async (who: Visitor, known: Awaited<ReturnType<typeof book>>) => {
    await lookAt(who, known)
    await press(who, t('track.cancel'))
    await press(who, t('track.cancel.yes'))
    await who.page.getByText(t('track.cancelled'), { exact: true }).waitFor()
  }
  const take = ({ page }: Visitor) =>
    page.getByRole('button', { name: new RegExp(t('track.offer.take', { when: '', place: '' }).slice(0, 4)) })
  try {
    const station = await nameOf(server.origin, '/stations/qingshi', a)
    const full = await book(a, slots.x)
    const other = await book(a, slots.y)
    const waiting = [
      { who: b, known: await joinBy(b, somebody(), slots.last) },
      { who: c, known: await joinBy(c, somebody(), slots.last) },
    ]
    for (const { who, known } of waiting)
      expect(await lookAt(who, known)).not.toContain(t('track.offer.decline'))

    // Round one: given back, held for one of the two, taken.
    await cancel(a, full)
    const lucky = async () => {
      for (let tries = 0; tries < 8; tries += 1)
        for (const one of waiting)
          if ((await lookAt(one.who, one.known)).includes(t('track.offer.decline'))) return one
      throw new Error('Nobody was offered the place')
    }
    const first = await lucky()
    const second = waiting.find((one) => one !== first)!
    await sound(first.who, true, secrets)
    expect(await lookAt(second.who, second.known)).not.toContain(t('track.offer.decline'))
    const button = take(first.who)
    expect(await button.innerText()).toContain(station)
    await button.click()
    const booked = await receiptOf(first.who)
    await sound(first.who, true, secrets)
    expect(booked.reference).not.toBe(full.reference)
    await otherLanguageAndBack(first.who)
    expect(await receiptOf(first.who)).toEqual(booked)
    expect(await lookAt(first.who, booked)).toContain(station)
    expect(await lookAt(first.who, first.known)).toContain(booked.reference)
    await press(first.who, t('track.wait.receipt'))
    expect(await receiptOf(first.who)).toEqual(booked)

    // Round two: held for one, who does not answer, then for the other.
    await cancel(first.who, booked)
    const again = { who: first.who, known: await joinBy(first.who, somebody(), slots.last) }
    const told = await server.between((db) => {
      // The place of round one was offered to nobody who may have it now; this round is about the other.
      db.prepare(
        "UPDATE hold SET state = 'released', settled_at = 0 WHERE state IN ('kept', 'offered')",
      ).run()
      db.prepare("UPDATE waiting SET state = 'waiting' WHERE state = 'offered'").run()
      return db.prepare("SELECT reference FROM outbox WHERE template = 'waiting.offered'").all()
    })
    expect(told).toContainEqual({ reference: first.known.reference })
    waiting.splice(0, 2, second, again)
    await cancel(a, other)
    const silent = await lucky()
    const next = waiting.find((one) => one !== silent)!
    await server.between((db) => db.prepare("UPDATE hold SET until = 1 WHERE state = 'offered'").run())
    for (const who of [a, b, c]) who.troubles()
    await fireCron(server.origin)
    await lookUntil(next.who, next.known, t('track.offer.decline'))
    await sound(next.who, true, secrets)
    expect(await lookAt(silent.who, silent.known)).toContain(t('track.wait.lapses', { n: 1, most: 3 }))

    // Letting it pass keeps the place on the list; the first has had this time already.
    await press(next.who, t('track.offer.decline'))
    await next.who.page.getByRole('heading', { name: t('track.declined') }).waitFor()
    await sound(next.who, true, secrets)
    expect(await lookAt(silent.who, silent.known)).not.toContain(t('track.offer.decline'))
  } finally {
    await Promise.all([a, b, c].map((who) => who.close()))
    await server.stop()
  }
})
