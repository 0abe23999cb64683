import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from './browser.ts'
import { comeIn, type StaffWords } from './comeIn.ts'
import { sound } from './readers.ts'
import { type Visitor, visitor } from './visitor.ts'

/** How a story is lived through: in which language, with script or without. */
export interface Look {
  locale: 'zh' | 'en'
  script: boolean
}

/** The two ways every story is tried, both on a phone. */
export const onThePhone: readonly Look[] = [
  { locale: 'zh', script: true },
  { locale: 'en', script: false },
]

/** Somebody of the station at one browser. */
export interface Colleague extends Visitor, Look {
  words: StaffWords
}
type Job = 'handler' | 'chief'

/** A browser for the tests of a file, and the people of the station at work. */
export function staffed(origin: string) {
  const here = {} as { browser: Browser; atWork: ReturnType<typeof colleagues> }
  beforeAll(async () => {
    here.browser = await openBrowser()
    here.atWork = colleagues(here.browser, origin)
  })
  afterAll(() => here.browser?.close())
  return here
}

/** The people of a station, each of whom comes in once: a code opens the door once. */
function colleagues(browser: Browser, origin: string) {
  const sessions = new Map<Job, Awaited<ReturnType<Visitor['context']['cookies']>>>()
  return async (job: Job, look: Look): Promise<Colleague> => {
    const who = await visitor(browser, origin, { ...look, width: 360 })
    const words = look.locale === 'en' ? en : zh
    const known = sessions.get(job)
    if (known) await who.context.addCookies(known)
    await who.open('/staff/applications')
    if (!known) await comeIn(who.page, words, `${job}@demo.invalid`)
    await who.page.getByRole('heading', { name: words['nav.applications'], level: 1 }).waitFor()
    sessions.set(job, await who.context.cookies())
    return { ...who, ...look, words }
  }
}

/** Presses a button or follows a link of the page itself, by its exact words (a key may stand behind them). */
export async function go({ page, words }: Colleague, key: keyof StaffWords): Promise<void> {
  const named = new RegExp(`^${words[key].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*[A-Z])?$`)
  const main = page.getByRole('main')
  await main
    .getByRole('button', { name: named })
    .or(main.getByRole('link', { name: named }))
    .first()
    .click()
}

/** It is said to be done, and the page after it is usable. */
export async function done(who: Colleague, key: keyof StaffWords): Promise<void> {
  await who.page.getByText(who.words[key]).waitFor()
  await sound(who, who.script)
}

/** An application, opened. */
export async function openCase(who: Colleague, { reference }: { reference: string }): Promise<void> {
  await who.open(`/staff/applications/${reference}`)
  await who.page.getByRole('heading', { name: who.words['application.person'], exact: true }).waitFor()
}

/** One act of one press on an application. */
export async function act(
  who: Colleague,
  held: { reference: string },
  name: 'take' | 'take-over' | 'accept',
): Promise<void> {
  await openCase(who, held)
  await go(who, `application.do.${name}`)
  await done(who, `done.application.${name}`)
}

/** Says no, in writing: the ground, the words; the letter is read before it is signed. Gives the letter as it will be. */
export async function sayNo(
  who: Colleague,
  held: { reference: string },
  how: { item: 'decline' | 'refuse'; ground: string; words: string; office?: string },
): Promise<string> {
  const { page, words } = who
  await openCase(who, held)
  await go(who, `application.do.${how.item}`)
  await page.locator(`input[name=ground][value="${how.ground}"]`).check()
  await page.getByLabel(words['application.ground.words']).fill(how.words)
  if (how.office) await page.getByLabel(words['application.office']).fill(how.office)
  await sound(who, who.script)
  await go(who, 'application.letter.look')
  const letter = page.locator('article.letter')
  await letter.waitFor()
  await sound(who, who.script)
  const read = await letter.innerText()
  await go(who, `application.do.${how.item}`)
  await done(who, `done.application.${how.item}`)
  return read
}
