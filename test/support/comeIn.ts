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

/** Password, then code, as a person without script does it. */
export async function comeIn(page: Page, words: StaffWords, account: string): Promise<void> {
  const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
  const { password } = await shownAccount(page, account)
  await page.getByLabel(words['signin.account'], { exact: true }).fill(account)
  await page.getByLabel(words['signin.password'], { exact: true }).fill(password)
  await press(words['signin.on'])
  await page.getByRole('heading', { name: words['signin.code.title'] }).waitFor()
  const { code } = await shownAccount(page, account)
  await page.getByLabel(words['signin.code'], { exact: true }).fill(code)
  await press(words['signin.go'])
}
