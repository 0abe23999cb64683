import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zh } from '../../site/locales/staff/zh.ts'
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
  upload,
} from '../support/applyingJourney.ts'
import { openBrowser } from '../support/browser.ts'
import { comeIn } from '../support/comeIn.ts'
import { everyReader, otherLanguageAndBack, sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { visitor } from '../support/visitor.ts'

const origin = served()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const applicant = async (how: { locale?: 'zh' | 'en'; script: boolean }): Promise<Applicant> => ({
  ...(await visitor(browser, origin, how)),
  script: how.script,
})

/** A handler of the station does what the rules let, by the API, in a browser of their own. */
async function handler() {
  const who = await visitor(browser, origin, { script: false, width: 1100 })
  await who.open('/staff')
  await comeIn(who.page, zh, 'handler@demo.invalid')
  await who.page.locator('main h1').waitFor()
  const at = (reference: string) => `${origin}/api/v1/staff/applications/${reference}`
  return {
    close: who.close,
    /** One step, with the revision as it stands. */
    async step(reference: string, verb: string, more: object = {}): Promise<void> {
      const seen = await who.context.request.get(at(reference))
      const { rev } = await seen.json()
      const answer = await who.context.request.post(`${at(reference)}/${verb}`, {
        headers: { origin },
        data: { rev, ...more },
      })
      expect([verb, answer.status(), answer.ok() ? '' : await answer.text()]).toEqual([verb, 200, ''])
    },
  }
}

test.each(everyReader)(
  'from the guide to the receipt: %o',
  { timeout: 240_000 },
  async ({ locale, script }) => {
    const who = await applicant({ locale, script })
    const { page, t } = who
    const faults = documentsOf(page)
    const held = await begin(who, 'more')
    await press(who, 'apply.begun.next')
    await stands(who, t('apply.step.who'))

    // What is wrong is said beside its question and in the summary; what was typed stays.
    await page.locator('#name').fill('王样张')
    await press(who, 'book.continue')
    expect(await page.locator('#error-summary').innerText()).toContain(t('apply.who.phone'))
    expect(await page.locator('#name').inputValue()).toBe('王样张')
    await sound(who, script, secrets)
    await fillWho(who)
    await press(who, 'book.continue')
    await page.locator('#f-purpose').fill('应聘教师')
    // Coming back later is no way to lose what could not be kept.
    await press(who, 'apply.later')
    await page.getByText(t('apply.unsaved')).waitFor()
    expect(await page.locator('#f-purpose').inputValue()).toBe('应聘教师')
    await sound(who, script, secrets)
    await page.locator('#f-residence').fill('开门县青石镇东街 5 号 301')
    await press(who, 'book.continue')

    // Going back and on again, everything is there.
    await stands(who, t('apply.step.papers'))
    await press(who, 'apply.back')
    expect(await page.locator('#f-residence').inputValue()).toContain('东街 5 号')
    await press(who, 'book.continue')
    await upload(who, 'purposeProof')
    await sound(who, script, secrets)
    await press(who, 'book.continue')
    await stands(who, t('apply.step.delivery'))
    await page.locator('input[value="post"]').check()
    // The address typed before stands there already; without one it is asked for.
    expect(await page.locator('#address').inputValue()).toContain('东街 5 号')
    await page.locator('#address').fill('')
    await press(who, 'book.continue')
    expect(await page.locator('#error-summary').innerText()).toContain(t('apply.address'))
    expect(await page.locator('input[value="post"]').isChecked()).toBe(true)
    await page.locator('#address').fill('开门县青石镇东街 5 号 301')
    await press(who, 'book.continue')
    await stands(who, t('apply.step.identity'))
    await logIn(who)
    await press(who, 'book.continue')
    await stands(who, t('apply.step.check'))
    for (const said of ['王样张', '应聘教师', '东街 5 号', dot.name, t('apply.delivery.post')])
      expect(await words(who)).toContain(said)
    await otherLanguageAndBack(who)
    await stands(who, t('apply.step.check'))

    await send(who)
    await stands(who, t('apply.sent'))
    expect(await words(who)).toContain(held.reference)
    await press(who, 'apply.copy')
    await stands(who, t('apply.copy.title'))
    expect(await words(who)).toContain('应聘教师')
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test('a draft is picked up on another device, kept, and deleted', { timeout: 240_000 }, async () => {
  const first = await applicant({ script: false })
  const held = await begin(first, 'up-to-three')
  await press(first, 'apply.begun.next')
  await fillWho(first)
  await press(first, 'apply.later')
  await stands(first, first.t('apply.kept'))
  await first.close()

  const who = await applicant({ script: true })
  const { page, t } = who
  const faults = documentsOf(page)
  await who.open('/apply')
  await sound(who, true)
  await page.locator('#reference').fill(held.reference)
  await page.locator('#accessCode').fill('WRONG234')
  await press(who, 'apply.goOn')
  await stands(who, t('apply.back.title'))
  await page.locator('#accessCode').fill(held.code)
  await press(who, 'apply.goOn')
  // On where something is still to be done; what was saved stands before it.
  await page.locator('#f-residence').waitFor()
  await press(who, 'apply.back')
  await stands(who, t('apply.step.who'))
  expect(await page.locator('#name').inputValue()).toBe('王样张')

  // The check says what is missing, and where.
  await press(who, 'book.continue')
  await page.locator('#f-residence').waitFor()
  await press(who, 'apply.back')
  await press(who, 'apply.later')
  await press(who, 'apply.discard')
  await stands(who, t('apply.discard.sure'))
  await press(who, 'apply.discard.yes')
  await stands(who, t('apply.discarded'))
  expect(await faults()).toEqual([])
  await who.close()
})

test.each([true, false])('a round of correction, with script: %s', { timeout: 240_000 }, async (script) => {
  const who = await applicant({ script })
  const { page, t } = who
  const faults = documentsOf(page)
  const held = await begin(who, 'more')
  await press(who, 'apply.begun.next')
  await fillWho(who)
  await press(who, 'book.continue')
  await page.locator('#f-purpose').fill('应聘教师')
  await page.locator('#f-residence').fill('开门县青石镇东街 5 号 301')
  await press(who, 'book.continue')
  await upload(who, 'purposeProof')
  await press(who, 'book.continue')
  await page.locator('input[value="counter"]').check()
  await press(who, 'book.continue')
  await logIn(who)
  await press(who, 'book.continue')
  await send(who)
  await stands(who, t('apply.sent'))

  const office = await handler()
  await office.step(held.reference, 'take')
  await office.step(held.reference, 'ask', {
    items: [
      { target: 'field:purpose', kind: 'wrong', words: '请写明是哪所学校' },
      { target: 'material:purposeProof', kind: 'unreadable', words: '照片看不清' },
    ],
  })
  await openMine(who, held)
  for (const said of ['请写明是哪所学校', '照片看不清', t('apply.fix.unreadable')])
    expect(await words(who)).toContain(said)
  await press(who, 'apply.fix.send')
  expect(await page.locator('#error-summary').innerText()).toContain('说明用途的材料')
  await upload(who, 'purposeProof')
  await page.locator('#f-purpose').fill('应聘青石镇中心小学教师')
  await sound(who, script, secrets)
  await press(who, 'apply.fix.send')
  await page.getByText(t('apply.done.answered')).waitFor()
  await sound(who, script, secrets)

  await page.locator('#words').fill('谢谢')
  await press(who, 'apply.thread.send')
  await page.getByText(t('apply.done.message')).waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: new RegExp(`^${t('apply.files.save')}`) })
      .first()
      .click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/\.png$/)
  await press(who, 'apply.withdraw')
  await sound(who, script, secrets)
  await press(who, 'apply.withdraw.yes')
  await page.getByText(t('apply.done.withdrawn')).waitFor()
  await sound(who, script, secrets)
  expect(await faults()).toEqual([])
  await Promise.all([who.close(), office.close()])
})
