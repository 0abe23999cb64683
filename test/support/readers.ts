import { expect } from 'vitest'
import { barriers, overflow, type Visitor } from './visitor.ts'

/** Both languages, with script and without: what works for one reader has to work for all four. */
export const everyReader = [
  { locale: 'zh', script: true },
  { locale: 'zh', script: false },
  { locale: 'en', script: true },
  { locale: 'en', script: false },
] as const

/** What the page says. */
export const words = ({ page }: Visitor): Promise<string> => page.getByRole('main').innerText()

/** A code that opens a page, of eight characters or of twelve: its tab keeps it for half an hour (DECISIONS 39), never longer than the tab. */
const code = /^[2-9A-Z]{4}( ?[2-9A-Z]{4}){1,2}$/

/** The page is usable and quiet, and neither its address nor what the browser keeps of it names anybody. Machines look for barriers by script alone. */
export async function sound(who: Visitor, script: boolean, secrets: readonly string[] = []): Promise<void> {
  expect(who.troubles()).toEqual([])
  const address = decodeURIComponent(who.page.url())
  for (const secret of secrets) expect(address).not.toContain(secret)
  if (!script) return
  const [tab, browser] = await who.page.evaluate(() =>
    [sessionStorage, localStorage].map((kept) => JSON.stringify(kept)),
  )
  for (const secret of secrets) {
    if (!code.test(secret)) expect(tab).not.toContain(secret)
    expect(browser).not.toContain(secret)
  }
  expect(await barriers(who)).toEqual([])
  expect(await overflow(who)).toBe(0)
}

/** The other language by the switch in the header, and back: everything must still be there. */
export async function otherLanguageAndBack({ page, locale }: Visitor): Promise<void> {
  const other = page.locator('header :is(a, button)[lang]')
  await other.click()
  await page.waitForURL((url) => /^\/en(\/|$)/.test(url.pathname) === (locale === 'zh'))
  await other.click()
  await page.waitForURL((url) => /^\/en(\/|$)/.test(url.pathname) === (locale === 'en'))
}
