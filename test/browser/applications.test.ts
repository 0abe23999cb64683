import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { chen, fileOnline, type Held, wang } from '../support/applicationsOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn, type StaffWords } from '../support/comeIn.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

type Look = { locale: 'zh' | 'en'; script: boolean; width: number }
const looks: Look[] = [
  { locale: 'zh', script: true, width: 360 },
  { locale: 'en', script: false, width: 1100 },
]
const wordsOf = ({ locale }: Look): StaffWords => (locale === 'en' ? en : zh)

/** The sessions of those who came in: a code opens once, so nobody comes in twice in its half minute. */
const sessions = new Map<string, Awaited<ReturnType<Visitor['context']['cookies']>>>()

/** Somebody at work, signed in and at the work list. */
async function atWork(job: string, look: Look): Promise<Visitor> {
  const who = await visitor(browser, origin, look)
  const known = sessions.get(job)
  if (known) await who.context.addCookies(known)
  await who.open('/staff/applications')
  if (!known) await comeIn(who.page, wordsOf(look), `${job}@demo.invalid`)
  await who.page.getByRole('heading', { name: wordsOf(look)['nav.applications'], level: 1 }).waitFor()
  sessions.set(job, await who.context.cookies())
  return who
}

/** Presses a button or follows a link of the page itself, by its exact words (a key may stand behind them). */
async function press({ page }: Visitor, name: string): Promise<void> {
  const named = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*[A-Z])?$`)
  const main = page.getByRole('main')
  await main
    .getByRole('button', { name: named })
    .or(main.getByRole('link', { name: named }))
    .first()
    .click()
}

/** Opens an application, does one act that needs a press alone, and waits until it is said to be done. */
async function act(
  who: Visitor,
  words: StaffWords,
  { reference }: Held,
  name: 'take' | 'take-over' | 'accept',
) {
  await who.open(`/staff/applications/${reference}`)
  await press(who, words[`application.do.${name}`])
  await who.page.getByText(words[`done.application.${name}`]).waitFor()
}

/** What the public is told of a certificate. */
async function checked(number: string, code: string) {
  const { text } = await overWire(`${origin}/api/v1/certificates/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, code }),
  })
  return JSON.parse(text).status as string
}

/** What its holder has been given. */
async function given(held: Held): Promise<{ number: string; type: string; code: string }> {
  const { certificates } = (await held.do('open')) as { certificates: never[] }
  expect(certificates).toHaveLength(1)
  return certificates[0]!
}

test.each(looks)(
  'from filed to handed over, with a correction and another handler: %o',
  { timeout: 240_000 },
  async (look) => {
    const words = wordsOf(look)
    const held = await fileOnline(origin, { locale: look.locale })
    const handler = await atWork('handler', look)
    const { page } = handler
    const faults = documentsOf(page)
    await sound(handler, look.script)
    await page.locator(`main a[href$="/staff/applications/${held.reference}"]`).first().click()
    await sound(handler, look.script)
    await press(handler, words['application.do.take'])
    await page.getByText(words['done.application.take']).waitFor()

    // Asked once, for everything: nothing ticked is told beside the question, and what is ticked goes out.
    await press(handler, words['application.do.ask'])
    await press(handler, words['application.do.ask'])
    await page.getByRole('alert').first().waitFor()
    await sound(handler, look.script)
    await page.locator('input[name=items][value=person]').check()
    await page.locator('input[name=words-person]').fill('电话少了一位')
    await press(handler, words['application.do.ask'])
    await page.getByText(words['done.application.ask']).waitFor()
    expect(await page.getByRole('main').innerText()).toContain('电话少了一位')
    const { name, idType, idNumber } = wang
    await held.do('save', { applicant: { name, idType, idNumber, phone: '13800000049' } })
    await held.do('answer')

    // Handed on: the first handler stays responsible, and both are named.
    const chief = await atWork('chief', look)
    const both = documentsOf(chief.page)
    await act(chief, words, held, 'take-over')
    const hands = await chief.page.locator('section[aria-labelledby=hands]').innerText()
    expect(hands).toContain('石建国')
    expect(hands).toContain('韩立')
    await act(chief, words, held, 'accept')
    await press(chief, words['application.do.approve'])
    await sound(chief, look.script)
    await press(chief, words['application.do.approve'])
    await chief.page.getByText(words['done.application.approve']).waitFor()
    await press(chief, words['application.do.issue'])
    await press(chief, words['application.do.issue'])
    await chief.page.getByRole('alert').first().waitFor()
    await chief.page.locator('input[name=finding][value=none]').check()
    await press(chief, words['application.do.issue'])
    await chief.page.getByText(words['done.application.issue']).waitFor()
    await sound(chief, look.script)
    await press(chief, words['application.do.handover'])
    await chief.page.locator('input[name=how][value=collected]').check()
    await press(chief, words['application.do.handover'])
    await chief.page.getByText(words['done.application.handover']).waitFor()

    const { number, type, code } = await given(held)
    expect([type, await checked(number, code)]).toEqual(['no-record', 'valid'])
    await chief.page.locator(`main a[href$="/staff/certificates/${number}"]`).click()
    await chief.page.getByText(words['certificate.signature.holds']).waitFor()
    await sound(chief, look.script)

    // Found by its number too, and a number that is none is told beside what was typed.
    await chief.open('/staff/certificates')
    const find = chief.page.getByLabel(words['certificate.find'], { exact: true })
    await find.fill('A-20261123-ABCDEF')
    await press(chief, words['certificate.look'])
    await expect.poll(() => find.getAttribute('aria-invalid')).toBe('true')
    expect(await find.inputValue()).toBe('A-20261123-ABCDEF')
    expect(await chief.page.locator('#number-why').innerText()).toMatch(/Z/)
    expect(await chief.page.getByText(words['certificate.none']).count()).toBe(0)
    await sound(chief, look.script)
    await find.fill(number)
    await press(chief, words['certificate.look'])
    await chief.page.getByText(words['certificate.signature.holds']).waitFor()
    expect([...(await faults()), ...(await both())]).toEqual([])
    await Promise.all([handler.close(), chief.close()])
  },
)

test.each(looks)(
  'a refusal is read before it is signed, and says what can be done: %o',
  { timeout: 180_000 },
  async (look) => {
    const words = wordsOf(look)
    const held = await fileOnline(origin, { person: chen })
    const who = await atWork('handler', look)
    const { page } = who
    const faults = documentsOf(page)
    await act(who, words, held, 'accept')
    await who.open(`/staff/applications/${held.reference}/refuse`)
    await press(who, words['application.letter.look'])
    await page.getByRole('alert').first().waitFor()
    await page.locator('input[name=ground]').first().check()
    await page.locator('textarea[name=words]').fill('查到生效判决。')
    await press(who, words['application.letter.look'])
    const letter = page.locator('article.letter')
    await letter.waitFor()
    expect(await letter.innerText()).toMatch(look.locale === 'en' ? /60 days/ : /60 日内申请行政复议/)
    expect(await letter.innerText()).toContain('查到生效判决。')
    await sound(who, look.script)
    // Changing it again keeps what was typed.
    await press(who, words['application.change'])
    expect(await page.locator('textarea[name=words]').inputValue()).toBe('查到生效判决。')
    await press(who, words['application.letter.look'])
    await press(who, words['application.do.refuse'])
    await page.getByText(words['done.application.refuse']).waitFor()
    const { number, type, code } = await given(held)
    expect([type, await checked(number, code)]).toEqual(['refusal', 'valid'])
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test('whoever filed it without proof shows a document; a wrong number is nobody', {
  timeout: 180_000,
}, async () => {
  const [look] = looks as [Look]
  const held = await fileOnline(origin, { person: chen, proved: false })
  const who = await atWork('handler', look)
  const { page } = who
  await who.open(`/staff/applications/${held.reference}/identity`)
  await page.locator('input[name=seen][value=resident-id]').check()
  await page.locator('input[name=numberEnd]').fill('9999')
  await press(who, zh['application.do.identity'])
  await page.getByRole('alert').first().waitFor()
  await sound(who, true)
  await page.locator('input[name=numberEnd]').fill('0014')
  await press(who, zh['application.do.identity'])
  await page.getByText(zh['done.application.identity']).waitFor()
  expect((await held.do('open')).state).toBe('submitted')
  await who.close()
})

test('an employer who names no law is not taken; a wrong station is declined with the right office', {
  timeout: 180_000,
}, async () => {
  const none = { basis: 'no', station: 'yes' }
  await expect(fileOnline(origin, { matterCode: 'CR-02', eligibility: none })).rejects.toThrow('not-eligible')
  const [look] = looks as [Look]
  const held = await fileOnline(origin, { person: chen })
  const who = await atWork('handler', look)
  const { page } = who
  await who.open(`/staff/applications/${held.reference}/decline`)
  await page.locator('input[name=ground][value=other-station]').check()
  await page.locator('textarea[name=words]').fill('您的户口在南桥。')
  await press(who, zh['application.letter.look'])
  expect(await page.locator('article.letter').innerText()).toContain('户口所在地或居住地派出所')
  await press(who, zh['application.do.decline'])
  await page.getByText(zh['done.application.decline']).waitFor()
  expect((await given(held)).type).toBe('decline')
  await who.close()
})

test('several are taken at once, and of those that were not it is said why', {
  timeout: 180_000,
}, async () => {
  const [look] = looks as [Look]
  const [first, second] = await Promise.all([fileOnline(origin), fileOnline(origin, { person: chen })])
  const who = await atWork('handler', look)
  const { page } = who
  const faults = documentsOf(page)
  await press(who, zh['application.batch.take'])
  await page.getByRole('alert').first().waitFor()
  await sound(who, true)
  // A colleague was quicker with one of them.
  const chief = await atWork('chief', look)
  await act(chief, zh, second, 'take')
  for (const { reference } of [first, second])
    await page.locator(`input[name=references][value="${reference}"]`).check()
  await press(who, zh['application.batch.take'])
  await page.getByText(zh['batched.not'], { exact: true }).waitFor()
  const said = await page.locator('section[aria-labelledby=batched]').innerText()
  expect(said).toContain(first.reference)
  expect(said).toContain(second.reference)
  await sound(who, true)
  expect(await faults()).toEqual([])
  await Promise.all([who.close(), chief.close()])
})
