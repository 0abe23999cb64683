import type { Browser } from 'playwright-core'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { comeIn, type StaffWords } from './comeIn.ts'
import { type Visitor, visitor } from './visitor.ts'

/** How somebody looks at the site. */
export interface Look {
  locale: 'zh' | 'en'
  script: boolean
  width: number
}

export const staffWords = ({ locale }: Pick<Look, 'locale'>): StaffWords => (locale === 'en' ? en : zh)

/**
 * What opens a browser of somebody at work, by the name of their demonstration account, signed in and at a page. Sessions are
 * kept: a code opens once, so nobody comes in twice in its half minute.
 */
export function workers(browser: () => Browser, origin: string) {
  const sessions = new Map<string, Awaited<ReturnType<Visitor['context']['cookies']>>>()
  return async (job: string, look: Look, path = '/staff/complaints'): Promise<Visitor> => {
    const who = await visitor(browser(), origin, look)
    const known = sessions.get(job)
    if (known) await who.context.addCookies(known)
    await who.open(path)
    if (!known) await comeIn(who.page, staffWords(look), `${job}@demo.invalid`)
    await who.page.getByRole('navigation', { name: staffWords(look)['nav.label'] }).waitFor()
    sessions.set(job, await who.context.cookies())
    return who
  }
}

/** Presses a button or follows a link of the page itself, by its exact words (a key may stand behind them). */
export async function press({ page }: Visitor, name: string): Promise<void> {
  const named = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*[A-Z])?$`)
  const main = page.getByRole('main')
  await main
    .getByRole('button', { name: named })
    .or(main.getByRole('link', { name: named }))
    .first()
    .click()
}
