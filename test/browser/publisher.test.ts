import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { convertIcsCalendar } from 'ts-ics'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { dayOf, MINUTE } from '../../api/calendar/day.ts'
import { fireCron } from '../../scripts/cron.ts'
import { root } from '../../scripts/tool.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { atomRead } from '../support/atom.ts'
import { openBrowser } from '../support/browser.ts'
import { pngFile } from '../support/files.ts'
import { handsOf, look, said, signIn } from '../support/morning.ts'
import { standing } from '../support/queue.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { overflow, type Visitor, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

served()
const patience = 240_000
const number = '11010519491231002X'
const title = '糖画小站警民恳谈会'
const today = dayOf(Date.now())
const inAMonth = dayOf(Date.now() + 30 * 24 * 60 * MINUTE)
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>

beforeAll(async () => {
  browser = await openBrowser()
  const state = join(root, 'test/artifacts/browser/notices')
  cpSync(inject('seeded'), state, { recursive: true })
  server = await standing(state, inject('secrets'))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const fetched = async (path: string) => {
  const { status, text } = await overWire(server.origin + path)
  expect([path, status]).toEqual([path, 200])
  return text
}

/** What the three feeds say of a notice; each of them is read by the rules of its kind. */
async function feedsOf(id: string) {
  const atom = atomRead(await fetched('/notices.atom'))
  const json = JSON.parse(await fetched('/notices.json'))
  expect(json.version).toBe('https://jsonfeed.org/version/1.1')
  const { events = [] } = convertIcsCalendar(undefined, await fetched('/notices.ics'))
  const entry = atom.entries.find((one) => one.id.endsWith(`:${id}`))
  const item = json.items.find((one: { id: string }) => one.id.includes(id))
  const event = events.find(({ uid }) => uid.startsWith(id))
  return {
    atom: entry?.title,
    json: item?.title,
    event: event && [event.status, event.sequence],
    text: `${entry?.content} ${JSON.stringify(item)}`,
  }
}

describe('a notice on its way, by the keyboard alone', () => {
  let writer: Visitor
  let reader: Visitor
  let public_: Visitor
  let id = ''
  const faults: (() => Promise<string[]>)[] = []
  const button = ({ page }: Visitor, name: string) =>
    page.getByRole('main').getByRole('button', { name, exact: true })
  const come = async (account: string) => {
    const who = await visitor(browser, server.origin, { width: 1100 })
    faults.push(documentsOf(who.page))
    await signIn(who, zh, account)
    return who
  }
  const listed = async () => {
    await public_.open(`/notices?q=${encodeURIComponent('糖画')}`)
    return public_.page.getByRole('main').locator('.list > li')
  }

  test('a number in the text: shown, not published, masked; a picture; a second reader; its time', {
    timeout: patience,
  }, async () => {
    writer = await come('publisher@demo.invalid')
    public_ = await visitor(browser, server.origin)
    faults.push(documentsOf(public_.page))
    const { page } = writer
    const hands = handsOf(page)
    await hands.press(page.getByRole('link', { name: zh['nav.notices'], exact: true }))
    await page.getByRole('heading', { level: 1, name: zh['nav.notices'] }).waitFor()
    await look(writer, 'notices')
    await hands.press(page.getByRole('link', { name: zh['notices.new'] }))
    await hands.type(page.locator('#title'), title)
    await hands.day(page.locator('#aroseOn'), today)
    await hands.pick(page.locator('input[name=category]'), 'meeting')
    await look(writer, 'notice-new')
    await hands.press(button(writer, zh['notices.begin']))
    await page.locator('form#edit').waitFor()
    id = /\/staff\/notices\/([\w-]+)/.exec(page.url())?.[1] ?? ''
    await hands.type(
      page.locator('#body'),
      `## 谈什么\n\n电动车停放。报名表样：身份证号 ${number}。\n\n请提前十分钟到。`,
    )
    await hands.day(page.locator('#day'), inAMonth)
    await hands.type(page.locator('#from'), '14:00')
    await hands.type(page.locator('#to'), '16:00')
    await hands.type(page.locator('#place'), '糖画小站二楼')
    await hands.press(button(writer, zh['notices.save']))
    await said(page, zh['done.notice.saved'])
    await page.locator('.notice-findings mark', { hasText: number }).waitFor()
    await look(writer, 'notice-finding')
    await hands.press(button(writer, zh['notices.send']))
    await said(page, zh['done.notice.sentOpen'])

    // Whoever wrote it has no button to publish it, and a post made by hand is refused.
    expect(await button(writer, zh['notices.publish']).count()).toBe(0)
    await page.getByText(zh['notices.wrote']).waitFor()
    const form = { stage: 'publish', rev: await page.locator('input[name=rev]').first().inputValue() }
    const own = await writer.context.request.post(page.url().split('?')[0] ?? '', {
      form,
      headers: { origin: server.origin },
      maxRedirects: 0,
    })
    expect(own.status()).toBe(409)
    expect(await own.text()).toContain('请另一位同事来读')

    // The second reader cannot pass over a finding by simply pressing on.
    reader = await come('reader@demo.invalid')
    const second = handsOf(reader.page)
    await second.press(reader.page.getByRole('link', { name: zh['nav.notices'], exact: true }))
    await second.press(reader.page.getByRole('link', { name: title }))
    await second.press(button(reader, zh['notices.publish']))
    await reader.page.getByRole('alert').getByText('里面还有不能公开的个人信息').waitFor()
    await look(reader, 'notice-stopped')
    await second.type(reader.page.locator('#remark'), '请遮住身份证号')
    await second.press(button(reader, zh['notices.return']))
    await said(reader.page, zh['done.notice.returned'])
    expect(await (await listed()).count()).toBe(0)

    await page.reload()
    await page.getByText('请遮住身份证号').first().waitFor()
    await hands.press(page.locator('.notice-findings button').first())
    await said(page, zh['done.notice.redacted'])
    expect(await page.locator('#body').inputValue()).not.toContain(number)
    await page.getByText(zh['notices.gate.none']).waitFor()
    const file = page.locator('input[type=file]')
    const attach = async (name: string, mimeType: string, buffer: Buffer) => {
      await hands.to(file)
      await file.setInputFiles({ name, mimeType, buffer })
      await hands.press(button(writer, zh['notices.files.send']))
    }
    await attach(
      '图.svg',
      'image/svg+xml',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    )
    await page.getByRole('heading', { level: 1, name: zh['notices.files'] }).waitFor()
    await page.getByText('不能收这种文件').first().waitFor()
    await look(writer, 'file-refused')
    await hands.press(page.getByRole('link', { name: zh['notices.files.back'] }))
    await attach('会场.png', 'image/png', Buffer.from(pngFile()))
    await said(page, zh['done.notice.attached'])
    await look(writer, 'notice-draft')
    await hands.press(button(writer, zh['notices.send']))
    await said(page, zh['done.notice.sent'])

    await reader.page.reload()
    await second.tick(reader.page.locator('#filesRead'))
    await second.day(reader.page.locator('#publishDay'), dayOf(Date.now() + 2 * 24 * 60 * MINUTE))
    await second.type(reader.page.locator('#publishTime'), '09:00')
    await look(reader, 'notice-deciding')
    await second.press(button(reader, zh['notices.schedule']))
    await said(reader.page, zh['done.notice.scheduled'])
    await look(reader, 'notice-scheduled')
    expect(await (await listed()).count()).toBe(0)
    expect(await feedsOf(id)).toMatchObject({ atom: undefined, json: undefined, event: undefined })
  })

  test('it appears at its time, is corrected and withdrawn; search and feeds follow', {
    timeout: patience,
  }, async () => {
    await server.between((db) =>
      db.prepare('UPDATE notice SET publish_at = ? WHERE id = ?').run(Date.now() - MINUTE, id),
    )
    for (const who of [writer, reader, public_]) who.troubles()
    await fireCron(server.origin)
    const first = await feedsOf(id)
    expect(first).toMatchObject({ atom: title, json: title, event: ['CONFIRMED', 1] })
    expect(first.text).not.toContain(number)
    const items = await listed()
    expect(await items.count()).toBe(1)
    expect(await items.locator('mark').first().innerText()).toBe('糖画')
    await sound(public_, true)
    await items.getByRole('link').first().click()
    await public_.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await sound(public_, true)

    const { page } = writer
    const hands = handsOf(page)
    await page.reload()
    await hands.press(button(writer, zh['notices.correct']))
    await said(page, zh['done.notice.correcting'])
    await hands.type(page.locator('#note'), '时间改到下午三点')
    await hands.type(page.locator('#from'), '15:00')
    await hands.type(page.locator('#body'), '## 谈什么\n\n电动车停放。\n\n请提前二十分钟到。')
    await look(writer, 'notice-correcting')
    await hands.press(button(writer, zh['notices.send']))
    await said(page, zh['done.notice.sent'])
    const second = handsOf(reader.page)
    await reader.page.reload()
    await second.tick(reader.page.locator('#filesRead'))
    await second.press(button(reader, zh['notices.publish']))
    await said(reader.page, zh['done.notice.published'])
    await look(reader, 'notice-published')
    expect(await feedsOf(id)).toMatchObject({ atom: title, json: title, event: ['CONFIRMED', 2] })
    const seen = public_.page.getByRole('main')
    await public_.open(`/notices/${id}`)
    await seen.getByText('请提前二十分钟到。').waitFor()
    await seen.getByText(public_.t('notice.versions', { n: 2 })).click()
    await seen.getByRole('link', { name: public_.t('notice.version.changes') }).click()
    await seen.locator('del', { hasText: '请提前十分钟到。' }).waitFor()
    await seen.locator('ins', { hasText: '请提前二十分钟到。' }).waitFor()
    await sound(public_, true)

    const chief = await come('chief@demo.invalid')
    const head = handsOf(chief.page)
    await head.press(chief.page.getByRole('link', { name: zh['nav.notices'], exact: true }))
    await head.press(chief.page.getByRole('link', { name: title }))
    await head.press(chief.page.locator('summary', { hasText: zh['notices.withdraw'] }))
    await head.type(chief.page.locator('#reasonZh'), '活动取消')
    await head.type(chief.page.locator('#reasonEn'), 'The meeting is cancelled')
    await look(chief, 'notice-withdrawing')
    await head.press(button(chief, zh['notices.withdraw.go']))
    await said(chief.page, zh['done.notice.withdrawn'])
    expect(await feedsOf(id)).toMatchObject({ atom: undefined, json: undefined, event: ['CANCELLED', 3] })
    expect(await (await listed()).count()).toBe(0)
    await public_.open(`/notices/${id}`)
    await seen.getByText('活动取消').waitFor()
    expect(await seen.innerText()).not.toContain('请提前')
    await sound(public_, true)
    await chief.page.setViewportSize({ width: 360, height: 800 })
    for (const [name, path] of [
      ['notices', '/staff/notices'],
      ['notice', `/staff/notices/${id}`],
    ] as const) {
      await chief.open(path)
      expect([path, await overflow(chief)]).toEqual([path, 0])
      await look(chief, name)
    }
    for (const found of faults) expect(await found()).toEqual([])
    for (const one of [writer, reader, public_, chief]) {
      expect(one.troubles()).toEqual([])
      await one.close()
    }
  })
})
