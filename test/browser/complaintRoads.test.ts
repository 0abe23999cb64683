import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../api/calendar/day.ts'
import { makeReference } from '../../api/shared/reference.ts'
import { type Look, press, staffWords, workers } from '../support/atWorkOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { tellOnline } from '../support/complaintsOnline.ts'
import { sound, words } from '../support/readers.ts'
import { readings } from '../support/readings.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

// Two whole roads, each person in a browser of their own: an accusation that its station never hears of, and a request for
// information that has to be put right first.

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const looks: Look[] = [
  { locale: 'zh', script: true, width: 360 },
  { locale: 'en', script: false, width: 360 },
]
const atWork = workers(() => browser, origin)

const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { name, exact: true })
const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true })

/** Sends the form that is filled in; what the receipt holds. */
async function sent(who: Visitor) {
  await button(who, who.t('tell.send')).click()
  await heading(who, who.t('tell.done')).waitFor()
  const [reference = '', code = ''] = await who.page.locator('.panel dd').allInnerTexts()
  expect(reference).toMatch(/^C-\d{8}-\w{6}$/)
  return { reference, code: code.replaceAll(' ', '') }
}

/** Its author looks it up again, by hand. */
async function lookedUp(who: Visitor, { reference, code }: { reference: string; code: string }) {
  await who.open('/complaints/mine')
  await who.page.getByLabel(who.t('track.reference')).fill(reference)
  await who.page.getByLabel(who.t('track.code')).fill(code)
  await button(who, who.t('tell.look')).click()
  await heading(who, who.t('tell.thread')).waitFor()
}

/** What a search for a reference says, with the reference itself left out. */
async function searched({ page, open }: Visitor, reference: string): Promise<string> {
  await open('/staff/records')
  await page.locator('#typed').fill(reference)
  await page.locator('form:has(#typed)').getByRole('button').click()
  // The page that answers has it as it was typed.
  await page.locator(`#typed[value="${reference}"]`).waitFor()
  return (await page.getByRole('main').innerText()).replaceAll(reference, '').replace(/\d{1,2}:\d{2}/g, '')
}

/** What the page of a complaint says, with its reference left out. */
async function opened({ page, open }: Visitor, reference: string): Promise<string> {
  await open(`/staff/complaints/${reference}`)
  return (await page.getByRole('main').innerText()).replaceAll(reference, '')
}

const firstPages = ['/staff', '/staff/complaints', '/staff/callbacks', '/staff/registers', '/staff/views']

test.each(looks)(
  'an accusation against a chief, answered and objected to, of which neither the chief nor the station ever reads: %o',
  { timeout: 600_000 },
  async (look) => {
    const w = staffWords(look)
    const said = `所长收了河湾沙场的茅台（${look.locale}）`
    const plain = { kind: 'service', words: '窗口没有人。', anonymous: true, about: 'qingshi' }
    // Something of the station's own is there, so that its lists are lists.
    await tellOnline(origin, plain)
    const chief = await atWork('chief', look)
    const handler = await atWork('handler', look)
    const station = [chief, handler]
    const read = () => Promise.all(station.map((one) => readings(one, firstPages)))
    const before = await read()
    for (const pages of before) expect(pages.size).toBeGreaterThan(10)

    const who = await visitor(browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    await who.open('/complaints/misconduct')
    await page.locator('textarea[name=words]').fill(said)
    await page.locator('select[name=about]').selectOption('qingshi')
    // The account the chief of the demonstration comes in with.
    await page.getByLabel(t('tell.officer')).fill('石建国')
    await page.locator('input[name=who][value=anonymous]').check()
    const receipt = await sent(who)
    const { reference, code } = receipt
    const secrets = [said, reference, code]
    await sound(who, look.script, secrets)
    // One that was never given to anybody.
    const nobodys = makeReference('C', dayOf(Date.now()))
    const unheardOf = async () => {
      expect(await read()).toEqual(before)
      for (const one of station) {
        expect(await searched(one, reference)).toBe(await searched(one, nobodys))
        expect(await opened(one, reference)).toBe(await opened(one, nobodys))
        await heading(one, w['record.gone']).waitFor()
      }
    }
    await unheardOf()

    const desk = await atWork('supervisor', look, `/staff/complaints?show=${look.script ? 'new' : 'tray'}`)
    await desk.page.locator(`main a[href$="/staff/complaints/${reference}"]`).first().click()
    await desk.page.getByText(said).first().waitFor()
    expect(await desk.page.locator('section[aria-labelledby=barred]').innerText()).toContain('石建国')
    await press(desk, w['complaint.do.accept'])
    await desk.page.getByText(w['done.complaint.accept']).waitFor()
    await press(desk, w['complaint.do.answer'])
    await desk.page.locator('#done').fill('已经立案核查，烟酒退回。')
    await desk.page.locator('#by').fill('督察支队')
    await press(desk, w['complaint.do.answer'])
    await desk.page.getByText(w['done.complaint.answer']).waitFor()
    await sound(desk, look.script)
    await unheardOf()

    await lookedUp(who, receipt)
    await page.getByText('已经立案核查，烟酒退回。').waitFor()
    // Nobody but the desk has looked at it.
    expect(await words(who)).not.toMatch(/\d{1,2}:\d{2}/)
    await page.getByLabel(t('tell.object')).fill('没有说是谁收的')
    await button(who, t('tell.object.send')).click()
    await page.getByText(t('tell.did.object'), { exact: true }).waitFor()
    await sound(who, look.script, secrets)
    await desk.open('/staff/complaints?show=new')
    await desk.page.locator(`main a[href$="/staff/complaints/${reference}"]`).first().waitFor()
    await unheardOf()

    // The same readings do find what the station may know of.
    const own = await tellOnline(origin, { ...plain, words: '窗口又没有人。' })
    const after = await read()
    for (const [i, pages] of after.entries()) {
      expect(pages).not.toEqual(before[i])
      expect([...pages.values()].some((text) => text.includes(own.reference))).toBe(true)
    }
    expect(await faults()).toEqual([])
    await Promise.all([who, desk, chief, handler].map((one) => one.close()))
  },
)

test.each(looks)(
  'a request for information: put right, confirmed by both sides, answered: %o',
  { timeout: 240_000 },
  async (look) => {
    const w = staffWords(look)
    const who = await visitor(browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    const asked = `去年的出警统计（${look.locale}）`
    await who.open('/complaints/information')
    await page.locator('textarea[name=words]').fill(asked)
    await page.locator('input[type=radio][value=online]').check()
    await page.getByLabel(t('tell.name'), { exact: true }).fill('林小满')
    await page.getByLabel(t('tell.phone'), { exact: true }).fill('13800000112')
    // Nothing is sent that its author has not confirmed as it stands.
    await button(who, t('tell.send')).click()
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('#error-summary a').count()).toBe(1)
    await sound(who, look.script, [asked, '13800000112'])
    await page.locator('input[name=confirmed]').check()
    const receipt = await sent(who)
    const secrets = [asked, '13800000112', receipt.reference]
    await sound(who, look.script, secrets)

    const desk = await atWork('supervisor', look, `/staff/complaints/${receipt.reference}`)
    const at = `/staff/complaints/${receipt.reference}`
    await press(desk, w['complaint.do.ask'])
    // The page it was pressed on has a field of this name too.
    await desk.page.waitForURL(/\/ask(\?|$)/)
    await desk.page.locator('#words').fill('要哪几个月的？')
    await press(desk, w['complaint.do.ask'])
    await desk.page.getByText(w['done.complaint.ask']).waitFor()

    await lookedUp(who, receipt)
    await page.getByText('要哪几个月的？').waitFor()
    const both =
      look.locale === 'en'
        ? 'We confirmed it too: it counts as received on this day'
        : '我们也确认了：从这一天算收到'
    expect(await words(who)).not.toContain(both)
    await page.getByLabel(t('tell.say')).fill('一月到三月')
    await button(who, t('apply.thread.send')).click()
    await page.getByText(t('tell.did.message'), { exact: true }).waitFor()
    await sound(who, look.script, secrets)

    await desk.open(at)
    await desk.page.getByText('一月到三月').first().waitFor()
    await press(desk, w['complaint.do.confirm'])
    await desk.page.getByText(w['done.complaint.accept']).waitFor()
    await lookedUp(who, receipt)
    expect(await words(who)).toContain(both)
    await sound(who, look.script, secrets)
    await desk.open(at)
    await press(desk, w['complaint.do.answer'])
    await desk.page.locator('#done').fill('一月到三月共 412 次，见附表。')
    await desk.page.locator('#by').fill('法制科')
    await press(desk, w['complaint.do.answer'])
    await desk.page.getByText(w['done.complaint.answer']).waitFor()
    await sound(desk, look.script)

    await lookedUp(who, receipt)
    await page.getByText('一月到三月共 412 次，见附表。').waitFor()
    expect(await words(who)).toContain(both)
    await button(who, t('tell.accept')).click()
    await page.getByText(t('tell.did.accept'), { exact: true }).waitFor()
    await sound(who, look.script, secrets)
    expect(await faults()).toEqual([])
    await Promise.all([who.close(), desk.close()])
  },
)
