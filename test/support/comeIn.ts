import type { Page } from 'playwright-core'
import type { zh } from '../../site/locales/staff/zh.ts'

export type StaffWords = Record<keyof typeof zh, string>

/** The password and the present code of an account of the demonstration, as the sign-in page shows them. */
export async function shownAccount(page: Page, account: string) {
  return {
    password: await page.locator('.panel p code').first().innerText(),
    code: await page.locator('.panel li', { hasText: account }).locator('code.num').innerText(),
  }
}

/** Whoever came in with that account just before spent the code that is shown: a code opens the door once. */
const codesOfHalfMinutes = 2

/** Password, then code, as a person without script does it; where the code was spent already, with the next one. */
export async function comeIn(page: Page, words: StaffWords, account: string): Promise<void> {
  const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
  const { password } = await shownAccount(page, account)
  await page.getByLabel(words['signin.account'], { exact: true }).fill(account)
  await page.getByLabel(words['signin.password'], { exact: true }).fill(password)
  await press(words['signin.on'])
  for (let tried = 0; ; tried += 1) {
    await page.getByRole('heading', { name: words['signin.code.title'] }).waitFor()
    const { code } = await shownAccount(page, account)
    await page.getByLabel(words['signin.code'], { exact: true }).fill(code)
    await press(words['signin.go'])
    if (await isIn(page)) return
    if (tried === codesOfHalfMinutes) throw new Error(`no code of ${account} was taken`)
    await page.waitForTimeout(30_200 - (Date.now() % 30_000))
    // The page as it was, with the code that is good now.
    const next = await page.locator('main form input[name=next]').first().inputValue()
    await page.goto(`${new URL(page.url()).pathname}?${new URLSearchParams({ step: 'code', next })}`)
  }
}

/** Whether the door opened; it stays shut with a word beside the code. */
function isIn(page: Page): Promise<boolean> {
  const refused = page.locator('#code-why').waitFor()
  const opened = page.waitForURL(({ pathname }) => !pathname.endsWith('/staff/sign-in'))
  return Promise.any([refused.then(() => false), opened.then(() => true)])
}
