import type { Page } from 'playwright-core'
import type { Applicant } from './applyingJourney.ts'
import { press } from './applyingJourney.ts'
import { words } from './readers.ts'

/** What a stranger has to try with: somebody’s reference, the number of what they were given, a code that is a guess. */
export interface Doors {
  reference: string
  number: string
  code: string
}

/** What a door answered: its status, and every word, without the reference and the number that were typed. */
export type Answers = Record<string, { status: number; said: string }>

/** The page after a press that posts. */
async function posted(page: Page, press: () => Promise<void>): Promise<number> {
  const [response] = await Promise.all([
    page.waitForResponse(
      (one) => one.request().method() === 'POST' && one.request().resourceType() === 'document',
    ),
    press(),
  ])
  await page.waitForLoadState()
  return response.status()
}

/** The pages that ask for a reference or a number with its code, and the button of each. */
const pages = [
  ['/track', 'reference', 'accessCode', 'track.look'],
  ['/apply', 'reference', 'accessCode', 'apply.goOn'],
  ['/open/proof', 'reference', 'accessCode', 'proof.check'],
  ['/certificate', 'number', 'code', 'certificate.open'],
  ['/verify', 'number', 'code', 'verify.look'],
] as const

/** What pages are sent by their own buttons, where somebody sends it without having been there. */
const posts = ['/apply/mine', '/apply/form', '/apply/copy', '/certificate/file'] as const

/** The API, where somebody asks it directly. */
const calls = [
  ['/api/v1/track', 'reference'],
  ['/api/v1/audit/proof', 'reference'],
  ['/api/v1/applications/{reference}/open', 'reference'],
  ['/api/v1/applications/{reference}/identity/begin', 'reference'],
  ['/api/v1/certificates/open', 'number'],
  ['/api/v1/certificates/verify', 'number'],
] as const

/** Tries every door there is, or those that are named, with a guessed code; gives what each answered. */
export async function tried(
  who: Applicant,
  { reference, number, code }: Doors,
  only?: readonly string[],
): Promise<Answers> {
  const wanted = ([path]: readonly [string, ...unknown[]]) => !only || only.includes(path)
  const { page, context } = who
  const answers: Answers = {}
  const plain = (text: string) =>
    text
      .replaceAll(reference, 'REF')
      .replaceAll(number, 'NUM')
      .replace(/"requestId":"[\w-]+"/, '')
      // Past the tenth guess each is told to wait for the next hour, from the moment of its own asking.
      .replace(/"retryAfter":\d+/, '')
  for (const [path, name, codeName, button] of pages.filter(wanted)) {
    await who.open(path)
    await page.locator(`main #${name}`).fill(name === 'number' ? number : reference)
    await page.locator(`main #${codeName}`).fill(code)
    const status = await posted(page, () => press(who, button))
    answers[path] = { status, said: plain(await words(who)) }
  }
  const origin = new URL(page.url()).origin
  for (const path of posts.filter((path) => wanted([path]))) {
    const form = { reference, accessCode: code, number, code, go: 'show' }
    const answer = await context.request.post(path, { headers: { origin }, form, maxRedirects: 0 })
    answers[path] = { status: answer.status(), said: plain(await answer.text()) }
  }
  for (const [path, name] of calls.filter(wanted)) {
    const body = name === 'number' ? { number, code } : { accessCode: code }
    const data = path.includes('{') ? body : { ...(name === 'reference' && { reference }), ...body }
    const answer = await context.request.post(path.replace('{reference}', reference), { data })
    answers[path] = { status: answer.status(), said: plain(await answer.text()) }
  }
  return answers
}
