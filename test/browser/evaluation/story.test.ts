import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays, at, dayOf, HOUR, timeOf } from '../../../api/calendar/day.ts'
import { tableRows } from '../../../api/evaluation/formula/table.ts'
import type { PeriodView } from '../../../api/evaluation/schema.ts'
import { loadKeys } from '../../../api/privacy/keys.ts'
import { secondToken } from '../../../api/survey/second/token.ts'
import { inviteIdOf, tokenOf } from '../../../api/survey/token.ts'
import { fireCron } from '../../../scripts/cron.ts'
import { root } from '../../../scripts/tool.ts'
import { press as pressAt, staffWords, workers } from '../../support/atWorkOnline.ts'
import { heading, press, receiptOf, somebody, toCheck } from '../../support/booking.ts'
import { openBrowser } from '../../support/browser.ts'
import { publicOf } from '../../support/evaluation/publicOf.ts'
import { handsOf, said } from '../../support/morning.ts'
import { type Known, lookAt, standing, withDatabase } from '../../support/queue.ts'
import { sound, words } from '../../support/readers.ts'
import { testSecrets } from '../../support/secrets.ts'
import { served } from '../../support/served.ts'
import * as life from '../../support/story.ts'
import { documentsOf } from '../../support/validHtml.ts'
import { type Visitor, visitor } from '../../support/visitor.ts'

/*
 * One bad visit from its booking to the frozen quarter, through the pages, and what everybody reads of it meanwhile. What
 * the clock of the machine cannot do is in test/support/story.ts. Each part goes on where the one before it ended.
 */
served()
const patience = 240_000
const state = join(root, 'test/artifacts/browser/story')
const story = life.storyAt(Date.now())
const { quarter } = story
const look = { locale: 'zh', script: true, width: 360 } as const
const say = staffWords(look)
const typed = somebody()
/** The number left with the rating is another one than that of the booking. */
const left = '13900007788'
const comment = '白鹭说等了三刻钟，没有人管'
const saved = '中午只开一个窗口，请加开。'
const why = '叫号系统那天停了四十分钟，不怪窗口'
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>
let atWork: ReturnType<typeof workers>
let booked: Known
let slot: string
let token: string

beforeAll(async () => {
  browser = await openBrowser()
  rmSync(state, { recursive: true, force: true })
  cpSync(inject('seeded'), state, { recursive: true })
  withDatabase(state, (db) => life.firstWeek(db, story))
  server = await standing(state, inject('secrets'))
  atWork = workers(() => browser, server.origin)
  await fireCron(server.origin, life.closing(story.mondays[0]))
}, patience)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const { open, api, period, resultOf, everything, reads } = publicOf(quarter, 'qingshi', {
  browser: () => browser,
  origin: () => server.origin,
  pictures: state,
})
/** The jobs run at a moment, again while a period takes its steps one by one. */
async function until(wanted: PeriodView['state'], time: number) {
  for (let runs = 0; (await period()).state !== wanted; runs += 1) {
    expect(runs).toBeLessThan(12)
    await fireCron(server.origin, time)
  }
}

/** The texts with a link to rate that went out to whoever booked; the demonstration prints them. */
const links = (reference = booked.reference) =>
  server.log.flatMap((line) => {
    if (!line.startsWith('{') || !line.includes(reference)) return []
    const { text = '' } = JSON.parse(line) as { text?: string }
    const [link] = /[\w.:-]+\/rate#[2-9A-HJKMNP-Z]{12}/.exec(text) ?? []
    return link ? `http://${link}` : []
  })
/** The code of what was booked, as the house alone can make it. */
async function tokenToCome() {
  const keys = await loadKeys(testSecrets)
  return tokenOf({ keys }, await inviteIdOf({ keys }, 'visit', booked.reference))
}
async function typeToken(who: Visitor, typed = token) {
  await who.open('/rate')
  await who.page.getByLabel(who.t('rate.token')).fill(typed)
  await press(who, who.t('rate.begin'))
}

test('booked, called after three quarters of an hour, served', { timeout: patience }, async () => {
  const resident = await visitor(browser, server.origin, look)
  slot = await toCheck(resident, typed)
  await press(resident, resident.t('book.confirm'))
  booked = await receiptOf(resident)
  await sound(resident, true, [typed.phone])
  // Nobody can book for a time that is past: the day comes while the server sleeps.
  await server.between((db) => life.dayCame(db, slot, Date.now(), dayOf(Date.now())))
  const desk = { ...look, width: 1100 }
  const arrives = await atWork('clerk', desk, '/staff')
  const hands = handsOf(arrives.page)
  await hands.press(arrives.page.getByRole('button', { name: say['queue.seat.sit'].replace('{n}', '1') }))
  await said(arrives.page, say['done.queue.sit'])
  await hands.key('c')
  await arrives.page.keyboard.insertText(booked.reference)
  await arrives.page.keyboard.press('Enter')
  await arrives.page.getByText(say['queue.issued'].replace('{number}', 'A001'), { exact: true }).waitFor()
  await arrives.close()
  await server.between(life.waitedLong)
  const serves = await atWork('clerk', desk, '/staff')
  const { page } = serves
  const { key } = handsOf(page)
  await page.getByRole('heading', { name: say['queue.now.none'] }).waitFor()
  await key('n')
  await page.locator('#serving .big').waitFor()
  await key('s')
  await page.getByRole('button', { name: say['queue.finish'] }).waitFor()
  await key('f')
  await said(page, say['done.queue.finish'])
  expect(await page.locator('main').innerHTML()).not.toMatch(/\/rate\b/)
  await serves.close()
  await resident.close()
})

test('the link comes when it was drawn to come; before, its code opens nothing', {
  timeout: patience,
}, async () => {
  const ended = Date.now()
  const resident = await visitor(browser, server.origin, { ...look, script: false })
  const { page, t } = resident
  await fireCron(server.origin, life.minuteRun(ended))
  await lookAt(resident, booked)
  await page.locator('#rate').waitFor()
  expect(await page.locator('#rate form').count()).toBe(0)
  token = await tokenToCome()
  await typeToken(resident)
  await heading(resident, t('rate.later')).waitFor()
  expect(await page.locator('input[name=overall]').count()).toBe(0)
  expect(links()).toEqual([])
  const drawn = await server.between((db) => life.opened(db, booked.reference, Date.now()))
  expect(drawn).toBeGreaterThan(ended + 2 * HOUR - patience)
  expect(drawn).toBeLessThan(ended + 26 * HOUR)
  expect(timeOf(drawn) >= '09:00' && timeOf(drawn) <= '20:00').toBe(true)
  await fireCron(server.origin, life.minuteRun(Date.now()))
  await expect.poll(() => links(), { timeout: 30_000 }).toEqual([`${server.origin}/rate#${token}`])
  await resident.close()
})

test('rated badly, with a number to call; nothing public moves', { timeout: patience }, async () => {
  const resident = await visitor(browser, server.origin, { ...look, script: false })
  const { page, t } = resident
  const faults = documentsOf(page)
  // Without script a link that is opened is a page to type its code on.
  await page.goto(links()[0]!)
  expect(await page.getByLabel(t('rate.token')).inputValue()).toBe('')
  await typeToken(resident)
  await heading(resident, t('rate.overall')).waitFor()
  const before = await everything()
  // Faster than anybody reads would be held. Meanwhile the house is served anew, which the open form does not mind.
  await server.between(() => {})
  await reads('satisfaction', '1-before')
  await page.locator('input[name=overall][value="1"]').check()
  await page.locator('input[name=bad][value=slow]').check()
  await page.locator('input[name=contact][value=yes]').check()
  await page.getByLabel(t('rate.phone')).fill(left)
  await page.getByLabel(t('rate.comment')).fill(comment)
  await page.screenshot({ path: `${state}-2-rate.png`, fullPage: true })
  await press(resident, t('rate.send'))
  await heading(resident, t('rate.done')).waitFor()
  expect(await words(resident)).toContain(t('rate.done.call', { day: '§' }).split('§')[0])
  await page.screenshot({ path: `${state}-3-done.png`, fullPage: true })
  await typeToken(resident)
  await heading(resident, t('rate.used')).waitFor()
  expect(await faults()).toEqual([])
  await resident.close()
  expect(await everything()).toEqual(before)
})

test('called, put right, called back by somebody else, rated again beside the first', {
  timeout: patience,
}, async () => {
  const before = await everything()
  const desk = await atWork('supervisor', look, '/staff/ratings')
  const { page } = desk
  await page.locator('main a[href*="/staff/ratings/rc_"]').click()
  await page.getByText(say['rating.overall'], { exact: true }).waitFor()
  const at = new URL(page.url()).pathname
  expect(await words(desk)).toContain(comment)
  await page.locator('summary', { hasText: say['rating.number'] }).click()
  await page.locator('#unmask-words').fill('联系评价人')
  await pressAt(desk, say['rating.number'])
  await page.getByText(left).waitFor()
  await page.locator('summary', { hasText: say['rating.contact'] }).click()
  await page.locator('#contact-words').fill('等了三刻钟')
  await page.getByLabel(say['rating.reached'], { exact: true }).check()
  await pressAt(desk, say['rating.contact'])
  await page.getByText(say['done.rating.noted']).waitFor()
  await page.locator('summary', { hasText: say['rating.task'] }).click()
  await page.locator('#task-words').fill(saved)
  await pressAt(desk, say['rating.task'])
  await page.getByText(say['done.rating.sent']).waitFor()

  const chief = await atWork('chief', look, '/staff/ratings')
  await chief.page.locator('main a[href*="/staff/ratings/tasks/rc_"]').click()
  await chief.page.getByText(saved).waitFor()
  for (const secret of [left, typed.phone, typed.name, comment, booked.reference])
    expect(await words(chief)).not.toContain(secret)
  await chief.page.locator('summary', { hasText: say['rating.fix'] }).click()
  await chief.page.getByLabel(say['rating.outcome.at-once'], { exact: true }).check()
  await chief.page.locator('#fix-words').fill('中午加开了一个窗口')
  await pressAt(chief, say['rating.fix'])
  await chief.page.getByText(say['done.rating.noted']).waitFor()
  await chief.close()

  // Not closed before somebody who had no part in it has called.
  await desk.open(at)
  await page.getByText(say['rating.call.waits']).waitFor()
  expect(await page.getByRole('button', { name: say['rating.close'] }).count()).toBe(0)
  const call = (await page.locator('main a[href*="/staff/callbacks/"]').getAttribute('href'))!
  await desk.open(call)
  expect(await page.getByRole('button', { name: say['callback.finish'] }).count()).toBe(0)
  const other = await atWork('desk', look, call)
  await other.page.getByRole('button', { name: say['callback.number'], exact: true }).click()
  await other.page.getByText(left).waitFor()
  await other.page.locator('input[name=satisfied][value="4"]').check()
  await other.page.locator('input[name=outcome][value=settled]').check()
  await other.page.getByRole('button', { name: say['callback.finish'], exact: true }).click()
  await other.page.getByText(say['done.callback.done']).waitFor()
  await other.close()
  await fireCron(server.origin, life.minuteRun(Date.now()))
  await desk.open(at)
  const rows = await page.locator('main dl').first().innerText()
  expect(rows).toMatch(new RegExp(`${say['rating.overall']}\\s+${say['callback.satisfied.1']}`))
  expect(rows).toMatch(new RegExp(`${say['rating.second']}\\s+${say['callback.satisfied.4']}`))
  await sound(desk, true)
  await pressAt(desk, say['rating.close'])
  await page.getByText(say['done.rating.closed']).waitFor()
  // A text tells the rater, by day; by its own code they say themself how it was dealt with, and the desk reads that too.
  const id = at.split('/').at(-1)!
  const second = await secondToken({ keys: await loadKeys(testSecrets) }, id)
  await server.between((db) => life.toldAtOnce(db, id, Date.now()))
  await fireCron(server.origin, life.minuteRun(Date.now()))
  await expect.poll(() => links(id), { timeout: 30_000 }).toEqual([`${server.origin}/rate#${second}`])
  const resident = await visitor(browser, server.origin, { ...look, script: false })
  await typeToken(resident, second)
  await heading(resident, resident.t('rate.again')).waitFor()
  expect(await words(resident)).not.toContain('青石')
  await resident.page.locator('input[name=overall][value="3"]').check()
  await resident.page.getByLabel(resident.t('rate.comment')).fill('好一点了')
  await resident.page.screenshot({ path: `${state}-3-again.png`, fullPage: true })
  await press(resident, resident.t('rate.send'))
  await resident.page.getByText(resident.t('rate.again.done')).waitFor()
  await typeToken(resident, second)
  await heading(resident, resident.t('rate.used')).waitFor()
  await resident.close()
  await desk.open(at)
  expect(await words(desk)).toContain('好一点了')
  await desk.close()
  expect(await everything()).toEqual(before)
})

test('at the weekly close the score moves, as the page explains it', { timeout: patience }, async () => {
  const before = await everything()
  await server.between((db) => life.secondWeek(db, story))
  expect(await everything()).toEqual(before)
  const old = await reads('satisfaction', '4-waits')
  await fireCron(server.origin, life.closing(story.mondays[1]))
  const now = await reads('satisfaction', '5-closed')
  // Ours is one of the few very dissatisfied, filled up to five: which one, nobody can say.
  const added = tableRows(await api(`${open}/cells.csv`)).filter(
    ({ closed, indicator }) => closed === story.mondays[1] && indicator === 'satisfaction',
  )
  expect(added.map(({ station, from, to, topped, n }) => [station, from, to, topped, n].join())).toEqual([
    'qingshi,1,1,2,5',
    'qingshi,2,2,,5',
    'qingshi,5,5,,10',
  ])
  expect(now.n).toBe(old.n + 20)
  expect(now.mean).toBeLessThan(old.mean)
  expect(now.score).toBeLessThan(old.score)
  for (const secret of [comment, left, typed.name, booked.reference]) expect(now.text).not.toContain(secret)
})

test('the quarter ends; one missed day is objected to, granted by another, and moves the number by that alone', {
  timeout: patience,
}, async () => {
  const had = await resultOf('qingshi', 'satisfaction')
  await until('provisional', life.ending(story, Date.now()))
  const { objectionsUntil } = await period()
  expect(objectionsUntil! > dayOf(Date.now())).toBe(true)
  expect(await resultOf('qingshi', 'satisfaction')).toEqual(had)
  const provisional = await reads('waiting.promise', '6-provisional')
  const cells = await api(`${open}/cells.csv`)
  const results = tableRows(await api(`${open}/results.csv`))

  const chief = await atWork('chief', look, '/staff/evaluations/missed')
  await chief.page.getByRole('main').getByRole('link', { name: 'A001' }).click()
  await chief.page.locator('[name=why][value=system]').check()
  await chief.page.locator('#words').fill('叫号系统停了，后台有记录')
  await sound(chief, true)
  await pressAt(chief, say['eval.object'])
  await chief.page.getByText(say['done.eval.objected']).waitFor()
  await chief.close()
  expect(await api(`${open}/cells.csv`)).toBe(cells)
  const desk = await atWork('desk', look, '/staff/evaluations/objections')
  await desk.page.locator('main a[href*="/staff/evaluations/objections/eo_"]').click()
  await desk.page.getByText('A001').waitFor()
  await desk.page.locator('[name=outcome][value=granted]').check()
  await desk.page.locator('#words').fill(why)
  await pressAt(desk, say['eval.decide'])
  await desk.page.getByText(say['done.eval.decided']).waitFor()
  await desk.close()

  const corrected = await reads('waiting.promise', '7-corrected')
  expect(corrected.text).toContain(why)
  const { n } = corrected
  expect(n).toBe(provisional.n)
  expect(corrected.mean).toBeCloseTo(provisional.mean + 100 / n, 1)
  expect(corrected.score).toBeGreaterThan(provisional.score)
  // Two cells came, and none changed; of this station nothing else moved but what all comes to together.
  const kept = new Set(tableRows(cells).map((row) => JSON.stringify(row)))
  const after = tableRows(await api(`${open}/cells.csv`))
  const came = after.filter((row) => !kept.has(JSON.stringify(row)))
  expect(after.length).toBe(kept.size + 2)
  expect(came.map(({ indicator, from, n: by, correction }) => [indicator, from, by, !!correction])).toEqual([
    ['waiting.promise', '0', '-1', true],
    ['waiting.promise', '1', '1', true],
  ])
  const others = (rows: typeof results) =>
    rows.filter(
      ({ station, indicator }) => station === 'qingshi' && !['all', 'waiting.promise'].includes(indicator!),
    )
  expect(others(tableRows(await api(`${open}/results.csv`)))).toEqual(others(results))
})

test('it freezes, and anybody makes the same bytes of its files', { timeout: patience }, async () => {
  const before = await api(`${open}/results.csv`)
  const { objectionsUntil } = await period()
  // Nothing is written through the pages after this: the jobs may live later than the clock.
  await until('frozen', at(addDays(objectionsUntil!, 1), '00:10'))
  await reads('waiting.promise', '8-frozen')
  const [cells, indicators, results] = await Promise.all(
    ['cells', 'indicators', 'results'].map((name) => api(`${open}/${name}.csv`)),
  )
  expect(results).toBe(before)
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  expect(await period()).toMatchObject({
    inputHash: sha256(cells! + indicators!),
    resultHash: sha256(results!),
    proof: expect.anything(),
  })
  const recompute = (...more: string[]) =>
    new Promise<{ code: number; out: string }>((done) => {
      const args = ['--no-warnings', 'scripts/recompute.ts', `${server.origin}/api/v1${open}`, ...more]
      execFile(process.execPath, args, { cwd: root }, (error, out) =>
        done({ code: error ? Number(error.code) : 0, out }),
      )
    })
  expect((await recompute('--print')).out).toBe(results)
  expect((await recompute()).code).toBe(0)
})
