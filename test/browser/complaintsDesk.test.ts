import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { type Look, press, staffWords, workers } from '../support/atWorkOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { tellOnline } from '../support/complaintsOnline.ts'
import { jpegFile } from '../support/files.ts'
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

const looks: Look[] = [
  { locale: 'zh', script: true, width: 360 },
  { locale: 'en', script: false, width: 1100 },
]
let told = 0
const problem = () => ({
  kind: 'problem',
  words: `石桥社区 ${++told} 号楼前的路灯不亮。`,
  name: '林小满',
  phone: '13800000111',
  category: 'small-hazard',
  town: '990101100',
  place: '3 号楼前',
  point: { lat: 30.123, lon: 120.456 },
})
const accusation = () => ({
  kind: 'misconduct',
  words: `所长收了沙场老板的烟酒（${++told}）。`,
  anonymous: true,
  about: 'qingshi',
  officer: '陆建川',
})

const atWork = workers(() => browser, origin)

test.each(looks)(
  'a clerk and a small problem, from the tray to the answer: %o',
  { timeout: 240_000 },
  async (look) => {
    const words = staffWords(look)
    const held = await tellOnline(origin, problem())
    const who = await atWork('handler', look)
    const { page } = who
    const faults = documentsOf(page)
    await who.open('/staff/complaints?show=tray')
    await page.getByText(words['complaint.tray.text']).waitFor()
    await sound(who, look.script)
    await page.locator(`main a[href$="/staff/complaints/${held.reference}"]`).first().click()
    await page.locator('a[href="geo:30.123,120.456"]').waitFor()
    await sound(who, look.script, ['13800000111'])
    expect(await page.getByRole('main').innerText()).not.toContain('13800000111')
    await press(who, words['complaint.do.accept'])
    await page.getByText(words['done.complaint.accept']).waitFor()

    // A name is seen for a reason; without one it is told beside the question.
    const author = page.locator('section[aria-labelledby=author]')
    await author.locator('summary').click()
    await press(who, words['complaint.unmask.do'])
    await page.locator('#unmask-words-why').waitFor()
    await sound(who, look.script)
    await page.locator('#unmask-words').fill('约上门时间')
    await press(who, words['complaint.unmask.do'])
    await author.getByText('林小满').waitFor()

    // Nothing said, no photo and no reason: each beside its field, and what was typed stays.
    await who.open(`/staff/complaints/${held.reference}`)
    await press(who, words['complaint.do.answer'])
    await page.locator('#by').fill('')
    await press(who, words['complaint.do.answer'])
    await page.getByRole('alert').first().waitFor()
    expect(await page.locator('#done').getAttribute('aria-invalid')).toBe('true')
    await sound(who, look.script)
    await page.locator('#done').fill('灯已经换好。')
    await page.locator('#by').fill('社区民警许文静')
    await press(who, words['complaint.do.answer'])
    await page.locator('#file-why').waitFor()
    expect(await page.locator('#done').inputValue()).toBe('灯已经换好。')

    // Somebody else notes something meanwhile: the press is late, says so, and keeps the words and the photo.
    const other = await atWork('chief', look, `/staff/complaints/${held.reference}`)
    const inner = other.page.locator('section[aria-labelledby=inner]')
    await inner.locator('summary').click()
    await inner.locator('textarea').fill('先打个电话')
    await press(other, words['complaint.note.do'])
    await other.page.getByText(words['done.complaint.note']).waitFor()
    await other.close()
    await page
      .locator('#file')
      .setInputFiles({ name: 'done.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegFile()) })
    await press(who, words['complaint.do.answer'])
    await page.getByRole('heading', { name: words['complaint.changed'] }).waitFor()
    const changed = page.locator('[role=alert]', { hasText: words['complaint.changed'] })
    expect(await changed.innerText()).toContain('先打个电话')
    expect(await page.locator('#done').inputValue()).toBe('灯已经换好。')
    await sound(who, look.script)
    await press(who, words['complaint.do.answer'])
    await page.getByText(words['done.complaint.answer']).waitFor()
    const photo = page.locator('.photos img').first()
    await photo.waitFor()
    if (look.script) {
      await photo.scrollIntoViewIfNeeded()
      await expect
        .poll(() => photo.evaluate((img) => (img as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(0)
    }
    await sound(who, look.script)
    const read = await held.read()
    expect([read.state, read.thread.at(-1)?.done?.done, read.photos.map(({ side }) => side)]).toEqual([
      'answered',
      '灯已经换好。',
      ['office'],
    ])
    expect(await faults()).toEqual([])
    await who.close()
  },
)

test.each(looks)('a supervisor and an accusation: %o', { timeout: 240_000 }, async (look) => {
  const words = staffWords(look)
  const held = await tellOnline(origin, accusation())
  const at = `/staff/complaints/${held.reference}`
  const who = await atWork('supervisor', look, at)
  const { page } = who
  const faults = documentsOf(page)
  const kept = page.locator('section[aria-labelledby=barred]')
  expect(await kept.innerText()).toContain(look.locale === 'en' ? 'Lu Jianchuan' : '陆建川')
  expect(await page.getByRole('main').innerText()).toContain(words['complaint.anonymous.text'])
  await sound(who, look.script)

  await press(who, words['complaint.do.bar'])
  await press(who, words['complaint.do.bar'])
  await page.getByRole('alert').first().waitFor()
  await sound(who, look.script)
  await page.locator('#point').selectOption('nanqiao')
  await press(who, words['complaint.do.bar'])
  await page.getByText(words['done.complaint.bar']).waitFor()

  await press(who, words['complaint.do.accept'])
  await page.getByText(words['done.complaint.accept']).waitFor()
  await press(who, words['complaint.do.elsewhere'])
  await page.locator('#office').fill('水利局')
  await page.locator('#words').fill('河湾沙场有没有采砂许可？')
  await press(who, words['complaint.do.elsewhere'])
  await page.getByText(words['complaint.slip.once']).waitFor()
  expect(await page.getByRole('main').innerText()).toMatch(/([2-9A-Z]{4} ){5}[2-9A-Z]{3}/)
  await sound(who, look.script)
  await who.open(at)
  await press(who, words['complaint.do.go-on'])
  await page.getByText(words['done.complaint.go-on']).waitFor()

  await press(who, words['complaint.do.give-up'])
  await page.getByText(words['complaint.text.give-up']).waitFor()
  await sound(who, look.script)
  await who.open(at)
  await press(who, words['complaint.do.ask'])
  await page.locator('#words').fill('哪个沙场？')
  await press(who, words['complaint.do.ask'])
  await page.getByText(words['done.complaint.ask']).waitFor()
  expect((await held.read()).thread.at(-1)).toMatchObject({ kind: 'question', words: '哪个沙场？' })

  // The accused chief finds nothing of it, in the list or by its reference.
  const chief = await atWork('chief', look, at)
  await chief.page.getByRole('heading', { name: words['record.gone'] }).waitFor()
  for (const show of ['new', 'open', 'waiting', 'tray']) {
    await chief.open(`/staff/complaints?show=${show}`)
    expect(await chief.page.getByRole('main').innerText()).not.toContain(held.reference)
  }
  expect(await faults()).toEqual([])
  await Promise.all([who.close(), chief.close()])
})

test.each(looks)(
  'a handler and a dispute: a date, and its author reads it: %o',
  { timeout: 240_000 },
  async (look) => {
    const words = staffWords(look)
    const held = await tellOnline(origin, {
      kind: 'mediation',
      words: `楼上漏水，不肯修（${++told}）。`,
      name: '林小满',
      phone: '13800000111',
      about: 'qingshi',
      place: '3 号楼',
      answers: { other: '楼上住户' },
    })
    const who = await atWork('handler', look, `/staff/complaints/${held.reference}`)
    const { page } = who
    const faults = documentsOf(page)
    await press(who, words['complaint.do.accept'])
    await page.getByText(words['done.complaint.accept']).waitFor()
    await press(who, words['complaint.do.date'])
    await press(who, words['complaint.do.date'])
    await page.getByRole('alert').first().waitFor()
    await sound(who, look.script)
    await page.locator('#room').selectOption('qingshi')
    await page.locator('#day').fill(addDays(dayOf(Date.now()), 20 + told))
    await page.locator('#from').fill('14:00')
    await page.locator('#to').fill('15:30')
    await page.getByRole('radio').first().check()
    await page.locator('#words').fill('请带上漏水的照片。')
    await press(who, words['complaint.do.date'])
    await page.getByText(words['done.complaint.date']).waitFor()
    await sound(who, look.script)
    expect(await page.locator('section[aria-labelledby=dates]').innerText()).toContain(
      words['complaint.date.set'],
    )

    // Its author reads when and where, and takes it into a calendar.
    const author = await visitor(browser, origin, look)
    const { t } = author
    await author.open('/complaints/mine')
    await author.page.locator('[name=reference]').first().fill(held.reference)
    await author.page.locator('[name=accessCode]').first().fill(held.accessCode)
    await author.page.getByRole('main').locator('form button').first().click()
    await author.page.getByRole('heading', { name: t('tell.date') }).waitFor()
    await author.page.getByText(t('tell.date.office')).waitFor()
    await sound(author, look.script)
    const [file] = await Promise.all([
      author.page.waitForEvent('download'),
      author.page.getByRole('button', { name: t('tell.date.calendar') }).click(),
    ])
    expect(file.suggestedFilename()).toBe('date.ics')

    // Called off: the reason is asked for, and told.
    await press(who, words['complaint.do.date-off'])
    await press(who, words['complaint.do.date-off'])
    await page.locator('#words-why').waitFor()
    await sound(who, look.script)
    await page.locator('#words').fill('对方出差')
    await press(who, words['complaint.do.date-off'])
    await page.getByText(words['done.complaint.date-off']).waitFor()
    expect((await held.read()).thread.at(-1)?.words).toBe('对方出差')

    // Both came unannounced today: what came of it is written down at once.
    await press(who, words['complaint.do.date'])
    await page.locator('#room').selectOption('qingshi')
    await page.locator('#day').fill(dayOf(Date.now()))
    await page.locator('#from').fill('00:00')
    await page.locator('#to').fill('00:30')
    await page.getByRole('radio').first().check()
    await press(who, words['complaint.do.date'])
    await page.getByText(words['done.complaint.date']).waitFor()
    await press(who, words['complaint.do.outcome'])
    await press(who, words['complaint.do.outcome'])
    await page.locator('#words-why').waitFor()
    await sound(who, look.script)
    await page.getByRole('radio').first().check()
    await page.locator('#words').fill('楼上下周修好。')
    await press(who, words['complaint.do.outcome'])
    await page.getByText(words['done.complaint.outcome']).waitFor()
    await sound(who, look.script)
    await author.open('/complaints/mine')
    await author.page.locator('[name=reference]').first().fill(held.reference)
    await author.page.locator('[name=accessCode]').first().fill(held.accessCode)
    await author.page.getByRole('main').locator('form button').first().click()
    await author.page.getByText('楼上下周修好。').waitFor()
    await sound(author, look.script)
    expect(await faults()).toEqual([])
    await Promise.all([who.close(), author.close()])
  },
)

test('copies are declined together; an administrator says which officer somebody is, and what problems are sorted by', {
  timeout: 180_000,
}, async () => {
  const [look] = looks as [Look]
  const same = { kind: 'service', words: '转发，请重视。', anonymous: true, about: 'qingshi' }
  const copies = [await tellOnline(origin, same), await tellOnline(origin, same)]
  const who = await atWork('handler', look, '/staff/complaints?show=tray')
  const { page } = who
  await page.getByText(zh['complaint.same.n'].replace('{n}', '1')).first().waitFor()
  await press(who, zh['complaint.batch.sort'])
  await page.getByRole('alert').first().waitFor()
  await sound(who, true)
  for (const { reference } of copies)
    await page.locator(`input[name=references][value="${reference}"]`).check()
  await page.locator('#batch summary').click()
  await press(who, zh['complaint.batch.decline.do'])
  await page.getByText(zh['done.complaint.batch']).waitFor()
  for (const { read } of copies) expect((await read()).state).toBe('declined')

  const admin = await atWork('admin', look, '/staff/people/su_demo_02')
  const box = admin.page.getByLabel(/许文静/)
  await box.check()
  await press(admin, zh['people.officers.save'])
  await admin.page.getByText(zh['done.officers']).waitFor()
  expect(await box.isChecked()).toBe(true)
  await sound(admin, true)
  const named = await tellOnline(origin, { ...same, words: '许文静不给办。', officer: '许文静' })
  await who.open(`/staff/complaints/${named.reference}`)
  await page.getByRole('heading', { name: zh['record.gone'] }).waitFor()
  await box.uncheck()
  await press(admin, zh['people.officers.save'])
  await admin.page.getByText(zh['done.officers']).waitFor()

  await admin.open('/staff/complaints/categories')
  await admin.page.locator('section[aria-labelledby=h-new] summary').click()
  await press(admin, zh['category.save'])
  await admin.page.locator('#zh-new-why').waitFor()
  await sound(admin, true)
  await admin.page.locator('#zh-new').fill('小动物')
  await admin.page.locator('#en-new').fill('Stray animals')
  await press(admin, zh['category.save'])
  await admin.page.getByText(zh['done.category']).waitFor()
  await admin.page.getByRole('heading', { name: '小动物' }).waitFor()
  await sound(admin, true)
  await Promise.all([who.close(), admin.close()])
})
