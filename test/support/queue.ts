import { DatabaseSync } from 'node:sqlite'
import { freePort, type Served } from '../../scripts/serve.ts'
import { serveWorker } from '../../scripts/worker.ts'
import { heading, press, type Typed } from './booking.ts'
import { databaseOf } from './kills/left.ts'
import type { Visitor } from './visitor.ts'

/** A place on the list, or a booking, as its holder knows it. */
export interface Known {
  reference: string
  accessCode: string
}

/** The database of a state folder, while no server writes to it; one that has just stopped may still hold it a moment. */
export function withDatabase<T>(state: string, use: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(databaseOf(state), { timeout: 10_000 })
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** Serves a state folder that can be stopped, changed by hand, and served again at the same address. */
export async function standing(state: string, secrets: string) {
  const port = await freePort()
  const log: string[] = []
  const start = () => serveWorker({ port, state, secrets, onLine: (line) => log.push(line) })
  let server: Served = await start()
  return {
    origin: server.origin,
    log,
    stop: () => server.stop(),
    /** Ages or reads the rows between two runs. */
    async between<T>(use: (db: DatabaseSync) => T): Promise<T> {
      await server.stop()
      const found = withDatabase(state, use)
      server = await start()
      return found
    },
  }
}

/** Joins the list for ID-02 at Qingshi through the pages, for days up to `toDay`; answers what the receipt says. */
export async function joinBy(who: Visitor, { name, phone }: Typed, toDay: string) {
  const { page, t } = who
  await who.open('/waiting?matter=ID-02&station=qingshi')
  await page.locator('details:has([name=toDay]) summary').click()
  await page.locator('main [name=toDay]').fill(toDay)
  await page.getByLabel(t('book.name'), { exact: true }).fill(name)
  await page.getByLabel(t('book.phone'), { exact: true }).fill(phone)
  await press(who, t('book.continue'))
  await heading(who, t('wait.check.title')).waitFor()
  await press(who, t('wait.confirm'))
  return waitingReceipt(who)
}

/** The receipt of a place on the list. */
export async function waitingReceipt(who: Visitor): Promise<Known> {
  await heading(who, who.t('wait.done')).waitFor()
  const text = await who.page.getByRole('main').innerText()
  const reference = /W-\d{8}-[2-9A-Z]{6}/.exec(text)?.[0]
  const accessCode = /\b([2-9A-HJKMNP-Z]{4}) ([2-9A-HJKMNP-Z]{4})\b/.exec(text)?.slice(1).join('')
  if (!reference || !accessCode) throw new Error(`No receipt: ${text}`)
  return { reference, accessCode }
}

/** Looks a record up, as anyone does with reference and code. */
export async function lookAt(who: Visitor, { reference, accessCode }: Known): Promise<string> {
  const { page, t } = who
  await who.open('/track')
  await page.getByLabel(t('track.reference')).fill(reference)
  await page.getByLabel(t('track.code')).fill(accessCode)
  await press(who, t('track.look'))
  await page.getByText(reference).first().waitFor()
  return page.getByRole('main').innerText()
}

/** Looks until the page says it: what happens behind an answer takes a moment. */
export async function lookUntil(who: Visitor, known: Known, said: string): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const text = await lookAt(who, known)
    if (text.includes(said) || tries > 6) return text
    await who.page.waitForTimeout(300)
  }
}
