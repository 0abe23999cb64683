import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root } from '../../scripts/tool.ts'
import { type StaffWords, shownAccount } from './comeIn.ts'
import { sound } from './readers.ts'
import type { Visitor } from './visitor.ts'

/** More presses than any page has controls. */
const mostTabs = 300

/** Whoever works with the keyboard alone: nothing here touches the mouse or moves the focus by itself. */
export interface Hands {
  /** Goes to a control with Tab, or back to it with Shift and Tab. */
  to(control: Locator, back?: boolean): Promise<void>
  /** Goes there and presses Enter. */
  press(control: Locator): Promise<void>
  /** Goes to a field and types into it, over what stood there. */
  type(field: Locator, text: string): Promise<void>
  /** Goes to a list and walks to one of its values. */
  choose(list: Locator, value: string): Promise<void>
  /** Goes to a choice, and ticks it with Space. */
  tick(choice: Locator): Promise<void>
  /** Goes to a question, and walks to one of its answers. */
  pick(answers: Locator, value: string): Promise<void>
  /** Goes to a field for a day, and types the day as the browser asks for it. */
  day(field: Locator, day: string): Promise<void>
  /** One key, once the page is there. */
  key(key: string): Promise<void>
}

export function handsOf(page: Page): Hands {
  const { keyboard } = page
  const to = async (control: Locator, back = false) => {
    const one = control.first()
    await one.waitFor()
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await one.evaluate((element) => element === document.activeElement)) return
      await keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`No key leads to ${control}`)
  }
  return {
    to,
    press: async (control) => {
      await to(control)
      await keyboard.press('Enter')
    },
    type: async (field, text) => {
      await to(field)
      await keyboard.press('ControlOrMeta+A')
      await keyboard.insertText(text)
    },
    choose: async (list, value) => {
      await to(list)
      await keyboard.press('Home')
      for (let steps = 0; (await list.inputValue()) !== value; steps += 1) {
        if (steps === mostTabs) throw new Error(`${list} has no ${value}`)
        await keyboard.press('ArrowDown')
      }
    },
    tick: async (choice) => {
      await to(choice)
      await keyboard.press('Space')
    },
    pick: async (answers, value) => {
      await to(answers)
      await keyboard.press('Space')
      const chosen = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value)
      for (let steps = 0; (await chosen()) !== value; steps += 1) {
        if (steps === mostTabs) throw new Error(`${answers} has no ${value}`)
        await keyboard.press('ArrowDown')
      }
    },
    day: async (field, day) => {
      await to(field)
      const [year = '', month = '', date = ''] = day.split('-')
      // Browsers ask in the order of their own language.
      for (const order of [
        [year, month, date],
        [month, date, year],
        [date, month, year],
      ]) {
        for (const part of order) {
          await keyboard.type(part)
          if (part === year) await keyboard.press('ArrowRight')
        }
        if ((await field.inputValue()) === day) return
        for (let back = 0; back < 3; back += 1) await keyboard.press('ArrowLeft')
      }
      throw new Error(`${field} took no ${day}, but ${await field.inputValue()}`)
    },
    key: async (key) => {
      await page.waitForLoadState('domcontentloaded')
      await keyboard.press(key)
    },
  }
}

/** Comes in with a demo account: password, then the code of this half minute, both as the page shows them. */
export async function signIn(
  { page, open }: Visitor,
  words: StaffWords,
  account: string,
  each: () => Promise<void> = async () => {},
): Promise<void> {
  const hands = handsOf(page)
  await open('/staff')
  await each()
  const { password } = await shownAccount(page, account)
  await hands.type(page.getByLabel(words['signin.account'], { exact: true }), account)
  await hands.type(page.getByLabel(words['signin.password'], { exact: true }), password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: words['signin.code.title'] }).waitFor()
  await each()
  const { code } = await shownAccount(page, account)
  await hands.type(page.getByLabel(words['signin.code'], { exact: true }), code)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => /^(\/en)?\/staff$/.test(url.pathname))
}

/** Looks at a page: usable by everybody, quiet; and keeps a picture of it for those who look at pages. */
export async function look(who: Visitor, name: string): Promise<void> {
  await sound(who, true)
  const { width } = who.page.viewportSize() ?? { width: 0 }
  const path = join(root, `test/artifacts/browser/staff/${name}-${width}.png`)
  await who.page.screenshot({ path, fullPage: true })
}

/** What a press of that kind came to, said on the page that follows it. */
export const said = (page: Page, text: string) => page.getByRole('status').getByText(text).first().waitFor()
