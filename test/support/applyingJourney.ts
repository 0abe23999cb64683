import { expect } from 'vitest'
import { standInPeople } from '../../api/identity/standIn/people.ts'
import { problems } from '../../api/problems.ts'
import type { Key } from '../../site/lib/text.ts'
import { sound } from './readers.ts'
import type { Visitor } from './visitor.ts'

/** Somebody who applies: where the journey is tried with and without script. */
export interface Applicant extends Visitor {
  script: boolean
}

/** A picture of one dot. */
export const dot = {
  name: '通知.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}
export const person = standInPeople[0]!
export const secrets = [person.name, person.idNumber, '13800000001', '东街 5 号']

/** Presses the last button of that name: the first may be the hidden one that the Enter key presses. */
export const press = ({ page, t }: Visitor, name: Key & string) =>
  page
    .getByRole('main')
    .getByRole('button', { name: t(name as 'apply.send'), exact: true })
    .last()
    .click()

/** The page says so in its heading, is usable, and its address names nobody. */
export async function stands(who: Applicant, heading: string | RegExp): Promise<void> {
  await who.page.getByRole('heading', { name: heading, level: 1 }).waitFor()
  await sound(who, who.script, secrets)
}

/** From the guide of CR-01 through its questions to the draft; gives the holder's reference and code. */
export async function begin(who: Applicant, times: 'up-to-three' | 'more') {
  const { page, t } = who
  await who.open('/apply/CR-01?station=qingshi')
  await sound(who, who.script)
  await press(who, 'apply.begin')
  for (const value of ['person', 'no', 'residence', times]) {
    await sound(who, who.script)
    await page.locator(`input[value="${value}"]`).check()
    await press(who, 'book.continue')
  }
  await stands(who, t('apply.ready'))
  await press(who, 'apply.ready.begin')
  await stands(who, t('apply.begun'))
  const reference = await page.locator('.panel .ref').innerText()
  const code = (await page.locator('p .ref').innerText()).replace(/\s/g, '')
  return { reference, code }
}

/** Fills in who it is for. */
export async function fillWho(
  { page }: Visitor,
  { name, idNumber }: { name: string; idNumber: string } = person,
): Promise<void> {
  await page.locator('#name').fill(name)
  await page.locator('#phone').fill('13800000001')
  await page.locator('#idNumber').fill(idNumber)
}

/** Sends a picture for a paper: as soon as it is chosen where there is script, by its button where not. */
export async function upload(who: Applicant, material: string): Promise<void> {
  const { page, script } = who
  await page.locator(`#file-${material}`).setInputFiles(dot)
  if (!script) await press(who, 'upload.send')
  await page.locator('main ul.list', { hasText: dot.name }).first().waitFor()
  await page
    .locator('main')
    .getByRole('button', { name: new RegExp(dot.name) })
    .first()
    .waitFor()
}

/** Sends it. Who has one like it in hand is refused until they say that it is a second one. */
export async function send(who: Applicant): Promise<void> {
  const { page, locale } = who
  const again = page.locator('input[name="again"]')
  const second = (await again.count()) > 0
  await press(who, 'apply.send')
  if (!second) return
  // Said on top, which leads to the tick, and beside the tick.
  await page.locator('#error-summary a[href="#again"]').click()
  await page.locator('#again-why', { hasText: problems['application-similar'].title[locale] }).waitFor()
  await again.check()
  await press(who, 'apply.send')
}

/** Proves who one is at the stand-in, and comes back. */
export async function logIn(who: Applicant, as = person): Promise<void> {
  const { page, t } = who
  await press(who, 'identity.login.begin')
  await page.locator('#identity form button').first().click()
  await stands(who, t('identity.standIn.title'))
  await page.locator('#idNumber').fill(as.idNumber)
  await page.locator('#pin').fill(as.pin)
  await press(who, 'identity.standIn.go')
  await press(who, 'identity.standIn.back')
  await page.getByText(t('identity.login.done')).waitFor()
  await sound(who, who.script, secrets)
}

/** Opens the application from the look-up. */
export async function openMine(who: Applicant, { reference, code }: { reference: string; code: string }) {
  const { page, t } = who
  await who.open(`/track?reference=${reference}`)
  await page.locator('#accessCode').fill(code)
  await press(who, 'track.look')
  await page.getByText(reference).first().waitFor()
  await sound(who, who.script, secrets)
  await press(who, 'apply.mine.open')
  await page.getByRole('heading', { name: t('apply.mine.mine') }).waitFor()
  expect(await page.title()).toContain(reference)
  await sound(who, who.script, secrets)
}
