import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { found, type ProofFile, proofWords } from '../../site/lib/proofFile.ts'
import { openBrowser } from '../support/browser.ts'
import { promiseOf, proofOf, type World, worldOf } from '../support/proofWorld.ts'
import { everyReader, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const origin = served()
const first = addDays(dayOf(Date.now()), -4)
const day = addDays(first, 1)
const subject = 'A-1-2'

let browser: Browser
let world: World
let proof: ProofFile
let promise: string
let folder: string

beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'kaimen-proof-'))
  world = await worldOf([4, 9, 6, 5], first)
  proof = await proofOf(world, subject)
  const mine = world.rows.get(day)!.find((row) => row.subject === subject)!
  promise = JSON.stringify(await promiseOf(day, mine))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Reports an error on a page without a script: the quickest record there is, with a receipt. */
async function reported({ page, t, open }: Visitor) {
  await open('/report-error?page=/stations/qingshi')
  await page.getByRole('radio', { name: t('feedback.kind.fact') }).check()
  await page.getByLabel(t('feedback.words'), { exact: true }).fill('开门的时间和门口贴的不一样')
  await page.getByRole('button', { name: t('feedback.send'), exact: true }).click()
  await page.getByRole('heading', { name: t('feedback.report.done') }).waitFor()
  const [, reference = ''] = /(F-\d{8}-[0-9A-Z]{6})/.exec(await words({ page } as Visitor)) ?? []
  const accessCode = await page.locator('main input[name=accessCode]').first().inputValue()
  const receipt =
    /\{"leaf".*?\}/.exec((await page.locator('main details').allTextContents()).join(' '))?.[0] ?? ''
  return { reference, accessCode, receipt }
}

async function ask({ page, t }: Visitor, reference: string, accessCode: string, kept = '') {
  await page.getByLabel(t('track.reference'), { exact: true }).fill(reference)
  await page.getByLabel(t('track.code'), { exact: true }).fill(accessCode)
  await page.getByLabel(t('proof.saved'), { exact: true }).fill(kept)
  await page.getByRole('button', { name: t('proof.check'), exact: true }).click()
}

const told = (page: Page) => page.locator('[data-found]').innerText()
const heading = (who: Visitor, level: 'ok' | 'wait' | 'unsure' | 'bad') =>
  who.page.locator('[data-found]').getByRole('heading', { name: proofWords(who.locale)[`verdict.${level}`]! })

test.each(everyReader)('a record is held against its receipt: %o', async ({ locale, script }) => {
  const who = await visitor(browser, origin, { locale, script })
  const { page, t } = who
  const faults = documentsOf(page)
  const say = proofWords(locale)
  const { reference, accessCode, receipt } = await reported(who)
  expect(JSON.parse(receipt)).toMatchObject({ subject: reference, signature: expect.any(String) })
  await who.open('/open/proof')
  await sound(who, script)
  // What is wrong with what was typed stands at its field, and stays typed.
  await ask(who, 'x', 'AAAAAAAA', receipt)
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByLabel(t('proof.saved'), { exact: true }).inputValue()).toBe(receipt)
  await sound(who, script, [accessCode])
  await ask(who, reference, accessCode, receipt)
  await heading(who, 'wait').waitFor()
  const text = await told(page)
  expect(text).toContain(found({ code: 'promised', level: 'ok', day: dayOf(Date.now()) }, say))
  expect(text.includes(t('proof.word'))).toBe(!script)
  await sound(who, script, [accessCode, receipt])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    script
      ? page.getByRole('link', { name: t('proof.save'), exact: true }).click()
      : page.getByRole('button', { name: t('proof.save'), exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${reference}.json`)
  const saved = await new Response((await file.createReadStream()) as unknown as BodyInit).text()
  expect(JSON.parse(saved)).toMatchObject({ reference, leaves: [{ sealed: null }] })
  expect(saved.replaceAll(' ', '')).not.toContain(accessCode.replaceAll(' ', ''))
  expect(await faults()).toEqual([])
  await who.close()
})

test.each(['zh', 'en'] as const)('%s: what the server answers is not believed', async (locale) => {
  const who = await visitor(browser, origin, { locale })
  const say = proofWords(locale)
  let answer: ProofFile = proof
  await who.page.route('**/api/v1/audit/proof', (route) => route.fulfill({ json: answer }))
  await who.open('/open/proof')
  const again = async (kept: string, level: 'ok' | 'bad') => {
    await ask(who, subject, 'AAAAAAAA', kept)
    await heading(who, level).waitFor()
    await sound(who, true)
    return told(who.page)
  }
  const last = world.roots.at(-1)!
  const good = await again(`${promise} ${last.checkpoint}`, 'ok')
  expect(good).toContain(`${day} 12:00`)
  expect(good).toContain(found({ code: 'same', level: 'ok', day: last.day }, say))
  const bent = (change: (copy: ProofFile) => void) => {
    answer = structuredClone(proof)
    change(answer)
  }
  bent((copy) => {
    copy.leaves[0]!.body = copy.leaves[0]!.body!.replace('public', 'phone!')
  })
  expect(await again('', 'bad')).toContain(
    found({ code: 'changed', level: 'bad', day, action: 'appointment.book' }, say),
  )
  bent((copy) => {
    copy.leaves = []
  })
  const { leaf } = JSON.parse(promise)
  expect(await again(promise, 'bad')).toContain(found({ code: 'missing', level: 'bad', day, leaf }, say))
  answer = proof
  const replaced = last.checkpoint.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'))
  expect(await again(replaced, 'bad')).toContain(found({ code: 'differs', level: 'bad', day: last.day }, say))
  await who.close()
})

test.each(['zh', 'en'] as const)('%s: the page that was saved checks with the line cut', async (locale) => {
  const who = await visitor(browser, origin, { locale })
  const { page, t, context } = who
  await who.open('/open/proof')
  const [kept] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('proof.offline'), exact: true }).click(),
  ])
  const path = join(folder, `${locale}.html`)
  await kept.saveAs(path)
  await who.open('/open/proof/source')
  await sound(who, true)
  const digest = await page.locator('[data-digest]').innerText()
  const shown = await page.locator('[data-source]').textContent()
  const served = await (await page.request.get('/open/proof/record.js')).text()
  expect(shown).toBe(served)
  const own = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(served))).toString(
    'hex',
  )
  expect(digest).toBe(own)

  await context.setOffline(true)
  await page.goto(pathToFileURL(path).href)
  who.troubles()
  expect(await page.locator('code').innerText(), 'the same program').toBe(digest)
  const load = async (file: ProofFile, saved: string, level: 'ok' | 'bad') => {
    const buffer = Buffer.from(JSON.stringify(file))
    await page
      .getByLabel(t('proof.offline.file'), { exact: true })
      .setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer })
    await page.getByLabel(t('proof.saved'), { exact: true }).fill(saved)
    await page.getByRole('button', { name: t('proof.check'), exact: true }).click()
    await heading(who, level).waitFor()
    return told(page)
  }
  const say = proofWords(locale)
  expect(await load(proof, promise, 'ok')).toContain(found({ code: 'promised', level: 'ok', day }, say))
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  const tampered = structuredClone(proof)
  tampered.chain[1]!.root = 'ab'.repeat(32)
  expect(await load(tampered, '', 'bad')).toContain(
    found({ code: 'root', level: 'bad', day: tampered.chain[1]!.day }, say),
  )
  // Its own policy lets it ask nobody, whoever changes it.
  const reached = await page.evaluate(() =>
    fetch('https://elsewhere.example/').then(
      () => true,
      () => false,
    ),
  )
  expect(reached).toBe(false)
  expect(who.troubles().filter((what) => !/Content Security Policy|elsewhere/.test(what))).toEqual([])
  await who.close()
})

test('a browser that knows no Ed25519 says so, and checks the rest', async () => {
  const who = await visitor(browser, origin)
  await who.context.addInitScript(() => {
    const load = crypto.subtle.importKey.bind(crypto.subtle) as (...given: unknown[]) => Promise<CryptoKey>
    Object.assign(crypto.subtle, {
      importKey: (...given: unknown[]) =>
        JSON.stringify(given).includes('Ed25519')
          ? Promise.reject(new DOMException('', 'NotSupportedError'))
          : load(...given),
    })
  })
  await who.page.route('**/api/v1/audit/proof', (route) => route.fulfill({ json: proof }))
  await who.open('/open/proof')
  await ask(who, subject, 'AAAAAAAA', promise)
  await heading(who, 'unsure').waitFor()
  expect(await told(who.page)).toContain(proofWords('zh').unsigned)
  await who.close()
})

test('the roots can be subscribed to, and the newest checkpoint is found where there is one', async () => {
  const who = await visitor(browser, origin, { script: false })
  await who.open('/open/proof')
  const to = await who.page.locator('link[type="application/atom+xml"]').getAttribute('href')
  const answer = await who.page.request.get(to ?? '')
  expect(answer.headers()['content-type']).toContain('application/atom+xml')
  expect(await answer.text()).toContain('<feed')
  await who.close()
})

test('the page for saving is itself only what it says', async () => {
  const text = await (await fetch(`${origin}/open/proof/offline.html`)).text()
  expect(text).not.toMatch(/\b(src|href)=/)
  expect(text).toContain("default-src 'none'")
})
