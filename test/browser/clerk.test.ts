import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problems } from '../../api/problems.ts'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { editCounters } from '../support/counterEditing.ts'
import { type Hands, handsOf, look, said, signIn } from '../support/morning.ts'
import { inOneDay, morningAt } from '../support/morningDay.ts'
import { lookAt } from '../support/queue.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { overflow, type Visitor, visitor } from '../support/visitor.ts'

served()
const began = Date.now()
const patience = 240_000
let browser: Browser
let morning: Awaited<ReturnType<typeof morningAt>>

beforeAll(async () => {
  browser = await openBrowser()
  morning = await morningAt(began)
})
afterAll(async () => {
  await browser?.close()
  await morning?.server.stop()
})

/** What the public display says: number, counter, and whether it is called or served. */
async function shownOn({ page }: Visitor): Promise<string[]> {
  await page.reload()
  return page.locator('.called li').allInnerTexts()
}

const at = (number: string, counter: string, serving = false) =>
  expect.stringMatching(new RegExp(`^${number}\\s+${counter} 号窗口\\s+${serving ? '办理中' : '请到窗口'}$`))

/** Calls the next number with one key, and waits until the screen says which. */
async function next({ page }: Visitor, hands: Hands, number: string) {
  await hands.key('n')
  await page.locator('#serving .big', { hasText: number }).waitFor()
}

async function serve({ page }: Visitor, hands: Hands) {
  await hands.key('s')
  await page.getByRole('button', { name: zh['queue.finish'] }).waitFor()
}

async function finish({ page }: Visitor, hands: Hands) {
  await hands.key('f')
  await said(page, zh['done.queue.finish'])
  await page.getByRole('heading', { name: zh['queue.now.none'] }).waitFor()
}

describe.skipIf(!inOneDay(began))('a morning at the counter, by the keyboard alone', () => {
  let clerk: Visitor
  let chief: Visitor
  let wall: Visitor
  let walker: Visitor
  const faults: (() => Promise<string[]>)[] = []
  let slip: { number: string; code: string }

  test('second factor, a counter, six who booked, two who did not, one who did not come', {
    timeout: patience,
  }, async () => {
    const { origin } = morning.server
    clerk = await visitor(browser, origin, { width: 1100 })
    wall = await visitor(browser, origin)
    faults.push(documentsOf(clerk.page), documentsOf(wall.page))
    const { page } = clerk
    const hands = handsOf(page)
    await signIn(clerk, zh, 'clerk@demo.invalid', () => sound(clerk, true))
    await look(clerk, 'counter-free')
    await hands.press(page.getByRole('button', { name: zh['queue.seat.sit'].replace('{n}', '1') }))
    await said(page, zh['done.queue.sit'])

    // By what they know of their booking: the reference however it is typed, the code of the receipt, the telephone.
    const [one, two, three, four, five, six] = morning.people as [...typeof morning.people]
    const typed = [
      one!.reference,
      two!.reference.toLowerCase(),
      three!.reference.replaceAll('-', ''),
      `${origin}/track?reference=${four!.reference}#code=${four!.accessCode}`,
    ]
    for (const [i, text] of typed.entries()) {
      await hands.key('c')
      await page.keyboard.insertText(text)
      await page.keyboard.press('Enter')
      await page.getByText(zh['queue.issued'].replace('{number}', `A00${i + 1}`), { exact: true }).waitFor()
    }
    for (const [i, { phone, reference }] of [five!, six!].entries()) {
      await hands.key('c')
      await page.keyboard.insertText(phone.slice(-4))
      await page.keyboard.press('Enter')
      const found = page.locator('#candidates')
      await found.waitFor()
      if (i === 0) await look(clerk, 'check-in-by-digits')
      expect(await found.innerText()).not.toContain(phone)
      await hands.press(found.getByRole('button', { name: reference }))
      await page.getByText(zh['queue.issued'].replace('{number}', `A00${i + 5}`), { exact: true }).waitFor()
    }
    for (const number of ['A007', 'A008']) {
      await hands.key('w')
      await hands.choose(page.locator('#matter-1'), 'ID-02')
      await hands.press(page.getByRole('button', { name: zh['queue.walk.go'] }))
      await page.getByText(zh['queue.issued'].replace('{number}', number), { exact: true }).waitFor()
      if (number === 'A008') continue
      // A slip for whoever goes outside: the place in the line can be read anywhere, and by nobody else.
      await hands.press(page.getByRole('link', { name: zh['queue.issued.slip'] }))
      await page.locator('.slip').waitFor()
      await look(clerk, 'slip')
      const code = /[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}/.exec(await page.locator('.slip').innerText())
      slip = { number, code: code?.[0] ?? '' }
      await hands.press(page.getByRole('link', { name: zh['queue.slip.back'] }))
      await page.locator('#expected').waitFor()
    }
    await page.evaluate(() => scrollTo(0, 0))
    await look(clerk, 'counter-full')
    await hands.press(page.locator('#expected button', { hasText: zh['queue.expected.missed'] }))
    await said(page, zh['done.queue.noshow'])
    expect(await page.locator('#expected').innerText()).not.toContain(morning.absent.reference)
    await page.locator('#expected').getByText(zh['queue.expected.none']).waitFor()

    await wall.open('/stations/qingshi/queue')
    expect(await shownOn(wall)).toEqual([])
    await look(wall, 'display')

    walker = await visitor(browser, origin)
    const { page: street } = walker
    await walker.open(`/queue?station=qingshi&number=${slip.number}`)
    await street.getByLabel(walker.t('queue.mine.code')).fill(slip.code)
    await street.getByRole('button', { name: walker.t('queue.mine.look') }).click()
    // Two thirds of those who booked go first, as the rule on the wall says.
    await street.getByText(walker.t('queue.mine.ahead', { n: 3 })).waitFor()
    await sound(walker, true, [slip.code])
  })

  test('call, again, serve, park, pass on, take up, finish; the wall and the street see it', {
    timeout: patience,
  }, async () => {
    const { page } = clerk
    const hands = handsOf(page)
    chief = await visitor(browser, morning.server.origin, { width: 1100 })
    faults.push(documentsOf(chief.page))
    const second = handsOf(chief.page)
    await signIn(chief, zh, 'chief@demo.invalid')
    await second.press(chief.page.getByRole('button', { name: zh['queue.seat.sit'].replace('{n}', '2') }))
    await said(chief.page, zh['done.queue.sit'])
    const told = async (text: string) => {
      await walker.page.reload()
      await walker.page.locator('.place').getByText(text).waitFor()
    }

    await next(clerk, hands, 'A001')
    expect(await shownOn(wall)).toEqual([at('A001', '1')])
    await hands.key('r')
    await page.locator('#serving').getByText(zh['queue.calls'].replace('{n}', '2')).waitFor()
    await serve(clerk, hands)
    await look(clerk, 'counter-serving')
    expect(await shownOn(wall)).toEqual([at('A001', '1', true)])
    // One who leaves without it: what came of it is said, and nothing else is typed.
    await hands.press(page.getByText(zh['queue.results']))
    await hands.choose(page.locator('#result-ID-02'), 'incomplete')
    await hands.to(page.getByRole('button', { name: zh['queue.finish'] }), true)
    await page.keyboard.press('Enter')
    await said(page, zh['done.queue.finish'])
    // Not so: one key takes it back, and they are served on.
    await hands.key('u')
    await said(page, zh['done.queue.undo'])
    expect(await shownOn(wall)).toEqual([at('A001', '1', true)])
    await finish(clerk, hands)

    await next(clerk, hands, 'A002')
    await hands.key('x')
    await hands.choose(page.locator('#pass-to'), 'counter:ct_qingshi_2')
    await hands.press(page.getByRole('button', { name: zh['queue.pass.go'] }))
    await said(page, zh['done.queue.pass'])
    expect(await shownOn(wall)).toEqual([])
    await chief.page.reload()
    await next(chief, second, 'A002')
    expect(await shownOn(wall)).toEqual([at('A002', '2')])
    await serve(chief, second)
    await told(walker.t('queue.mine.next'))

    // Three times somebody who booked went before: now it is the turn of somebody who just came.
    await next(clerk, hands, slip.number)
    await told(walker.t('queue.mine.called', { n: 1 }))
    expect(await shownOn(wall)).toEqual([at(slip.number, '1'), at('A002', '2', true)])
    await look(wall, 'display-called')
    await look(walker, 'place-called')
    await serve(clerk, hands)
    await told(walker.t('queue.mine.serving', { n: 1 }))
    await finish(clerk, hands)
    await told(walker.t('queue.mine.done'))
    await finish(chief, second)

    await next(clerk, hands, 'A003')
    await serve(clerk, hands)
    await hands.key('p')
    await said(page, zh['done.queue.park'])
    expect(await shownOn(wall)).toEqual([])
    await next(clerk, hands, 'A004')
    await serve(clerk, hands)
    await look(clerk, 'counter-parked')
    await finish(clerk, hands)
    await hands.press(page.getByRole('button', { name: `${zh['queue.resume']} A003` }))
    await said(page, zh['done.queue.resume'])
    expect(await shownOn(wall)).toEqual([at('A003', '1', true)])
    await finish(clerk, hands)
    for (const number of ['A005', 'A008', 'A006']) {
      await next(clerk, hands, number)
      expect(await shownOn(wall)).toEqual([at(number, '1')])
      await serve(clerk, hands)
      await finish(clerk, hands)
    }
    expect(await shownOn(wall)).toEqual([])
    await hands.key('n')
    await said(page, zh['done.queue.nobody'])
    await page.getByText(zh['queue.needs.done'].replace('{n}', '8')).waitFor()
    await sound(chief, true)
  })

  test('a closed day: who is hit, told, moved; a lost code: the old one is dead', {
    timeout: patience,
  }, async () => {
    const { page } = chief
    const hands = handsOf(page)
    const { day, people } = morning.closing
    await hands.press(page.getByRole('link', { name: zh['nav.schedule'], exact: true }))
    await page.getByRole('heading', { level: 1, name: zh['plan.title'] }).waitFor()
    await hands.choose(page.locator('select[name=point]'), 'qingshi')
    await hands.press(page.getByRole('button', { name: zh['plan.show'] }))
    await page.getByRole('link', { name: zh['plan.close'], exact: true }).waitFor()
    await look(chief, 'schedule')
    await hands.press(page.getByRole('link', { name: zh['plan.close'], exact: true }))
    await hands.day(page.locator('#fromDay'), day)
    await hands.type(page.locator('#reason'), '停电检修')
    await look(chief, 'closure')
    await hands.press(page.getByRole('button', { name: zh['plan.preview'] }))
    const rows = page.getByRole('table', { name: zh['plan.people'] }).locator('tbody tr')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(4)
    await look(chief, 'closure-preview')
    await hands.press(page.getByRole('button', { name: zh['plan.close.go'] }))
    await said(page, zh['done.plan.closed'])
    for (const { reference } of people) await page.getByText(reference).first().waitFor()
    await look(chief, 'closure-people')
    const [moved, lost] = people as [(typeof people)[0], (typeof people)[0]]
    const times = page.locator(`#to-${moved.reference}`)
    const slot = (await times.locator('option').nth(1).getAttribute('value')) ?? ''
    await hands.choose(times, slot)
    await hands.press(page.getByRole('button', { name: zh['plan.move'] }))
    await said(page, zh['done.plan.moved'])
    await look(chief, 'closure-moved')

    // Seen in person, with the document: a new code, shown once.
    await hands.press(page.getByRole('link', { name: zh['nav.records'], exact: true }))
    await hands.type(page.locator('#typed'), moved.reference)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: moved.reference }).waitFor()
    await look(chief, 'record')
    await hands.press(page.getByText(zh['record.code'], { exact: true }))
    await hands.tick(page.locator('input[name=seen]'))
    await hands.type(page.locator('#numberEnd'), '002x')
    await page.keyboard.press('Enter')
    const panel = page.locator('.panel')
    await panel.getByText(moved.reference).waitFor()
    await look(chief, 'code-slip')
    const accessCode = /[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}/.exec(await panel.innerText())?.[0] ?? ''

    const { t } = walker
    const resident = await visitor(browser, morning.server.origin)
    await resident.open('/track')
    await resident.page.getByLabel(t('track.reference')).fill(moved.reference)
    await resident.page.getByLabel(t('track.code')).fill(moved.accessCode)
    await resident.page.getByRole('button', { name: t('track.look'), exact: true }).click()
    await resident.page.getByText(problems['record-not-found'].title.zh).first().waitFor()
    expect(await resident.page.getByText(moved.reference).count()).toBe(0)
    const text = await lookAt(resident, { ...moved, accessCode })
    expect(text).toMatch(/工作人员打开过 \d 次（所长 \d 次）/)
    expect(await lookAt(resident, lost)).toContain(t('track.seen'))
    await sound(resident, true, [accessCode])
    await resident.close()
  })

  test('signed out meanwhile: the screen says since when, keeps what is typed, and sends it afterwards', {
    timeout: patience,
  }, async () => {
    const { page, context } = clerk
    const hands = handsOf(page)
    const cookies = await context.cookies()
    await hands.key('c')
    await page.keyboard.insertText(morning.people[0]!.reference)
    await context.clearCookies({ name: '__Host-kaimen-staff' })
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    const link = page.locator('#stale').getByRole('link', { name: zh['queue.out.link'] })
    await link.waitFor()
    expect(await page.locator('#stale').innerText()).toMatch(/登录到期了。这里是 \d+:\d\d 的情况/)
    await look(clerk, 'counter-signed-out')
    expect(await link.getAttribute('href')).toBe('/staff/sign-in?next=%2Fstaff%3Fpoint%3Dqingshi')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
    expect(await page.locator('#text').inputValue()).toBe(morning.people[0]!.reference)
    await context.addCookies(cookies)
    await page.keyboard.press('Enter')
    await page.getByText(zh['queue.issued.again'].replace('{number}', 'A001')).waitFor()
  })

  test('a counter is added, taken out of use and brought back', { timeout: patience }, async () => {
    await editCounters(chief)
  })

  test('on a narrow screen, and what is left behind', { timeout: patience }, async () => {
    const { page } = chief
    await page.setViewportSize({ width: 360, height: 800 })
    for (const [name, path] of [
      ['counter', '/staff'],
      ['schedule', '/staff/schedule?point=qingshi'],
      ['closure', '/staff/schedule/qingshi/closure'],
      ['counters', '/staff/station/qingshi/counters'],
      ['counter-new', '/staff/station/qingshi/counters/new'],
      ['records', '/staff/records'],
      ['record', `/staff/records/${morning.closing.people[0]?.reference}`],
      ['notices', '/staff/notices'],
    ] as const) {
      await chief.open(path)
      expect([path, await overflow(chief)]).toEqual([path, 0])
      await look(chief, name)
    }
    for (const found of faults) expect(await found()).toEqual([])
    for (const one of [clerk, chief, wall, walker]) {
      expect(one.troubles()).toEqual([])
      await one.close()
    }
  })
})

test.skipIf(!inOneDay(began))(
  'in English, without script: come in, check in, call, serve, finish',
  { timeout: patience },
  async () => {
    const who = await visitor(browser, morning.server.origin, { locale: 'en', script: false, width: 1100 })
    const { page } = who
    const faults = documentsOf(page)
    const press = (name: string) => page.getByRole('button', { name }).first().click()
    await signIn(who, en, 'nanqiao@demo.invalid')
    await press(en['queue.seat.sit'].replace('{n}', '1'))
    await said(page, en['done.queue.sit'])
    await page.locator('#text').fill(morning.nanqiao.reference)
    await press(en['queue.checkin.go'])
    await page.getByText(en['queue.issued'].replace('{number}', 'A001'), { exact: true }).waitFor()
    await press(en['queue.next'])
    await page.locator('#serving .big', { hasText: 'A001' }).waitFor()
    await press(en['queue.serve'])
    await press(en['queue.finish'])
    await said(page, en['done.queue.finish'])
    await sound(who, false)
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test.skipIf(!inOneDay(began))(
  'what the database holds of it: messages, ends, and no word of anybody',
  async () => {
    const { closing, absent, people, leave } = morning
    const left = await leave((db) => ({
      told: db.prepare("SELECT reference, template FROM outbox WHERE template LIKE '%clos%'").all(),
      outcomes: db.prepare('SELECT reference, outcome FROM booking WHERE outcome IS NOT NULL').all(),
    }))
    for (const { reference } of closing.people)
      expect(left.told).toContainEqual(expect.objectContaining({ reference }))
    expect(left.outcomes).toContainEqual({ reference: absent.reference, outcome: 'missed' })
    for (const { reference } of people) expect(left.outcomes).toContainEqual({ reference, outcome: 'served' })
  },
)
