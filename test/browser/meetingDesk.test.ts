import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Every line of the error summary leads to a field, and no two lines read alike. */
async function summaryLeads({ page }: Visitor): Promise<void> {
  const links = page.locator('#error-summary a')
  await links.first().waitFor()
  const said = await links.allInnerTexts()
  expect(new Set(said).size).toBe(said.length)
  for (const link of await links.all())
    expect(await page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`).count()).toBe(1)
}

/** Somebody at work, and what to press and read there. */
async function atDesk(account: string, path: string, look: { locale: 'zh' | 'en'; script: boolean }) {
  const who = await visitor(browser, origin, look)
  const say = look.locale === 'en' ? en : zh
  const main = who.page.getByRole('main')
  await who.open(path)
  await comeIn(who.page, say, account)
  return {
    ...who,
    say,
    faults: documentsOf(who.page),
    press: (name: string) => main.getByRole('button', { name, exact: true }).first().click(),
    saved: () => who.page.locator('.staff-done').waitFor(),
    fill: async (values: Record<string, string>) => {
      for (const [name, value] of Object.entries(values)) await main.locator(`[name=${name}]`).fill(value)
    },
  }
}

test.each([
  ['chief@demo.invalid', 'reader@demo.invalid', { locale: 'zh', script: false }],
  ['publisher@demo.invalid', 'chief@demo.invalid', { locale: 'en', script: true }],
] as const)('%s plans a meeting, %s announces it: %o', async (one, other, look) => {
  const plans = await atDesk(one, '/staff/meetings/new', look)
  await plans.press(plans.say['meetings.save'])
  await summaryLeads(plans)
  await sound(plans, look.script)
  await plans.fill({
    titleZh: '防诈骗恳谈会',
    agendaZh: '最近的骗术\n大家提问',
    day: addDays(dayOf(Date.now()), 20),
    from: '19:00',
    to: '20:30',
    placeZh: '派出所二楼，电话 13800001234',
    audienceZh: '辖区居民',
    chairZh: '派出所所长',
  })
  await plans.press(plans.say['meetings.save'])
  await plans.saved()
  await sound(plans, look.script)
  // Whoever planned it finds no button to announce it.
  expect(
    await plans.page.getByRole('button', { name: plans.say['meetings.announce'], exact: true }).count(),
  ).toBe(0)
  const reads = await atDesk(other, new URL(plans.page.url()).pathname.replace(/^\/en/, ''), look)
  await reads.page.locator('[name=over]').check()
  await reads.press(reads.say['meetings.announce'])
  await summaryLeads(reads)
  expect(await reads.page.locator('[name=over]').isChecked()).toBe(true)
  await sound(reads, look.script)
  await reads.fill({ why: '值班电话' })
  await reads.press(reads.say['meetings.announce'])
  await reads.saved()
  await sound(reads, look.script)
  expect([...(await plans.faults()), ...(await reads.faults())]).toEqual([])
  await Promise.all([plans.close(), reads.close()])
})

test('a promise of a meeting is handled like any other item, and its answer stands with the meeting', {
  timeout: 180_000,
}, async () => {
  // The demonstration's meeting that was, with one promise open.
  const meeting = `/meetings/mt_${'2'.padStart(32, '0')}`
  const look = { locale: 'zh', script: false } as const
  const desk = await atDesk('chief@demo.invalid', `/staff${meeting}`, look)
  const { page, say } = desk
  const link = page.getByRole('main').locator('a[href*="/staff/complaints/C-"]').last()
  const reference = (await link.getAttribute('href'))?.match(/C-\d{8}-\w{6}/)?.[0] ?? ''
  await sound(desk, false)
  await link.click()
  await page.getByText(say['complaint.promise.nobody']).waitFor()
  await sound(desk, false)
  await page.getByRole('main').locator(`a[href$="/${reference}/answer"]`).click()
  await desk.fill({ by: '' })
  await desk.press(say['complaint.do.answer'])
  await summaryLeads(desk)
  await sound(desk, false)
  await page.getByRole('radio').first().check()
  await desk.fill({
    done: '找李大妈 13812345678 就行',
    english: 'A patrol goes every evening.',
    by: '巡防队',
  })
  await desk.press(say['complaint.do.answer'])
  await page.locator('#done-why').waitFor()
  await desk.fill({ done: '每晚 7 点到 9 点都有人巡逻。' })
  expect(await page.getByRole('radio').first().isChecked()).toBe(true)
  await desk.press(say['complaint.do.answer'])
  await desk.saved()
  await sound(desk, false)
  for (const [locale, words] of [
    ['zh', '每晚 7 点到 9 点都有人巡逻。'],
    ['en', 'A patrol goes every evening.'],
  ] as const) {
    const reader = await visitor(browser, origin, { locale, script: false, width: 360 })
    await reader.open(meeting)
    const promise = reader.page.locator('li', { hasText: words })
    await promise.getByText(reader.t('meeting.promise.kept'), { exact: true }).waitFor()
    expect(await promise.innerText()).toContain(reference)
    await sound(reader, false)
    await reader.close()
  }
  expect(await desk.faults()).toEqual([])
  await desk.close()
})

test('a volunteer is taken in, a training is written down, a task goes out', async () => {
  const asks = await visitor(browser, origin)
  for (const name of ['张小明', '王小明']) {
    await asks.open('/volunteer?station=qingshi')
    await asks.page.getByRole('radio', { name: asks.t('volunteer.kind.watch') }).check()
    await asks.page.getByLabel(asks.t('meeting.name'), { exact: true }).fill(name)
    await asks.page.getByLabel(asks.t('book.phone'), { exact: true }).fill('13812345678')
    await asks.page.getByRole('button', { name: asks.t('volunteer.send'), exact: true }).click()
    await asks.page.getByRole('heading', { name: asks.t('volunteer.done') }).waitFor()
  }
  const chief = await atDesk('chief@demo.invalid', '/staff/volunteers', { locale: 'zh', script: true })
  for (let i = 0; i < 2; i += 1) {
    await chief.press(zh['volunteers.accept'])
    await chief.saved()
  }
  await chief.page.getByRole('link', { name: zh['volunteers.show.active'] }).click()
  // The second of two forms alike: what it says and where its errors lead is its own.
  const second = chief.page.locator('main .note').nth(1)
  await second.locator('summary').click()
  await second.getByRole('button', { name: zh['volunteers.train'], exact: true }).click()
  await summaryLeads(chief)
  await sound(chief, true)
  await second.getByLabel(zh['volunteers.what'], { exact: true }).fill('防诈骗')
  await second.getByLabel(zh['volunteers.day'], { exact: true }).fill(dayOf(Date.now()))
  await second.getByLabel(zh['volunteers.hoursLabel'], { exact: true }).fill('2')
  await second.getByRole('button', { name: zh['volunteers.train'], exact: true }).click()
  await chief.saved()
  expect(await second.innerText()).toContain('防诈骗')
  await chief.press(zh['volunteers.send'])
  await summaryLeads(chief)
  await sound(chief, true)
  expect(await chief.faults()).toEqual([])
  await Promise.all([asks.close(), chief.close()])
})
