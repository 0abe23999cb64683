import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
import { tellOnline } from '../support/complaintsOnline.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
const town = '990101103'
let browser: Browser
/** Something that is open in that town, as everybody finds it. */
let open: { reference: string; words: string }

beforeAll(async () => {
  browser = await openBrowser()
  open = { reference: '', words: '雪鸮巷口的井盖松了' }
  const { reference } = await tellOnline(origin, {
    kind: 'problem',
    words: open.words,
    name: '雪鸮',
    phone: '13800000777',
    category: 'small-hazard',
    town,
    place: '雪鸮巷口',
    open: true,
  })
  open.reference = reference
  const desk = await visitor(browser, origin, { width: 1100 })
  await desk.open('/staff')
  await comeIn(desk.page, zh, 'supervisor@demo.invalid')
  for (const step of ['sort', 'accept'])
    await desk.page.evaluate(
      async ([at, verb]) => {
        const { rev } = (await (await fetch(at)).json()) as { rev: number }
        const headers = { 'Content-Type': 'application/json' }
        const body = JSON.stringify({ rev })
        const answer = await fetch(`${at}/${verb}`, { method: 'POST', headers, body })
        if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`)
      },
      [`/api/v1/staff/complaints/${reference}`, step] as const,
    )
  await desk.close()
})
afterAll(() => browser?.close())

const press = ({ page }: Visitor, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { name, exact: true })

test.each(everyReader)(
  'what is open nearby, waiting for it, and stopping: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    await who.open('/complaints/problem')
    await page.getByRole('link', { name: t('near.first') }).click()
    await heading(who, t('near.title')).waitFor()
    await sound(who, script)
    await page.getByLabel(t('tell.town')).selectOption(town)
    await press(who, t('place.show'))
    const link = page.locator('main .list a[href*="/complaints/problem/P-"]').first()
    await link.waitFor()
    expect(await words(who)).not.toMatch(/雪鸮|井盖|13800000777/)
    await sound(who, script)
    await link.click()
    await heading(who, t('near.follow')).waitFor()
    await sound(who, script)
    // A landline takes no texts: said beside the field, with what was typed.
    const number = page.getByLabel(t('near.follow.phone'))
    await number.fill('0571-88880000')
    await press(who, t('near.follow.send'))
    await page.locator('#error-summary').waitFor()
    expect(await number.inputValue()).toBe('0571-88880000')
    await sound(who, script, ['0571-88880000'])
    await number.fill(script ? '13800000888' : '13800000999')
    await press(who, t('near.follow.send'))
    await heading(who, t('near.followed')).waitFor()
    const [id = '', code = ''] = await page.locator('.panel dd').allInnerTexts()
    expect(id).toMatch(/^P-[2-9A-Z]{8}$/)
    await sound(who, script, ['13800000888', '13800000999', code])
    await page.getByRole('main').locator(`a[href$="/complaints/problem/${id}"]`).click()
    await page.locator('summary', { hasText: t('near.stop') }).click()
    const field = page.getByLabel(t('near.stop.code'))
    await field.fill('22222222')
    await press(who, t('near.stop.send'))
    // A wrong code is said beside its field, in the open fold, with what was typed.
    await page.locator('#error-summary').waitFor()
    await page.locator('#accessCode-why', { hasText: t('near.stop.wrong') }).waitFor()
    expect(await field.inputValue()).toBe('22222222')
    await sound(who, script, ['22222222'])
    await field.fill(code)
    await press(who, t('near.stop.send'))
    await page.getByText(t('near.stopped'), { exact: true }).waitFor()
    expect(await page.locator('summary', { hasText: t('near.stop') }).count()).toBe(0)
    await sound(who, script, [code])
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test.each(everyReader)(
  'before one is sent that is known, all that was typed stands and goes in on the next press: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    const typed = { words: '石鸡巷的井盖也松了', place: '石鸡巷六号' }
    await who.open('/complaints/problem')
    await page.locator('textarea[name=words]').fill(typed.words)
    await page.locator('input[name=category][value=small-hazard]').check()
    await page.getByLabel(t('tell.town')).selectOption(town)
    await page.getByLabel(t('tell.place'), { exact: true }).fill(typed.place)
    await page.locator('input[name=who][value=anonymous]').check()
    await press(who, t('tell.send'))
    await heading(who, t('near.known')).waitFor()
    expect(await page.locator('textarea[name=words]').inputValue()).toBe(typed.words)
    expect(await page.locator('[name=place]').inputValue()).toBe(typed.place)
    expect(await page.locator('input[name=who][value=anonymous]').isChecked()).toBe(true)
    expect(await page.locator('#known a[href*="/complaints/problem/P-"]').count()).toBeGreaterThan(0)
    await sound(who, script, Object.values(typed))
    await press(who, t('near.known.send'))
    await heading(who, t('tell.done')).waitFor()
    const [reference = ''] = await page.locator('.panel dd').allInnerTexts()
    expect(reference).toMatch(/^C-/)
    await sound(who, script, [...Object.values(typed), reference])
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test('other systems find the standard at its address, and send a form from anywhere', async () => {
  const at = `${origin}/open311/v2`
  const found = await (await fetch(`${at}/requests.json`)).json()
  expect(found).toEqual(
    expect.arrayContaining([expect.objectContaining({ status: 'open', description: null })]),
  )
  const sent = await fetch(`${at}/requests.xml`, {
    method: 'POST',
    headers: { 'cf-connecting-ip': '198.19.7.7' },
    body: new URLSearchParams({
      service_code: 'small-matter',
      description: 'The lamp is dark',
      address_string: 'Stone Bridge',
    }),
  })
  expect(sent.status).toBe(201)
  expect(await sent.text()).toMatch(/<token>C-\d{8}-\w{6}<\/token>/)
  const wrong = await fetch(`${at}/services/none.xml`)
  expect([wrong.status, wrong.headers.get('content-type')]).toEqual([404, 'text/xml; charset=utf-8'])
  expect(await wrong.text()).toContain('<errors><error><code>404</code>')
})
