import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()

test.each([
  ['zh', zh, 'clerk@demo.invalid'],
  ['en', en, 'handler@demo.invalid'],
] as const)('%s, without script: password and code, own account, out', async (locale, words, account) => {
  const who = await visitor(browser, origin, { locale, script: false })
  const { page } = who
  const faults = documentsOf(page)
  // Whoever opens a page at work comes back to it.
  await who.open('/staff/account')
  expect(new URL(page.url()).pathname).toMatch(/\/staff\/sign-in$/)
  await sound(who, false)
  await page.getByLabel(words['signin.account'], { exact: true }).fill(account)
  await page.getByLabel(words['signin.password'], { exact: true }).fill('not the password')
  await press(page, words['signin.on'])
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByLabel(words['signin.account'], { exact: true }).inputValue()).toBe(account)
  expect(await page.locator('#password-why').count()).toBe(1)
  await comeIn(page, words, account)
  await page.getByRole('heading', { name: words['account.title'], exact: true }).waitFor()
  const cookies = (await who.context.cookies()).filter(({ name }) => name.startsWith('__Host-kaimen'))
  expect(cookies.map(({ name }) => name)).toContain('__Host-kaimen-staff')
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  expect(await page.getByText(words['sessions.own']).count()).toBe(1)
  await page.getByRole('button', { name: words['nav.out'], exact: true }).click()
  await page.getByRole('status').getByText(words['done.out']).waitFor()
  await who.open('/staff/account')
  expect(new URL(page.url()).pathname).toMatch(/\/staff\/sign-in$/)
  expect(await faults()).toEqual([])
  await who.close()
})

test('no address leads a person who signs in out of the house', async () => {
  const who = await visitor(browser, origin, { script: false })
  await who.open('/staff/sign-in?next=//evil.example/staff')
  await comeIn(who.page, zh, 'chief@demo.invalid')
  await who.page.waitForURL((url) => url.href.startsWith(origin) && url.pathname === '/staff')
  await who.close()
})

test('with script: a passkey is made, and then opens the door by itself', async () => {
  const who = await visitor(browser, origin, { width: 1280 })
  const { page, context } = who
  const faults = documentsOf(page)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const verifies = (isUserVerified: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  await who.open('/staff/sign-in?next=/staff/set-up')
  await comeIn(page, zh, 'publisher@demo.invalid')
  await page.getByRole('heading', { name: zh['setup.title'], exact: true }).waitFor()
  await sound(who, true)
  await page.getByLabel(zh['setup.passkey.name']).fill('办公室的电脑')
  await press(page, zh['passkey.make'])
  await page.waitForURL('**/staff/account')
  await page.getByText(zh['account.passkey'].replace('{name}', '办公室的电脑')).waitFor()
  await sound(who, true)
  await page.getByRole('button', { name: zh['nav.out'], exact: true }).click()
  await page.getByRole('heading', { name: zh['signin.title'] }).waitFor()
  await sound(who, true)
  // Whoever holds the machine, but is not its owner, does not come in.
  await verifies(false)
  await press(page, zh['passkey.use'])
  await page.getByText(zh['passkey.failed']).waitFor()
  await verifies(true)
  await press(page, zh['passkey.use'])
  await page.waitForURL('**/staff')
  await who.open('/staff/account')
  await page.getByText(`· ${zh['sessions.passkey']}`).waitFor()
  expect(await faults()).toEqual([])
  await who.close()
})

test('an administrator invites; the newcomer joins with an authenticator app', async () => {
  const admin = await visitor(browser, origin, { width: 1280 })
  await admin.open('/staff/sign-in?next=/staff/people')
  await comeIn(admin.page, zh, 'admin@demo.invalid')
  const { page } = admin
  const faults = [documentsOf(page)]
  await page.getByRole('heading', { name: zh['people.title'], exact: true }).waitFor()
  await sound(admin, true)
  await page.getByLabel(zh['people.name'], { exact: true }).fill('吴丹')
  await page.getByLabel(zh['people.account'], { exact: true }).fill('no address')
  await page.getByLabel(zh['people.role'], { exact: true }).selectOption('clerk')
  await page.getByLabel(zh['people.place'], { exact: true }).selectOption('qingshi')
  await press(page, zh['people.invite.go'])
  await page.locator('#account-why').waitFor()
  expect(await page.getByLabel(zh['people.role'], { exact: true }).inputValue()).toBe('clerk')
  await page.getByLabel(zh['people.account'], { exact: true }).fill('wu.dan@gaj.example.cn')
  await press(page, zh['people.invite.go'])
  const code = await page.locator('.ref code').innerText()
  await sound(admin, true)
  const newcomer = await visitor(browser, origin, { locale: 'zh' })
  faults.push(documentsOf(newcomer.page))
  await newcomer.open(`/staff/join#code=${code.replaceAll(' ', '')}`)
  await press(newcomer.page, zh['signin.on'])
  await newcomer.page.getByText('wu.dan@gaj.example.cn').waitFor()
  await sound(newcomer, true)
  await newcomer.page.getByLabel(zh['join.password'], { exact: true }).fill('password1234')
  await press(newcomer.page, zh['join.go'])
  await newcomer.page.locator('#password-why').waitFor()
  await newcomer.page.getByLabel(zh['join.password'], { exact: true }).fill('seven green umbrellas')
  await press(newcomer.page, zh['join.go'])
  await newcomer.page.getByRole('heading', { name: zh['setup.title'], exact: true }).waitFor()
  await press(newcomer.page, zh['setup.begin'])
  await newcomer.page.locator('.qr svg').waitFor()
  await sound(newcomer, true)
  await newcomer.open('/staff')
  expect(new URL(newcomer.page.url()).pathname).toBe('/staff/sign-in')
  await admin.open('/staff/people')
  await page.getByRole('link', { name: '吴丹' }).click()
  await page.getByRole('heading', { name: '吴丹' }).waitFor()
  await sound(admin, true)
  await press(page, zh['people.switch.off'])
  await page.getByRole('status').getByText(zh['done.off']).waitFor()
  for (const found of faults) expect(await found()).toEqual([])
  for (const one of [admin, newcomer]) await one.close()
})

test.each([
  ['zh', zh, 'reader@demo.invalid', 'today.way.notice'],
  ['en', en, 'auditor@demo.invalid', 'nav.views'],
] as const)(
  '%s: who calls no numbers lands on what waits for them; what was done is said once',
  async (locale, words, account, own) => {
    const who = await visitor(browser, origin, { locale, width: 360 })
    const { page } = who
    const faults = documentsOf(page)
    await who.open('/staff/sign-in?next=/staff?done=done.on')
    await comeIn(page, words, account)
    await page.getByRole('heading', { name: words['today.title'], exact: true }).waitFor()
    expect(await page.getByText(words['queue.choose'], { exact: true }).count()).toBe(0)
    expect(await page.getByRole('main').getByText(words[own]).count()).toBeGreaterThan(0)
    await page.getByRole('status').getByText(words['done.on']).waitFor()
    await page.waitForFunction(() => !location.search.includes('done'))
    await sound(who, true)
    await page.reload()
    await page.getByRole('heading', { name: words['today.title'], exact: true }).waitFor()
    expect(await page.getByText(words['done.on']).count()).toBe(0)
    expect(await faults()).toEqual([])
    await who.close()
  },
)
