import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
import { jpegFile } from '../support/files.ts'
import { everyReader, otherLanguageAndBack, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Typed by nobody else: none of it may stand in an address that is asked for, or stay with the browser. */
const typed = {
  accusation: '金丝雀说：值班的收了烟',
  officer: '鸢尾某',
  problem: '金丝雀路的灯不亮',
  place: '鸢尾巷三号',
  name: '鸢尾金丝雀',
  phone: '13800098766',
  more: '昨晚又坏了一盏',
}

/** Everything asked for from now on, as addresses. */
function addresses({ page }: Visitor): string[] {
  const seen: string[] = []
  page.on('request', (request) => seen.push(decodeURIComponent(request.url())))
  return seen
}

const send = ({ page, t }: Visitor) => page.getByRole('button', { name: t('tell.send'), exact: true }).click()
const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { name, exact: true })

/** The reference and the code of a receipt. */
async function receiptOf({ page }: Visitor) {
  const [reference = '', code = ''] = await page.locator('.panel dd').allInnerTexts()
  expect(reference).toMatch(/^C-\d{8}-\w{6}$/)
  return { reference, code: code.replaceAll(' ', '') }
}

test.each(everyReader)(
  'an accusation by nobody, from the way in to the thread: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    const asked = addresses(who)
    await who.open('/complaints')
    // Danger first, then what is better done elsewhere, then the kinds.
    expect(await page.locator('main a').first().getAttribute('href')).toBe('tel:110')
    await sound(who, script)
    await page.locator('main .card a[href$="/complaints/misconduct"]').click()
    await sound(who, script)
    const said = page.locator('textarea[name=words]')
    await said.fill(typed.accusation)
    await page.getByLabel(t('tell.officer')).fill(typed.officer)
    await page.locator('input[name=who][value=anonymous]').check()
    // Whoever wants to be unknown and leaves a name is told, and loses nothing.
    await page.getByLabel(t('tell.name.when'), { exact: true }).fill(typed.name)
    await send(who)
    await page.locator('#error-summary').waitFor()
    expect(await said.inputValue()).toBe(typed.accusation)
    expect(await page.getByLabel(t('tell.officer')).inputValue()).toBe(typed.officer)
    expect(await page.locator('input[name=who][value=anonymous]').isChecked()).toBe(true)
    await sound(who, script, Object.values(typed))
    await page.getByLabel(t('tell.name.when'), { exact: true }).fill('')
    await send(who)
    await heading(who, t('tell.done')).waitFor()
    const { reference, code } = await receiptOf(who)
    expect(code).toHaveLength(23)
    expect(await words(who)).toContain(t('tell.keep.anonymous'))
    const secrets = [...Object.values(typed), reference, code]
    await sound(who, script, secrets)

    await page.getByRole('button', { name: t('tell.look') }).click()
    await heading(who, t('tell.thread')).waitFor()
    expect(await words(who)).toContain(typed.accusation)
    // Nobody knows at what time of the day anything happened.
    expect(await words(who)).not.toMatch(/\d{1,2}:\d{2}/)
    await sound(who, script, secrets)
    await otherLanguageAndBack(who)
    await page.getByLabel(t('tell.say')).fill(typed.more)
    await page.getByRole('button', { name: t('apply.thread.send') }).click()
    await page.getByText(t('tell.did.message'), { exact: true }).waitFor()
    await sound(who, script, secrets)

    // Looked up by hand, where other records do stay with the tab.
    await who.open('/track')
    await page.getByLabel(t('track.reference')).fill(reference)
    await page.getByLabel(t('track.code')).fill(code)
    await page.getByRole('button', { name: t('track.look') }).click()
    await page.getByText(reference).waitFor()
    await sound(who, script, secrets)
    await page.getByRole('button', { name: t('tell.mine.open') }).click()
    await page.getByRole('button', { name: t('tell.withdraw'), exact: true }).click()
    await page.getByRole('button', { name: t('tell.withdraw.yes') }).click()
    await page.getByText(t('tell.did.withdraw'), { exact: true }).waitFor()
    await sound(who, script, secrets)
    for (const address of asked) for (const secret of secrets) expect(address).not.toContain(secret)
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test.each(everyReader)(
  'a small problem with photos, one of which is none: %o',
  async ({ locale, script }) => {
    const who = await visitor(browser, origin, { locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    const asked = addresses(who)
    await who.open('/complaints/problem')
    await send(who)
    await page.locator('#error-summary').waitFor()
    // All of it at once, each at its question.
    const named = page.locator('#error-summary a')
    const fields = await named.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash))
    expect(fields).toHaveLength(4)
    // In the order in which they stand further down.
    const depths = await Promise.all(fields.map(async (id) => (await page.locator(id).boundingBox())?.y ?? 0))
    expect(depths).toEqual(depths.toSorted((one, other) => one - other))
    await sound(who, script)
    await page.locator('textarea[name=words]').fill(`着火了 ${typed.problem}`)
    await page.locator('input[name=category]').first().check()
    await page.getByLabel(t('tell.place'), { exact: true }).fill(typed.place)
    await page.getByLabel(t('tell.name.when'), { exact: true }).fill(typed.name)
    await page.getByLabel(t('tell.phone.when'), { exact: true }).fill(typed.phone)
    const photos = [
      { name: 'lamp.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile()) },
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture at all') },
    ]
    const choose = () => page.locator('input[name=photos]').setInputFiles(photos)
    await choose()
    await send(who)
    // 110 before anything is sent; with script the page never leaves, and the photos stay chosen.
    const calm = page.getByRole('button', { name: t('tell.urgent.calm') })
    await calm.waitFor()
    expect(await page.locator('textarea[name=words]').inputValue()).toContain(typed.problem)
    expect(asked.filter((address) => address.includes('/api/v1/challenge'))).toHaveLength(script ? 1 : 0)
    await sound(who, script, Object.values(typed))
    if (!script) await choose()
    await calm.click()
    await heading(who, t('tell.done')).waitFor()
    const { reference, code } = await receiptOf(who)
    const secrets = [...Object.values(typed), reference, code]
    const main = await words(who)
    expect(main).toContain(t('tell.photos.refused'))
    expect(main).toContain('notes.jpg')
    expect(main).not.toContain('lamp.jpg')
    await sound(who, script, secrets)

    await page.getByRole('button', { name: t('tell.photos.add') }).click()
    await heading(who, t('tell.thread')).waitFor()
    const picture = page.getByRole('button', { name: t('tell.photo.resident', { n: 1 }) })
    const [opened] = await Promise.all([who.context.waitForEvent('page'), picture.click()])
    await opened.waitForLoadState()
    expect(opened.url()).toMatch(/\/api\/v1\/complaint-photos\//)
    await opened.close()
    await page
      .locator('input[name=photos]')
      .setInputFiles([{ ...photos[0]!, buffer: Buffer.from(jpegFile({ width: 16 })) }])
    await page.getByRole('button', { name: t('upload.send') }).click()
    await page.getByText(t('tell.did.photo'), { exact: true }).waitFor()
    await sound(who, script, secrets)
    for (const address of asked) for (const secret of secrets) expect(address).not.toContain(secret)
    expect(await faults()).toEqual([])
    await who.close()
  },
)

/** Does a step at the desk, in the session of whoever is signed in, with the revision as it stands. */
const atDesk = ({ page }: Visitor, reference: string, step: string, more: object = {}) =>
  page.evaluate(
    async ([at, verb, body]) => {
      const { rev } = (await (await fetch(at)).json()) as { rev: number }
      const headers = { 'Content-Type': 'application/json' }
      const sent = JSON.stringify({ rev, ...body })
      const answer = await fetch(`${at}/${verb}`, { method: 'POST', headers, body: sent })
      if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`)
      return (await answer.json()) as { token?: string }
    },
    [`/api/v1/staff/complaints/${reference}`, step, more] as const,
  )

test.each([
  ['zh', false],
  ['en', true],
] as const)(
  '%s: another body is asked, a question answered, the answer objected to',
  async (locale, script) => {
    const who = await visitor(browser, origin, { locale, script })
    const desk = await visitor(browser, origin, { width: 1100 })
    const { page, t } = who
    const faults = documentsOf(page)
    await desk.open('/staff')
    await comeIn(desk.page, zh, 'supervisor@demo.invalid')
    await who.open('/complaints/service?about=qingshi')
    await page.locator('textarea[name=words]').fill(typed.accusation)
    await page.locator('input[name=to][value=away]').check()
    await page.getByLabel(t('tell.name.when'), { exact: true }).fill(typed.name)
    await send(who)
    await heading(who, t('tell.done')).waitFor()
    const { reference, code } = await receiptOf(who)
    const secrets = [...Object.values(typed), reference]
    await atDesk(desk, reference, 'accept')
    const { token = '' } = await atDesk(desk, reference, 'elsewhere', {
      office: '鼓楼街道办',
      words: '那天是谁值班？',
    })

    const other = await visitor(browser, origin, { locale, script })
    const otherFaults = documentsOf(other.page)
    await other.open(`/complaints/outside#code=${token}`)
    const field = other.page.getByLabel(t('track.code'))
    if (script) expect(await field.inputValue()).toBe(token)
    else await field.fill(token)
    await other.page.getByRole('button', { name: t('tell.outside.open') }).click()
    await other.page.getByText('那天是谁值班？').waitFor()
    expect(await words(other)).not.toContain(typed.accusation)
    await sound(other, script, [...secrets, token])
    await other.page.getByLabel(t('tell.outside.words')).fill('查过了，是老王。')
    await other.page.getByRole('button', { name: t('tell.outside.send') }).click()
    await other.page.getByText(t('tell.outside.done')).waitFor()
    await sound(other, script, [...secrets, token])
    expect(await otherFaults()).toEqual([])
    await other.close()

    await atDesk(desk, reference, 'ask', { words: '是上午还是下午？' })
    await page.getByRole('button', { name: t('tell.look') }).click()
    await page.getByText('是上午还是下午？').waitFor()
    // What the other body said is for those who handle it.
    expect(await words(who)).not.toContain('老王')
    await sound(who, script, secrets)
    await page.getByLabel(t('tell.say')).fill(typed.more)
    await page.getByRole('button', { name: t('apply.thread.send') }).click()
    await page.getByText(t('tell.did.message'), { exact: true }).waitFor()
    await atDesk(desk, reference, 'answer', { done: '已批评教育。', by: '督察支队', noPhoto: '没有可拍的' })
    await who.open('/complaints/mine')
    await page.getByLabel(t('track.reference')).fill(reference)
    await page.getByLabel(t('track.code')).fill(code)
    await page.getByRole('button', { name: t('tell.look') }).click()
    await page.getByText('已批评教育。').waitFor()
    await sound(who, script, secrets)
    await page.getByRole('button', { name: t('tell.object.send') }).click()
    await page.locator('#error-summary a[href="#objection"]').waitFor()
    await sound(who, script, secrets)
    await page.getByLabel(t('tell.object')).fill('没有说谁批评了谁')
    await page.getByRole('button', { name: t('tell.object.send') }).click()
    await page.getByText(t('tell.did.object'), { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: t('tell.accept') }).count()).toBe(0)
    await sound(who, script, secrets)
    expect(await faults()).toEqual([])
    await Promise.all([who.close(), desk.close()])
  },
)

test('a station’s own page leads to its form, and a code that is none opens nothing for another body', async () => {
  const who = await visitor(browser, origin, { script: false })
  const { page, t } = who
  await who.open('/stations/qingshi')
  await page.getByRole('link', { name: t('tell.station') }).click()
  await page.locator('main .card a[href*="/complaints/service"]').click()
  expect(await page.locator('select[name=about]').inputValue()).toBe('qingshi')
  await who.open('/complaints/outside#code=22222222222222222222222')
  await page.getByLabel(t('track.code')).fill('22222222222222222222222')
  await page.getByRole('button', { name: t('tell.outside.open') }).click()
  await page.getByRole('button', { name: t('tell.outside.open') }).waitFor()
  expect(await page.locator('textarea').count()).toBe(0)
  await who.close()
})

test('a receipt’s square fills the form by its fragment, which goes at once', async () => {
  const who = await visitor(browser, origin)
  await who.open('/complaints/mine#reference=C-20261123-7K3M9Q&code=H4TX9W2C')
  expect(await who.page.locator('input[name=reference]').inputValue()).toBe('C-20261123-7K3M9Q')
  expect(await who.page.locator('input[name=accessCode]').inputValue()).toBe('H4TX9W2C')
  expect(who.page.url()).not.toContain('#')
  await sound(who, true, ['C-20261123-7K3M9Q', 'H4TX9W2C'])
  await who.close()
})

test('with script a large photo is made small, and a rounded point goes along only if it is asked for', async () => {
  const who = await visitor(browser, origin)
  const { page, t } = who
  await who.context.grantPermissions(['geolocation'])
  await who.context.setGeolocation({ latitude: 30.123456, longitude: 120.654321 })
  await who.open('/complaints/problem')
  const point = () =>
    page
      .locator('[data-here] input')
      .evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value))
  await page.getByRole('button', { name: t('tell.here'), exact: true }).click()
  await page.getByText(t('tell.here.found')).waitFor()
  expect(await point()).toEqual(['30.123', '120.654'])
  await page.getByRole('button', { name: t('tell.here.forget') }).click()
  expect(await point()).toEqual(['', ''])
  // Noise, which no format makes small.
  const before = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 2400
    const context = canvas.getContext('2d')!
    const image = context.createImageData(2400, 2400)
    for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : Math.random() * 256
    context.putImageData(image, 0, 0)
    const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made!)))
    const list = new DataTransfer()
    list.items.add(new File([blob], 'lamp.png', { type: 'image/png' }))
    const input = document.querySelector<HTMLInputElement>('input[name=photos]')!
    input.files = list.files
    input.dispatchEvent(new Event('change'))
    return blob.size
  })
  const chosen = () =>
    page.locator('input[name=photos]').evaluate((input) => {
      const [file] = (input as HTMLInputElement).files!
      return { name: file!.name, size: file!.size }
    })
  await expect.poll(async () => (await chosen()).name).toBe('lamp.jpg')
  expect((await chosen()).size).toBeLessThan(before / 2)
  await sound(who, true)
  await who.close()
})
