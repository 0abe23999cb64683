import { expect } from 'vitest'
import type { Text } from '../../api/shared/text.ts'
import type { Visitor } from './visitor.ts'
import { overWire } from './wire.ts'

/** What somebody types about themselves. */
export interface Typed {
  name: string
  phone: string
  idNumber?: string
  note?: string
}

let people = 0

/** Where the numbers of this test file begin: all files share one server, and nobody is to be met twice. */
const begins = () => {
  const path = expect.getState().testPath ?? ''
  return [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) * 1000
}

/** Somebody nobody else is; the number rings nowhere. */
export function somebody(more: Partial<Typed> = {}): Typed {
  people += 1
  return { name: '周小舟', phone: `1380${String(begins() + people).padStart(7, '0')}`, ...more }
}

/** Reads one answer of the API, as any program may. */
export async function ask<T>(origin: string, path: string): Promise<T> {
  const { status, text } = await overWire(`${origin}/api/v1${path}`)
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as T
}

const names = new Map<string, Promise<{ name: Text; plainName: Text }>>()

/** The name of a station or the plain name of a matter, as pages print it. */
export async function nameOf(
  origin: string,
  path: string,
  { locale }: Pick<Visitor, 'locale'>,
): Promise<string> {
  const asked = names.get(path) ?? ask<{ name: Text; plainName: Text }>(origin, path)
  names.set(path, asked)
  const { name, plainName } = await asked
  return (plainName ?? name)[locale]
}

export const press = ({ page }: Visitor, name: string) =>
  page.getByRole('button', { name, exact: true }).click()
export const heading = ({ page }: Visitor, name: string) =>
  page.getByRole('heading', { name, level: 1, exact: true })

/**
 * Chooses one of the free times that the page offers. As "first" goes the one after the very first where there is
 * one: the very first may close during the walk, and a test is not to hang on the minute.
 */
export async function chooseTime({ page }: Visitor, which: 'first' | 'last' = 'first'): Promise<string> {
  const free = page.getByRole('radio', { disabled: false })
  const one = which === 'last' || (await free.count()) < 2 ? free.last() : free.nth(1)
  await one.check({ force: true })
  return (await one.getAttribute('value')) ?? ''
}

/** Fills in the details and sends them to be checked. */
export async function fillDetails(who: Visitor, { name, phone, idNumber, note }: Typed): Promise<void> {
  const { page, t } = who
  await page.getByLabel(t('book.name'), { exact: true }).fill(name)
  await page.getByLabel(t('book.phone'), { exact: true }).fill(phone)
  await page.getByLabel(t('book.idType')).selectOption(idNumber ? 'resident-id' : 'none')
  await page.getByLabel(t('book.idNumber')).fill(idNumber ?? '')
  await page.getByLabel(t('book.note')).fill(note ?? '')
  await press(who, t('book.continue'))
}

/** From the choice of a time to the page that shows all answers once more. Answers the slot chosen. */
export async function toCheck(
  who: Visitor,
  typed: Typed,
  { station = 'qingshi', matter = 'ID-02', which = 'first' as 'first' | 'last' } = {},
): Promise<string> {
  await who.open(`/book?matter=${matter}&station=${station}`)
  const slot = await chooseTime(who, which)
  await press(who, who.t('book.continue'))
  await fillDetails(who, typed)
  await heading(who, who.t('book.check.title')).waitFor()
  return slot
}

/** The receipt on the page. */
export async function receiptOf(who: Visitor): Promise<{ reference: string; accessCode: string }> {
  await heading(who, who.t('receipt.title')).waitFor()
  const text = await who.page.getByRole('main').innerText()
  const reference = /A-\d{8}-[2-9A-Z]{6}/.exec(text)?.[0] ?? ''
  const accessCode = /\b([2-9A-HJKMNP-Z]{4}) ([2-9A-HJKMNP-Z]{4})\b/.exec(text)?.slice(1).join('') ?? ''
  expect({ reference, accessCode }).toEqual({
    reference: expect.stringMatching(/^A-/),
    accessCode: expect.stringMatching(/^.{8}$/),
  })
  return { reference, accessCode }
}

/** Books every place of a slot that is left, each for another person at another address. */
export async function takeAll(origin: string, slotId: string, matterCode = 'ID-02'): Promise<void> {
  for (let place = 0; place < 20; place += 1) {
    const { name, phone } = somebody()
    const { status, text } = await overWire(`${origin}/api/v1/appointments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ slotId, matterCode, applicant: { name, phone, idType: 'none' } }),
    })
    if (status === 409) return
    if (status !== 201) throw new Error(`${status} ${text}`)
  }
  throw new Error('The slot takes more than twenty')
}
