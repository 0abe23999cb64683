import { expect, test } from 'vitest'
import { makeReference } from '../../api/shared/reference.ts'
import { chen, fileOnline } from '../support/applicationsOnline.ts'
import {
  type Applicant,
  begin,
  fillWho,
  logIn,
  openMine,
  press,
  send,
  stands,
} from '../support/applyingJourney.ts'
import { checked, onPhone, openResult, picture, scanned } from '../support/certificateRoad.ts'
import { act, type Colleague, done, go, onThePhone, openCase, sayNo, staffed } from '../support/colleague.ts'
import { sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { type Doors, tried } from '../support/strangersDoors.ts'
import { documentsOf } from '../support/validHtml.ts'

const origin = served()
const here = staffed(origin)

const ground = '查到生效判决。'

/** The document is seen at the counter; then it is accepted, and refused in writing. */
async function refuse(who: Colleague, held: { reference: string }): Promise<void> {
  const { page, words: said } = who
  await openCase(who, held)
  await go(who, 'application.do.identity')
  await page.locator('input[name=seen][value=resident-id]').check()
  await page.getByLabel(said['record.code.number']).fill('0014')
  await go(who, 'application.do.identity')
  await done(who, 'done.application.identity')
  await act(who, held, 'accept')
  const letter = await sayNo(who, held, { item: 'refuse', ground: 'record', words: ground })
  expect(letter).toContain(ground)
  expect(letter).toMatch(who.locale === 'en' ? /60 days/ : /60 日内申请行政复议/)
}

/** The words of the refusal that nobody but its person may read. */
const inTheLetter = (who: Applicant) =>
  who.locale === 'en'
    ? [ground, 'a criminal record, so', 'within 60 days', '15 working days']
    : [ground, '经查询有犯罪记录', '60 日内申请行政复议', '15 个工作日内答复']

test.each(onThePhone)(
  'a refusal says what can be done, to the person it is about alone; who only knows a name and a number gets nothing: %o',
  { timeout: 240_000 },
  async (look) => {
    const held = await fileOnline(origin, { person: chen, proved: false, locale: look.locale })
    const mine = { reference: held.reference, code: held.accessCode }
    const desk = await here.atWork('handler', look)
    await refuse(desk, held)

    // Whoever has the code has shown nobody yet who they are: the document was seen, the code was not given then.
    const who = await onPhone(here.browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    await openMine(who, mine)
    await stands(who, /./)
    const before = await words(who)
    expect(before).toContain(t('apply.locked'))
    for (const kept of inTheLetter(who)) expect(before).not.toContain(kept)
    expect(await page.getByRole('heading', { name: t('apply.got.letter'), exact: true }).count()).toBe(0)
    await picture(who, 'locked')
    await logIn(who, chen)
    await page.getByRole('heading', { name: t('apply.got.letter'), exact: true }).waitFor()
    await picture(who, 'unlocked')
    const number = await openResult(who)
    const letter = await page.getByRole('article', { name: t('certificate.title') }).innerText()
    for (const said of [chen.name, chen.idNumber, ...inTheLetter(who)]) expect(letter).toContain(said)
    expect(letter).toContain(t('certificate.remedy'))
    await picture(who, 'letter')
    const [, code = ''] = new URL(await scanned(here.browser, who)).hash.slice(1).split('.')

    // Whoever was shown the letter may know that it is real, and nothing of what it says.
    const shown = await onPhone(here.browser, origin, look)
    expect(await checked(shown, number, code)).toBe('valid')
    for (const kept of [chen.name, chen.idNumber, ...inTheLetter(who)])
      expect(await words(shown)).not.toContain(kept)
    await shown.close()

    // A stranger tries every door with the reference and with the number, and with some that were never given.
    const stranger = await onPhone(here.browser, origin, look)
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const real: Doors = { reference: held.reference, number, code: 'GUESS234' }
    const none: Doors = {
      reference: makeReference('B', day),
      number: makeReference('Z', day),
      code: 'GUESS234',
    }
    const [answered, unknown] = [await tried(stranger, real), await tried(stranger, none)]
    expect(answered).toEqual(unknown)
    const all = JSON.stringify(answered)
    for (const kept of [chen.name, chen.idNumber, chen.phone, ...inTheLetter(who)])
      expect(all).not.toContain(kept)
    // Nor does what is printed on the letter open it.
    const opening = ['/certificate', '/certificate/file', '/api/v1/certificates/open']
    expect(Object.values(await tried(stranger, { ...real, code }, opening))).toEqual(
      opening.map((path) => answered[path]),
    )
    expect(await faults()).toEqual([])
    await Promise.all([who, desk, stranger].map((one) => one.close()))
  },
)

test.each(onThePhone)(
  'who files in another’s name waits for that person’s document, and learns nothing: %o',
  { timeout: 240_000 },
  async (look) => {
    // The person themselves has one in hand, proved.
    const theirs = await fileOnline(origin, { person: chen, locale: look.locale })
    const who = await onPhone(here.browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    const held = await begin(who, 'up-to-three')
    await press(who, 'apply.begun.next')
    await fillWho(who, chen)
    await press(who, 'book.continue')
    await page.locator('#f-residence').fill('开门县青石镇西街 7 号')
    await press(who, 'book.continue')
    await press(who, 'book.continue')
    await page.locator('input[value="electronic"]').check()
    await press(who, 'book.continue')
    await stands(who, t('apply.step.identity'))
    await press(who, 'book.continue')
    await stands(who, t('apply.step.check'))
    await send(who)
    await stands(who, t('apply.sent.waits'))
    await picture(who, 'waits')
    await openMine(who, held)
    const told = await words(who)
    await picture(who, 'waiting')
    for (const kept of [theirs.reference, chen.phone]) expect(told).not.toContain(kept)
    expect(await page.getByRole('button', { name: new RegExp(t('apply.got.print')) }).count()).toBe(0)

    // Nobody at work can decide it before the person was seen with their document.
    const desk = await here.atWork('handler', look)
    await openCase(desk, held)
    for (const name of ['accept', 'approve', 'issue', 'handover'] as const) {
      const act = desk.page.getByRole('main').getByText(desk.words[`application.do.${name}`], { exact: true })
      expect([name, await act.count()]).toEqual([name, 0])
    }
    await sound(desk, look.script)
    expect(await faults()).toEqual([])
    await Promise.all([who.close(), desk.close()])
  },
)
