import { expect, test } from 'vitest'
import { fieldMessage } from '../../api/fieldMessage.ts'
import {
  type Applicant,
  dot,
  fillWho,
  openMine,
  person,
  press,
  secrets,
  send,
  stands,
} from '../support/applyingJourney.ts'
import { beginWith, onPhone, openResult, picture, sendPaper } from '../support/certificateRoad.ts'
import { act, type Colleague, done, go, onThePhone, openCase, sayNo, staffed } from '../support/colleague.ts'
import { sound, words } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'

const origin = served()
const here = staffed(origin)

/** The document that was seen, with the end of its number. */
async function seen({ page, words: said }: Colleague): Promise<void> {
  await page.locator('input[name=seen][value=resident-id]').check()
  await page.getByLabel(said['record.code.number']).fill(person.idNumber.slice(-4))
}

/** The day the visit is promised for: the next one that is worked, as whoever types it finds out. */
async function promiseDay(who: Colleague): Promise<void> {
  const { page, words: said } = who
  await go(who, 'application.do.approve')
  await go(who, 'application.do.approve')
  // Nothing is promised without a day.
  await page.getByRole('alert').first().waitFor()
  await sound(who, who.script)
  const isDone = page.getByText(said['done.application.approve'])
  for (let ahead = 1; ahead < 12; ahead += 1) {
    const day = new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel(said['application.visit.day'], { exact: true }).fill(day)
    await page.locator('input[name=visitPart][value=morning]').check()
    await page.getByLabel(said['application.approve.words']).fill('和家里约好的')
    if (ahead === 1) await picture(who, 'promise')
    await go(who, 'application.do.approve')
    await isDone.or(page.getByRole('alert').first()).first().waitFor()
    if (await isDone.isVisible()) return
  }
  throw new Error('no day of twelve is worked')
}

test.each(onThePhone)(
  'a visit at home is asked for, agreed, made: %o',
  { timeout: 240_000 },
  async (look) => {
    const who = await onPhone(here.browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    const held = await beginWith(who, 'HV-01', ['no', 'yes'])
    await press(who, 'apply.begun.next')
    await fillWho(who)
    await press(who, 'book.continue')
    await page.locator('input[value="id-02"]').check()
    await press(who, 'book.continue')
    await page.locator('input[value="bedridden"]').check()
    await press(who, 'book.continue')
    await page.locator('input[value="home"]').check()
    await page.locator('#f-address').fill('青石巷 88 号 2 楼')
    await page.locator('input[value="any"]').check()
    await picture(who, 'visit-where')
    await press(who, 'book.continue')
    await stands(who, t('apply.step.identity'))
    await press(who, 'book.continue')
    await stands(who, t('apply.step.check'))
    await send(who)
    await stands(who, t('apply.sent'))
    await picture(who, 'visit-receipt')

    const desk = await here.atWork('handler', look)
    const theirs = documentsOf(desk.page)
    await act(desk, held, 'take')
    await act(desk, held, 'accept')
    await promiseDay(desk)

    await openMine(who, held)
    const visit = page.getByRole('region', { name: t('apply.home'), exact: true })
    expect(await visit.innerText()).toMatch(look.locale === 'en' ? /in the morning/ : /上午/)
    await picture(who, 'visit-agreed')

    // At the door the document is seen; the record of the visit follows.
    await openCase(desk, held)
    await go(desk, 'application.visit.record')
    await desk.page.locator('input[name=how][value=delivered]').check()
    await seen(desk)
    await picture(desk, 'visit-made')
    await go(desk, 'application.visit.record')
    await done(desk, 'done.application.visit')
    await openMine(who, held)
    expect(await words(who)).toContain(t('apply.waits.nobody'))
    expect(await visit.count()).toBe(0)
    await picture(who, 'visit-over')
    for (const found of [faults, theirs]) expect(await found()).toEqual([])
    await Promise.all([who.close(), desk.close()])
  },
)

/** A law, without saying which article; and an article that bars nobody from the job. */
const typed = { name: '教师法', article: '道路交通安全法第九十一条' }

/** Fills in the query up to the article, which is refused as long as it is none; sends it then. */
async function query(who: Applicant): Promise<{ reference: string; code: string }> {
  const { page, t } = who
  // Who says that no law bars anybody is told why not, before anything is typed.
  await who.open('/apply/CR-02?station=qingshi&go=1')
  await page.locator('input[type=radio][value="no"]').check()
  await press(who, 'book.continue')
  await stands(who, t('apply.stop'))
  await picture(who, 'stop')

  const held = await beginWith(who, 'CR-02', ['yes', 'yes'])
  await press(who, 'apply.begun.next')
  await fillWho(who)
  await press(who, 'book.continue')
  await page.locator('#f-unitName').fill('样张物流有限公司')
  await page.locator('#f-creditCode').fill('91350100M000100Y43')
  await press(who, 'book.continue')
  await page.locator('#f-post').fill('仓库管理员')
  for (const [wrong, code] of [
    ['', 'law.required'],
    [typed.name, 'law.article'],
  ] as const) {
    await page.locator('#f-article').fill(wrong)
    await press(who, 'book.continue')
    const told = fieldMessage(code, who.locale)
    await page.locator('#f-article-why').waitFor()
    expect(await page.locator('#f-article-why').innerText()).toContain(told)
    expect(await page.locator('#error-summary').innerText()).toContain(told)
    expect(await page.locator('#f-post').inputValue()).toBe('仓库管理员')
    expect(await page.locator('#f-article').inputValue()).toBe(wrong)
    await sound(who, who.script, secrets)
  }
  await picture(who, 'article')
  await page.locator('#f-article').fill(typed.article)
  await press(who, 'book.continue')
  await page.locator('input[value="staff"]').check()
  await page.locator('#f-personName').fill('陈样张')
  await page.locator('input[value="resident-id"]').check()
  await page.locator('#f-personNumber').fill('440524188001010014')
  await press(who, 'book.continue')
  await stands(who, t('apply.step.papers'))
  for (const paper of ['letter', 'request', 'employment'])
    await sendPaper(who, paper, { ...dot, name: `${paper}.png` })
  await press(who, 'book.continue')
  await stands(who, t('apply.step.identity'))
  await press(who, 'book.continue')
  await stands(who, t('apply.step.check'))
  expect(await words(who)).toContain(typed.article)
  await send(who)
  await stands(who, t('apply.sent'))
  return held
}

test.each(onThePhone)(
  'an employer is told that no article, and an article that does not serve, opens nobody’s record: %o',
  { timeout: 240_000 },
  async (look) => {
    const who = await onPhone(here.browser, origin, look)
    const { page, t } = who
    const faults = documentsOf(page)
    const held = await query(who)
    const desk = await here.atWork('chief', look)
    const theirs = documentsOf(desk.page)
    const why = '第九十一条说的是饮酒驾驶，没有规定有犯罪记录的人不能做仓库管理员。'
    const office = '单位所在地的人民法院'
    await act(desk, held, 'take')
    const letter = await sayNo(desk, held, {
      item: 'decline',
      ground: 'no-legal-article',
      words: why,
      office,
    })
    expect(letter).toContain(why)
    expect(letter).toContain(office)
    await picture(desk, 'declined-case')

    // Who sent it came with no proof: that it was not taken is said at once, why is in the letter for whom it is about.
    await openMine(who, held)
    expect(await words(who)).not.toContain(why)
    await picture(who, 'declined-locked')
    await openCase(desk, held)
    await go(desk, 'application.do.identity')
    await seen(desk)
    await go(desk, 'application.do.identity')
    await done(desk, 'done.application.identity')
    await openMine(who, held)
    expect(await words(who)).not.toContain(why)
    await go(desk, 'record.code')
    await seen(desk)
    await go(desk, 'application.do.code')
    await desk.page.getByRole('heading', { name: desk.words['record.slip'] }).waitFor()
    await picture(desk, 'slip')
    const slip = await desk.page.locator('.panel .ref').allInnerTexts()
    const code = (slip.at(-1) ?? '').replace(/\s/g, '')

    await openMine(who, { ...held, code })
    await picture(who, 'declined')
    await openResult(who)
    const read = await page.getByRole('article', { name: t('certificate.title') }).innerText()
    for (const said of [why, office, t('certificate.remedy')]) expect(read).toContain(said)
    await picture(who, 'declined-letter')
    for (const found of [faults, theirs]) expect(await found()).toEqual([])
    await Promise.all([who.close(), desk.close()])
  },
)
