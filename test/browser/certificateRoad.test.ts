import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../../scripts/tool.ts'
import {
  type Applicant,
  begin,
  dot,
  fillWho,
  logIn,
  openMine,
  press,
  secrets,
  send,
  stands,
} from '../support/applyingJourney.ts'
import {
  alteredFile,
  checked,
  type InHand,
  keptFile,
  onPhone,
  openResult,
  pickUp,
  picture,
  pressedCheck,
  scanned,
  sendPaper,
} from '../support/certificateRoad.ts'
import {
  act,
  type Colleague,
  done,
  go,
  type Look,
  onThePhone,
  openCase,
  staffed,
} from '../support/colleague.ts'
import { sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'

const origin = served()
const here = staffed(origin)

const clearer = { ...dot, name: '清楚的照片.png' }

/** Begins on one phone, puts it by; goes on from another, up to the receipt. */
async function file(look: Look): Promise<{ who: Applicant; held: InHand }> {
  const first = await onPhone(here.browser, origin, look)
  const held = await begin(first, 'more')
  await press(first, 'apply.begun.next')
  await fillWho(first)
  await press(first, 'apply.later')
  await stands(first, first.t('apply.kept'))
  await first.close()

  const who = await onPhone(here.browser, origin, look)
  const { page, t } = who
  await pickUp(who, held)
  // On where something is still to be done; what was saved stands before it.
  await page.locator('#f-purpose').waitFor()
  await press(who, 'apply.back')
  await stands(who, t('apply.step.who'))
  expect(await page.locator('#name').inputValue()).toBe('王样张')
  await press(who, 'book.continue')
  await page.locator('#f-purpose').fill('应聘教师')
  await page.locator('#f-residence').fill('开门县青石镇东街 5 号 301')
  await press(who, 'book.continue')
  await stands(who, t('apply.step.papers'))
  await sendPaper(who, 'purposeProof', dot)
  await picture(who, 'papers')
  await press(who, 'book.continue')
  await stands(who, t('apply.step.delivery'))
  await page.locator('input[value="electronic"]').check()
  await press(who, 'book.continue')
  await stands(who, t('apply.step.identity'))
  await logIn(who)
  await press(who, 'book.continue')
  await stands(who, t('apply.step.check'))
  await picture(who, 'check')
  await send(who)
  await stands(who, t('apply.sent'))
  await picture(who, 'receipt')
  return { who, held }
}

/** A paper cannot be read: it is asked for again, said what is wrong with it. */
async function askAgain(who: Colleague, held: InHand): Promise<void> {
  const { page, words: said } = who
  await act(who, held, 'take')
  await picture(who, 'case')
  await go(who, 'application.do.ask')
  const paper = page.locator('.target', { hasText: who.locale === 'en' ? 'shows the purpose' : '说明用途' })
  await paper.getByRole('checkbox').check()
  await paper.getByLabel(said['application.ask.kind']).selectOption('unreadable')
  await paper.getByLabel(said['application.ask.words']).fill('照片看不清，请重拍')
  await picture(who, 'ask')
  await go(who, 'application.do.ask')
  await done(who, 'done.application.ask')
}

/** The applicant sees what is wanted, in words, and sends a picture that can be read. */
async function answer(who: Applicant, held: InHand): Promise<void> {
  const { page, t } = who
  await openMine(who, held)
  const asked = await words(who)
  for (const said of [t('apply.fix'), t('apply.fix.unreadable'), '照片看不清，请重拍'])
    expect(asked).toContain(said)
  await picture(who, 'wanted')
  await sendPaper(who, 'purposeProof', clearer)
  await press(who, 'apply.fix.send')
  await page.getByText(t('apply.done.answered')).waitFor()
  await sound(who, who.script, secrets)
}

/** A colleague takes it over, decides and issues; who had it first stays named. */
async function decide(who: Colleague, held: InHand): Promise<void> {
  const { page } = who
  await act(who, held, 'take-over')
  const hands = await page.getByRole('main').innerText()
  for (const name of ['韩立', '石建国']) expect(hands).toContain(name)
  await act(who, held, 'accept')
  await go(who, 'application.do.approve')
  await go(who, 'application.do.approve')
  await done(who, 'done.application.approve')
  await go(who, 'application.do.issue')
  await page.locator('input[name=finding][value=none]').check()
  await picture(who, 'issue')
  await go(who, 'application.do.issue')
  await done(who, 'done.application.issue')
}

/** Checks a file with the page that needs no network; gives what it says. */
async function checkedFile(who: Applicant, file: { name: string; bytes: Buffer }, keys: Buffer) {
  const { page, t } = who
  await page.getByLabel(t('offline.file'), { exact: true }).setInputFiles({
    name: file.name,
    mimeType: 'application/json',
    buffer: file.bytes,
  })
  await page.getByLabel(t('offline.keys'), { exact: true }).setInputFiles({
    name: 'kaimen-keys.json',
    mimeType: 'application/json',
    buffer: keys,
  })
  await press(who, 'offline.check')
  const shown = page.locator('main [data-result]:visible').first()
  await shown.waitFor()
  await sound(who, who.script)
  return shown.getAttribute('data-result')
}

/** The same with the command that the page names, for who has no script. */
async function commanded(command: string, file: { name: string; bytes: Buffer }, keys: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'kept-'))
  try {
    const [program = '', script = '', , option = '', list = ''] = command.split(' ')
    expect([program, option]).toEqual(['node', '--keys'])
    await writeFile(join(folder, file.name), file.bytes)
    await writeFile(join(folder, list), keys)
    const run = promisify(execFile)(process.execPath, [join(root, script), file.name, option, list], {
      cwd: folder,
    })
    return await run.then(
      () => 0,
      (error: { code: number }) => error.code,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Without a network: the file holds, and one with another name in it does not. */
async function withoutNetwork(who: Applicant, file: { name: string; bytes: Buffer }): Promise<void> {
  const { page, t } = who
  await who.open('/verify')
  await page.getByRole('link', { name: t('verify.offline') }).click()
  await page.getByRole('heading', { level: 1, name: t('offline.title') }).waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('offline.keys.get') }).click(),
  ])
  const pieces: Buffer[] = []
  for await (const piece of await saved.createReadStream()) pieces.push(piece)
  const keys = Buffer.concat(pieces)
  const forged = { name: file.name, bytes: alteredFile(file.bytes) }
  if (who.script) {
    await who.context.setOffline(true)
    expect(await checkedFile(who, file, keys)).toBe('valid')
    expect(await words(who)).toContain('王样张')
    await picture(who, 'offline')
    expect(await checkedFile(who, forged, keys)).toBe('altered')
    await who.context.setOffline(false)
  } else {
    expect(await page.getByRole('button', { name: t('offline.check') }).count()).toBe(0)
    const command = await page.getByText(/^node scripts\//).innerText()
    expect(await commanded(command, file, keys)).toBe(0)
    expect(await commanded(command, forged, keys)).toBe(1)
    await picture(who, 'offline')
  }
}

/** Takes a certificate back, with the reason that whoever checks it is told. */
async function revoke(who: Colleague, number: string): Promise<void> {
  const { page, words: said } = who
  await who.open(`/staff/certificates/${number}`)
  await page.getByText(said['certificate.revoke'], { exact: true }).click()
  await page.locator('input[name=reason-revoke][value=ground]').check()
  await picture(who, 'revoke')
  await go(who, 'certificate.revoke.do')
  await done(who, 'done.certificate.revoked')
}

test.each(onThePhone)(
  'from the first question to a certificate that was checked, and taken back: %o',
  { timeout: 240_000 },
  async (look) => {
    const { who, held } = await file(look)
    const faults = documentsOf(who.page)
    const first = await here.atWork('handler', look)
    const second = await here.atWork('chief', look)
    const theirs = [documentsOf(first.page), documentsOf(second.page)]
    await askAgain(first, held)
    await answer(who, held)
    await openCase(first, held)
    expect(await first.page.getByRole('main').innerText()).toContain(first.words['application.corrected'])
    await decide(second, held)

    await openMine(who, held)
    await picture(who, 'mine')
    const number = await openResult(who)
    await picture(who, 'certificate')
    const address = new URL(await scanned(here.browser, who))
    const [scannedNumber, code = ''] = address.hash.slice(1).split('.')
    expect([address.origin, scannedNumber]).toEqual([origin, number])
    const kept = await keptFile(who)

    // An employer who was shown it, on a phone of their own.
    const employer = await onPhone(here.browser, origin, look)
    const seen = documentsOf(employer.page)
    await employer.page.goto(address.href)
    if (look.script) expect(employer.page.url()).not.toContain(code)
    else {
      await employer.page.locator('#number').fill(number)
      await employer.page.locator('#code').fill(code)
    }
    expect(await pressedCheck(employer)).toBe('valid')
    const told = await words(employer)
    expect(told).toContain(number)
    for (const own of ['王样张', '11010519491231002X', '应聘教师']) expect(told).not.toContain(own)
    await picture(employer, 'valid')
    const other = code.replace(/.$/, (last) => (last === 'K' ? 'M' : 'K'))
    expect(await checked(employer, number, other)).toBe('unknown')
    await picture(employer, 'unknown')
    await withoutNetwork(employer, kept)

    await revoke(second, number)
    expect(await checked(employer, number, code)).toBe('revoked')
    await picture(employer, 'revoked')
    await openMine(who, held)
    expect(await words(who)).toContain(who.t('apply.got.revoked'))
    for (const found of [faults, seen, ...theirs]) expect(await found()).toEqual([])
    await Promise.all([who, employer, first, second].map((one) => one.close()))
  },
)
