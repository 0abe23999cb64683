import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn, type StaffWords } from '../support/comeIn.ts'
import { jpegFile } from '../support/files.ts'
import { everyReader, otherLanguageAndBack, sound, words as wordsOn } from '../support/readers.ts'
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

type Reader = (typeof everyReader)[number]
const staffWords = ({ locale }: Reader): StaffWords => (locale === 'en' ? en : zh)

/** The sessions of those who came in: a code opens once. */
const sessions = new Map<string, Awaited<ReturnType<Visitor['context']['cookies']>>>()

async function atWork(job: string, reader: Reader, path: string): Promise<Visitor> {
  const who = await visitor(browser, origin, { ...reader, width: 360 })
  const known = sessions.get(job)
  if (known) await who.context.addCookies(known)
  await who.open(path)
  if (!known) await comeIn(who.page, staffWords(reader), `${job}@demo.invalid`)
  await who.page.getByRole('heading', { level: 1 }).waitFor()
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

const picture = (name: string, width: number) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(jpegFile({ width })),
})

/** Tells of a small problem with a photo, agreeing to have it published. */
async function tell(who: Visitor, said: string) {
  const { page, t } = who
  await who.open('/complaints/problem')
  await page.locator('textarea[name=words]').fill(said)
  await page.locator('input[name=category]').first().check()
  await page.locator('select[name=town]').selectOption('990101100')
  await page.locator('input[name=photos]').setInputFiles([picture('before.jpg', 16)])
  await page.getByLabel(t('tell.name.when'), { exact: true }).fill('林小满')
  await page.getByLabel(t('tell.phone.when'), { exact: true }).fill('13800098700')
  await page.locator('input[name=open]').check()
  await page.getByRole('button', { name: t('tell.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('tell.done'), exact: true }).waitFor()
  const [reference = '', code = ''] = await page.locator('.panel dd').allInnerTexts()
  return { reference, code: code.replaceAll(' ', '') }
}

/** One's own page of it, by the receipt. */
async function openMine(who: Visitor, { reference, code }: { reference: string; code: string }) {
  const { page, t } = who
  await who.open('/complaints/mine')
  await page.locator('main input[name=reference]').fill(reference)
  await page.locator('main input[name=accessCode]').fill(code)
  await page.locator('main form button').first().click()
  await page.getByRole('heading', { name: t('tell.thread'), exact: true }).waitFor()
}

/** Answers it with a photo of what was done. */
async function answer(who: Visitor, words: StaffWords, did: string, width: number) {
  const { page } = who
  await press(who, words['complaint.do.answer'])
  await page.locator('#done').fill(did)
  await page.locator('#file').setInputFiles(picture('after.jpg', width))
  await press(who, words['complaint.do.answer'])
  await page.getByText(words['done.complaint.answer']).waitFor()
}

/** HTML and style of a page, compressed. */
async function weightOf(path: string): Promise<number> {
  const { bytes, text } = await overWire(`${origin}${path}`)
  const styles = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, style = '']) => style)
  const more = await Promise.all(styles.map((style) => overWire(`${origin}${style}`)))
  return more.reduce((sum, one) => sum + one.bytes, bytes)
}

const asText = async (path: string) => (await overWire(`${origin}${path}`, {})).text

test.each(everyReader)(
  'a small problem, from its photo to the page everybody reads, and gone again: %o',
  { timeout: 300_000 },
  async (reader) => {
    const { script, locale } = reader
    const words = staffWords(reader)
    const mark = `${locale}${script ? 1 : 0}`
    const resident = await visitor(browser, origin, { ...reader, width: 360 })
    const { t } = resident
    const held = await tell(resident, `石桥社区 3 号楼前的路灯不亮（${mark}）。`)
    const at = `/staff/complaints/${held.reference}`

    const handler = await atWork('handler', reader, at)
    await press(handler, words['complaint.do.accept'])
    await handler.page.getByText(words['done.complaint.accept']).waitFor()
    await answer(handler, words, '换了灯泡。', 24)
    await handler.close()

    await openMine(resident, held)
    await resident.page.getByText(t('tell.public.yes')).waitFor()
    await resident.page.locator('textarea[name=objection]').fill('第二天又灭了。')
    await resident.page.getByRole('button', { name: t('tell.object.send') }).click()
    await resident.page.getByText(t('tell.did.object'), { exact: true }).waitFor()

    // One level up somebody else puts it right.
    const desk = await atWork('supervisor', reader, at)
    const { page } = desk
    const faults = documentsOf(page)
    await answer(desk, words, '整盏灯换了，晚上去看过。', 32)
    await openMine(resident, held)
    await resident.page.getByRole('button', { name: t('tell.accept'), exact: true }).click()
    await resident.page.getByText(t('tell.did.accept'), { exact: true }).waitFor()

    // Published in words of our own: a number is refused beside its field, with what was typed kept.
    const said = `小区一盏路灯不亮 ${mark}`
    const did = `整盏灯换了 ${mark}`
    await desk.open(at)
    await press(desk, words['complaint.do.publish'])
    await page.locator('#said').waitFor()
    expect(await page.locator('#said').inputValue()).toBe('')
    await sound(desk, script)
    await page.locator('#said').fill(`${said}，找 13912345678`)
    await page.locator('#did').fill(did)
    const shows = page.locator('.photos li')
    expect(await shows.count()).toBe(3)
    await shows.nth(0).locator('input[value=before]').check()
    await shows.nth(2).locator('input[value=after]').check()
    await press(desk, words['complaint.do.publish'])
    await page.locator('#looked-why').waitFor()
    await sound(desk, script)
    await page.locator('input[name=looked]').check()
    await press(desk, words['complaint.do.publish'])
    await page.locator('#said-why').waitFor()
    expect(await page.locator('#said-why').innerText()).toContain('13912345678')
    expect(await page.locator('#did').inputValue()).toBe(did)
    expect(await shows.nth(0).locator('input[value=before]').isChecked()).toBe(true)
    await sound(desk, script)
    await page.locator('#said').fill(said)
    await press(desk, words['complaint.do.publish'])
    await page.getByText(words['done.complaint.publish'], { exact: true }).waitFor()
    await sound(desk, script)
    await press(desk, words['complaint.public.page'])
    await page.waitForURL(/\/open\/problems\/P-/)
    const address = new URL(page.url()).pathname.replace(/^\/en/, '')
    expect(await faults()).toEqual([])
    await desk.close()

    // Everybody reads it: by itself with both photos, in the list, on the station's page, in the feed.
    const neighbour = await visitor(browser, origin, { ...reader, width: 360 })
    const pages = documentsOf(neighbour.page)
    await neighbour.open(address)
    expect(await wordsOn(neighbour)).toContain(said)
    const photos = neighbour.page.locator('.pictures img')
    expect(await photos.count()).toBe(2)
    for (let i = 0; i < 2; i++) {
      expect(await photos.nth(i).getAttribute('alt')).toContain(mark)
      await photos.nth(i).scrollIntoViewIfNeeded()
      if (script)
        await expect
          .poll(() => photos.nth(i).evaluate((img) => (img as HTMLImageElement).naturalWidth))
          .toBeGreaterThan(0)
    }
    await sound(neighbour, script)
    await otherLanguageAndBack(neighbour)
    await neighbour.open('/stations/qingshi')
    await sound(neighbour, script)
    await neighbour.page.locator('section[aria-labelledby=did-problem]').getByText(said).click()
    await neighbour.page.waitForURL(/\/open\/problems\/P-/)
    await neighbour.open('/open')
    await neighbour.page.locator('main a[href$="/open/problems"]').click()
    await neighbour.page.getByText(said).waitFor()
    await neighbour.page.locator('search summary').click()
    await neighbour.page.locator('#station').selectOption('nanqiao')
    await neighbour.page.getByRole('main').getByRole('button').first().click()
    await neighbour.page.getByText(t('did.none.narrow')).waitFor()
    await neighbour.page.locator('#station').selectOption('qingshi')
    await neighbour.page.locator('#kind').selectOption('problem')
    await neighbour.page.getByRole('main').getByRole('button').first().click()
    await neighbour.page.getByText(said).waitFor()
    await sound(neighbour, script)
    expect(await asText('/open/problems.atom?station=qingshi')).toContain(did)
    expect(await asText('/open/problems.atom?station=nanqiao')).not.toContain(did)
    expect(await pages()).toEqual([])
    for (const path of ['/open/problems', '/en/open/problems', address, '/stations/qingshi'])
      expect(await weightOf(path)).toBeLessThan(14_000)

    // Its author sees it, and takes the agreement back: gone from all of these.
    const shown = new URL((await photos.first().getAttribute('src')) ?? '/', origin).pathname
    await openMine(resident, held)
    await resident.page.getByText(t('tell.public.out')).waitFor()
    await sound(resident, script, [held.code])
    await resident.page.getByRole('button', { name: t('tell.take-back') }).click()
    await resident.page.getByText(t('tell.did.take-back'), { exact: true }).waitFor()
    await sound(resident, script, [held.code])
    for (const path of [
      '/open/problems',
      '/stations/qingshi',
      '/open/problems.atom?lang=en',
      '/api/v1/answered',
    ])
      expect(await asText(path)).not.toContain(said)
    expect((await overWire(`${origin}${address}`, {})).status).toBe(404)
    expect((await overWire(`${origin}${shown}`, {})).status).toBe(404)
    await Promise.all([resident.close(), neighbour.close()])
  },
)
