import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../../api/calendar/day.ts'
import { zh } from '../../../site/locales/staff/zh.ts'
import { heading, press } from '../../support/booking.ts'
import { openBrowser } from '../../support/browser.ts'
import { handsOf, said, signIn } from '../../support/morning.ts'
import { type Booked, inOneDay, morningAt } from '../../support/morningDay.ts'
import { lookAt } from '../../support/queue.ts'
import { everyReader, otherLanguageAndBack, sound, words } from '../../support/readers.ts'
import { served } from '../../support/served.ts'
import { documentsOf } from '../../support/validHtml.ts'
import { type Visitor, visitor } from '../../support/visitor.ts'

served()
const began = Date.now()
const patience = 240_000
let browser: Browser
let morning: Awaited<ReturnType<typeof morningAt>>

beforeAll(async () => {
  browser = await openBrowser()
  morning = await morningAt(began, 'rating')
})
afterAll(async () => {
  await browser?.close()
  await morning?.server.stop()
})

const tokenIn = ({ page }: Visitor) => page.locator('#rate input[name=token]').inputValue()
const level = ({ page }: Visitor, n: number) => page.locator(`input[name=overall][value="${n}"]`)

/** Types a code on the page for it. */
async function typeCode(who: Visitor, token: string) {
  await who.open('/rate')
  await who.page.getByLabel(who.t('rate.token')).fill(token)
  await press(who, who.t('rate.begin'))
}

describe.skipIf(!inOneDay(began))('a visit, rated away from the counter', () => {
  let people: Booked[]
  let slip: { number: string; code: string }
  let walker: Visitor

  test('served at the counter: from when on it can be rated stands with the record, and no button yet', {
    timeout: patience,
  }, async () => {
    people = morning.people
    const { origin } = morning.server
    const clerk = await visitor(browser, origin, { width: 1100 })
    const { page } = clerk
    const hands = handsOf(page)
    await signIn(clerk, zh, 'clerk@demo.invalid')
    await hands.press(page.getByRole('button', { name: zh['queue.seat.sit'].replace('{n}', '1') }))
    await said(page, zh['done.queue.sit'])
    for (const [i, { reference }] of people.entries()) {
      await hands.key('c')
      await page.keyboard.insertText(reference)
      await page.keyboard.press('Enter')
      await page.getByText(zh['queue.issued'].replace('{number}', `A00${i + 1}`), { exact: true }).waitFor()
    }
    await hands.key('w')
    await hands.choose(page.locator('#matter-1'), 'ID-02')
    await hands.press(page.getByRole('button', { name: zh['queue.walk.go'] }))
    await page.getByText(zh['queue.issued'].replace('{number}', 'A007'), { exact: true }).waitFor()
    await hands.press(page.getByRole('link', { name: zh['queue.issued.slip'] }))
    const code = /[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}/.exec(await page.locator('.slip').innerText())
    slip = { number: 'A007', code: code?.[0] ?? '' }
    await hands.press(page.getByRole('link', { name: zh['queue.slip.back'] }))
    await page.locator('#expected').waitFor()
    for (let i = 0; i < 7; i += 1) {
      await hands.key('n')
      await page.locator('#serving .big').waitFor()
      await hands.key('s')
      await page.getByRole('button', { name: zh['queue.finish'] }).waitFor()
      await hands.key('f')
      await said(page, zh['done.queue.finish'])
      await page.getByRole('heading', { name: zh['queue.now.none'] }).waitFor()
    }
    // Nothing of ratings stands where staff work.
    expect(await page.locator('main').innerHTML()).not.toMatch(/\/rate\b/)
    await clerk.close()

    const who = await visitor(browser, origin)
    await lookAt(who, people[0]!)
    await who.page.locator('#rate').waitFor()
    expect(await who.page.locator('#rate form').count()).toBe(0)
    await sound(who, true)
    await who.close()
    walker = await visitor(browser, origin)
    await walker.open(`/queue?station=qingshi&number=${slip.number}`)
    await walker.page.getByLabel(walker.t('queue.mine.code')).fill(slip.code)
    await press(walker, walker.t('queue.mine.look'))
    await walker.page.getByText(walker.t('queue.mine.done')).waitFor()
    expect(await walker.page.locator('#rate').innerText()).toContain('小票')
    await sound(walker, true)

    // The hours go by.
    await morning.server.between((db) =>
      db.prepare("UPDATE rating_invite SET opens_at = ? WHERE state = 'open'").run(began - MINUTE),
    )
  })

  test.each(everyReader)('badly, from the record: %o', { timeout: patience }, async ({ locale, script }) => {
    const { origin } = morning.server
    const one =
      people[everyReader.findIndex((reader) => reader.locale === locale && reader.script === script)]!
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    await lookAt(who, one)
    const token = await tokenIn(who)
    expect(token).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
    await sound(who, script, [token])
    // A link that is merely opened does nothing; with script it brings the form, without the field waits for the code.
    await who.open(`/rate#${token}`)
    if (script) await heading(who, t('rate.overall')).waitFor()
    else {
      expect(await page.getByLabel(t('rate.token')).inputValue()).toBe('')
      await typeCode(who, token.toLowerCase().replace(/(.{4})/g, '$1 '))
      await heading(who, t('rate.overall')).waitFor()
    }
    await otherLanguageAndBack(who)
    await heading(who, t('rate.overall')).waitFor()
    await sound(who, script, [token])
    // One question; what belongs to either side of the scale comes with the answer.
    expect(await page.locator('.if-good').isVisible()).toBe(false)
    await level(who, 5).check()
    expect(await page.locator('.if-good').isVisible()).toBe(true)
    await level(who, 2).check()
    expect(await page.locator('.if-good').isVisible()).toBe(false)
    // Where to call is asked of whoever wants to be called.
    expect(await page.getByLabel(t('rate.phone')).isVisible()).toBe(false)
    await page.locator('input[name=contact]').check()
    expect(await page.getByLabel(t('rate.phone')).isVisible()).toBe(true)
    const comment = '白鹭等了两个钟头'
    await page.getByLabel(t('rate.comment')).fill(comment)
    // Another language, larger letters: nothing that was typed or chosen is lost, and nothing is given.
    await otherLanguageAndBack(who)
    await press(who, t('header.senior').replace('网上', '网上\u200b'))
    await page.locator('html[data-senior=on]').waitFor()
    expect(await page.getByLabel(t('rate.comment')).inputValue()).toBe(comment)
    expect(await level(who, 2).isChecked()).toBe(true)
    // Enter sends, and is never a switch.
    await page.getByLabel(t('rate.phone')).press('Enter')
    await page.locator('#bad-why').waitFor()
    expect(await level(who, 2).isChecked()).toBe(true)
    expect(await page.getByLabel(t('rate.comment')).inputValue()).toBe(comment)
    await sound(who, script, [token, comment])
    await page.locator('input[name=bad][value=slow]').check()
    await press(who, t('rate.send'))
    await heading(who, t('rate.done')).waitFor()
    // The number of the booking is known: the bureau's desk calls, and says by when.
    expect(await words(who)).toContain(t('rate.done.call', { day: '§' }).split('§')[0])
    await sound(who, script, [token, comment])
    // Back and reload send nothing twice, and say that it arrived.
    if (script) {
      await page.reload()
      await heading(who, t('rate.used')).waitFor()
      await page.goBack()
      await heading(who, t('rate.used')).waitFor()
    }
    await typeCode(who, token)
    await heading(who, t('rate.used')).waitFor()
    await sound(who, script, [token, comment])
    expect(await lookAt(who, one)).toContain(t('rate.offer.done'))
    expect(await words(who)).not.toContain(comment)
    expect(await faults()).toEqual([])
    await who.close()
  })

  test('from the ticket, and asked to in front of staff: said that it is not counted', {
    timeout: patience,
  }, async () => {
    const { page, t } = walker
    await page.reload()
    const token = await tokenIn(walker)
    expect((await page.locator('#rate b').innerText()).replaceAll(' ', '')).toBe(token)
    await sound(walker, true, [token])
    await press(walker, t('rate.offer.go'))
    await level(walker, 5).check()
    await page.locator('input[name=pressed]').check()
    await press(walker, t('rate.send'))
    await heading(walker, t('rate.done')).waitFor()
    expect(await words(walker)).toContain('不计分')
    await sound(walker, true, [token])
    await walker.close()
  })

  test('a code that is too early, that ran out, that nobody was given', { timeout: patience }, async () => {
    const { server } = morning
    const first = await visitor(browser, server.origin)
    const [early, late] = [people[4]!, people[5]!]
    await lookAt(first, early)
    const soon = await tokenIn(first)
    await lookAt(first, late)
    const gone = await tokenIn(first)
    await first.close()
    await server.between((db) => {
      db.prepare('UPDATE rating_invite SET opens_at = ? WHERE subject = ?').run(
        Date.now() + 90 * MINUTE,
        early.reference,
      )
      db.prepare('UPDATE rating_invite SET opens_at = ?, closes_at = ? WHERE subject = ?').run(
        began - 31 * DAY,
        began - MINUTE,
        late.reference,
      )
    })
    for (const locale of ['zh', 'en'] as const) {
      const who = await visitor(browser, server.origin, { locale })
      const faults = documentsOf(who.page)
      await typeCode(who, soon)
      await heading(who, who.t('rate.later')).waitFor()
      await sound(who, true, [soon])
      await typeCode(who, gone)
      await heading(who, who.t('rate.over')).waitFor()
      await sound(who, true, [gone])
      await typeCode(who, 'K7M3 9QXT H4WC')
      await who.page.locator('#token-why').waitFor()
      expect(await who.page.getByLabel(who.t('rate.token')).inputValue()).toBe('K7M3 9QXT H4WC')
      await sound(who, true)
      expect(await faults()).toEqual([])
      await who.close()
    }
  })
})

test.each(everyReader)('by the poster, without an occasion: %o', async ({ locale, script }) => {
  const who = await visitor(browser, morning.server.origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/stations/qingshi')
  await page.getByRole('link', { name: t('rate.sheet.link') }).click()
  await page.locator('.sheet').waitFor()
  await sound(who, script)
  await who.open('/rate/here/qingshi')
  expect(await words(who)).toContain(t('rate.here.text'))
  await sound(who, script)
  await press(who, t('rate.send'))
  await page.locator('#overall-why').waitFor()
  await sound(who, script)
  await level(who, 4).check()
  await press(who, t('rate.send'))
  await heading(who, t('rate.done')).waitFor()
  await sound(who, script)
  expect(await faults()).toEqual([])
  await who.close()
})
