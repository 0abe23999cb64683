import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from '../../scripts/tool.ts'
import type { Applicant } from './applyingJourney.ts'
import { press, secrets, stands } from './applyingJourney.ts'
import type { Look } from './colleague.ts'
import { readQr } from './qrReader.ts'
import { sound, words } from './readers.ts'
import { type Visitor, visitor } from './visitor.ts'

/** Somebody with a phone, as the story is lived through. */
export const onPhone = async (browser: Browser, origin: string, look: Look): Promise<Applicant> => ({
  ...(await visitor(browser, origin, { ...look, width: 360 })),
  script: look.script,
})

/** Keeps a picture of the page for those who look at pages. */
export async function picture({ page, locale }: Pick<Visitor, 'page' | 'locale'>, name: string) {
  const path = join(root, `test/artifacts/browser/road/${name}-${locale}.png`)
  await page.screenshot({ path, fullPage: true })
}

/** What somebody has in hand who filed. */
export interface InHand {
  reference: string
  code: string
}

/** From the guide of a matter through its questions, by their answers, to the draft. */
export async function beginWith(who: Applicant, matter: string, answers: readonly string[]): Promise<InHand> {
  const { page, t } = who
  await who.open(`/apply/${matter}?station=qingshi`)
  await sound(who, who.script)
  await press(who, 'apply.begin')
  for (const value of answers) {
    await page.locator(`main input[type=radio][value="${value}"]`).check()
    await press(who, 'book.continue')
  }
  await stands(who, t('apply.ready'))
  await press(who, 'apply.ready.begin')
  await stands(who, t('apply.begun'))
  const reference = await page.locator('.panel .ref').innerText()
  const code = (await page.locator('p .ref').innerText()).replace(/\s/g, '')
  return { reference, code }
}

/** Goes on with a draft from where it was left, on whatever device. */
export async function pickUp(who: Applicant, { reference, code }: InHand): Promise<void> {
  await who.open('/apply')
  await who.page.locator('#reference').fill(reference)
  await who.page.locator('#accessCode').fill(code)
  await press(who, 'apply.goOn')
  await who.page.getByRole('heading', { level: 1 }).waitFor()
}

/** Sends a paper, to the input of its own name: as soon as it is chosen where there is script, by its button where not. */
export async function sendPaper(
  who: Applicant,
  material: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const { page, script } = who
  await page.locator(`#file-${material}`).setInputFiles(file)
  // Each paper has a button of its own.
  const own = page.locator('.upload', { has: page.locator(`#file-${material}`) })
  if (!script)
    await own
      .getByRole('button', { name: who.t('upload.send'), exact: true })
      .last()
      .click()
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(file.name) })
    .first()
    .waitFor()
}

/** Opens what came of it from the page of the application: the certificate or the letter, to print. Gives its number. */
export async function openResult(who: Applicant): Promise<string> {
  const { page, t } = who
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${t('apply.got.print')}`) })
    .first()
    .click()
  await page.getByRole('article', { name: t('certificate.title') }).waitFor()
  await sound(who, who.script, secrets)
  const [number = ''] = /Z-\d{8}-\w{6}/.exec(await words(who)) ?? []
  expect(number).not.toBe('')
  return number
}

/** What a phone reads off a picture of the printed page: nothing is taken from the page but its look. */
export async function scanned(
  browser: Browser,
  { page, t }: Visitor,
  name = t('certificate.qr'),
): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const taken = await page.getByRole('img', { name }).first().screenshot()
  await page.emulateMedia({ media: null })
  const table = await browser.newPage()
  try {
    return readQr(await pixelsOf(table, taken.toString('base64')))
  } finally {
    await table.close()
  }
}

/** The pixels of a picture, by a browser that knows pictures. */
const pixelsOf = (table: Page, base64: string) =>
  table.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const { width, height } = image
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const drawing = canvas.getContext('2d')
    if (!drawing) throw new Error('nothing to draw on')
    drawing.drawImage(image, 0, 0)
    const colours = drawing.getImageData(0, 0, width, height).data
    const dark = Array.from(
      { length: width * height },
      (_, i) => colours[i * 4]! + colours[i * 4 + 1]! + colours[i * 4 + 2]! < 384,
    )
    return { width, height, dark }
  }, base64)

type Standing = 'valid' | 'revoked' | 'unknown'

/** What whoever was shown a certificate is told of a number and a code. */
export async function checked(who: Applicant, number: string, code: string): Promise<Standing> {
  const { page, t } = who
  await who.open('/verify')
  await page.getByLabel(t('verify.number'), { exact: true }).fill(number)
  await page.getByLabel(t('verify.code'), { exact: true }).fill(code)
  return pressedCheck(who)
}

/** Presses “check”, and reads what it says at the head. */
export async function pressedCheck(who: Applicant): Promise<Standing> {
  const { page, t } = who
  await press(who, 'verify.look')
  const standings = ['valid', 'revoked', 'unknown'] as const
  const heading = page.getByRole('heading', {
    level: 2,
    name: new RegExp(`^(${standings.map((one) => t(`verify.status.${one}`)).join('|')})$`),
  })
  await heading.waitFor()
  await sound(who, who.script, secrets)
  const said = await heading.innerText()
  return standings.find((one) => t(`verify.status.${one}`) === said)!
}

/** The file of a certificate as its holder keeps it. */
export async function keptFile({ page, t }: Visitor): Promise<{ name: string; bytes: Buffer }> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: t('certificate.file'), exact: true }).click(),
  ])
  const pieces: Buffer[] = []
  for await (const piece of await saved.createReadStream()) pieces.push(piece)
  return { name: saved.suggestedFilename(), bytes: Buffer.concat(pieces) }
}

/** The same file with one letter of the name changed, as somebody would who wants another’s certificate. */
export function alteredFile(bytes: Buffer): Buffer {
  const altered = Buffer.from(bytes.toString('utf8').replace('王样张', '王样弓'))
  expect(altered.equals(bytes)).toBe(false)
  return altered
}
