import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addQuarters, quarterAt } from '../../api/calendar/period.ts'
import { root } from '../../scripts/tool.ts'
import { type Look, press, staffWords, workers } from '../support/atWorkOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { missedOnline, missedSubjects } from '../support/missedOnline.ts'
import { standing, withDatabase } from '../support/queue.ts'
import { sound } from '../support/readers.ts'
import { served } from '../support/served.ts'
import { documentsOf } from '../support/validHtml.ts'
import { visitor } from '../support/visitor.ts'

served()
const state = join(root, 'test/artifacts/browser/evaluationDesk')
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>

beforeAll(async () => {
  browser = await openBrowser()
  rmSync(state, { recursive: true, force: true })
  cpSync(inject('seeded'), state, { recursive: true })
  withDatabase(state, missedOnline)
  server = await standing(state, inject('secrets'))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const running = quarterAt(Date.now())
const ended = addQuarters(running, -1)
const looks: (Look & {
  subject: string
  outcome: 'granted' | 'refused'
  quarter: string
  kind: 'will' | 'did'
})[] = [
  {
    locale: 'zh',
    script: true,
    width: 360,
    subject: missedSubjects[0]!,
    outcome: 'granted',
    quarter: ended,
    kind: 'will',
  },
  {
    locale: 'en',
    script: false,
    width: 360,
    subject: missedSubjects[1]!,
    outcome: 'refused',
    quarter: running,
    kind: 'did',
  },
]

test.each(looks)(
  'a chief objects, the desk decides, and the station says in public what follows: %o',
  { timeout: 240_000 },
  async (look) => {
    const words = staffWords(look)
    const { subject, outcome, quarter, kind } = look
    const atWork = workers(() => browser, server.origin)
    const chief = await atWork('chief', look, '/staff/evaluations')
    const faults = documentsOf(chief.page)
    await chief.page.getByRole('heading', { name: words['nav.evaluations'], level: 1 }).waitFor()
    await sound(chief, look.script)
    await press(chief, words['eval.missed'])
    await sound(chief, look.script)
    await chief.page.getByRole('main').getByRole('link', { name: subject }).click()

    // Nothing chosen: it is told beside the question, and what was typed stays.
    await chief.page.locator('#words').fill('那两天系统停了')
    await press(chief, words['eval.object'])
    await chief.page.locator('#why-why').waitFor()
    expect(await chief.page.locator('#words').inputValue()).toBe('那两天系统停了')
    await sound(chief, look.script)
    await chief.page.locator('[name=why][value=system]').check()
    await press(chief, words['eval.object'])
    await chief.page.getByText(words['done.eval.objected']).waitFor()
    await sound(chief, look.script)

    const desk = await atWork('supervisor', look, '/staff/evaluations/objections')
    const told = documentsOf(desk.page)
    await sound(desk, look.script)
    await desk.page.locator('main a[href*="/staff/evaluations/objections/eo_"]').first().click()
    await desk.page.getByText('那两天系统停了').waitFor()
    expect(await desk.page.getByRole('main').innerText()).toContain(subject)
    await sound(desk, look.script)
    if (outcome === 'granted') {
      // Everybody reads it: the gate lets nothing personal pass.
      await desk.page.locator('[name=outcome][value=granted]').check()
      await desk.page.locator('#words').fill('承办人 13800000002 没有上班')
      await press(desk, words['eval.decide'])
      await desk.page.locator('#words-why').waitFor()
      expect(await desk.page.locator('[name=outcome][value=granted]').isChecked()).toBe(true)
      await sound(desk, look.script)
    }
    await desk.page.locator(`[name=outcome][value=${outcome}]`).check()
    await desk.page.locator('#words').fill('查过系统记录')
    await press(desk, words['eval.decide'])
    await desk.page.getByText(words['done.eval.decided']).waitFor()
    await desk.page.getByText(words['eval.objections.none.open']).waitFor()
    await sound(desk, look.script)

    // The station reads the answer.
    await chief.open('/staff/evaluations/objections')
    await chief.page.locator('main a[href*="/staff/evaluations/objections/eo_"]').first().click()
    await chief.page.getByText('查过系统记录').waitFor()
    expect(await chief.page.getByRole('button', { name: words['eval.decide'] }).count()).toBe(0)
    await sound(chief, look.script)

    // What the station says is public at once; what names somebody is told beside its field.
    await chief.open('/staff/evaluations/plans/qingshi')
    const form = chief.page.locator('form', {
      has: chief.page.locator(`[name="${kind}-${quarter}-zh"]`),
    })
    await chief.page.locator('details', { has: form }).locator('summary').click()
    await form.locator('textarea').first().fill('请打 13800000002')
    await form.getByRole('button').click()
    await chief.page.locator(`[id="${kind}-${quarter}-zh-why"]`).waitFor()
    expect(await form.locator('textarea').first().inputValue()).toBe('请打 13800000002')
    await sound(chief, look.script)
    const saying = kind === 'will' ? '周六上午开两个窗口' : '从这个月起，周六开两个窗口'
    await form.locator('textarea').first().fill(saying)
    await form.getByRole('button').click()
    await chief.page.getByText(words['done.eval.said']).waitFor()
    await sound(chief, look.script)
    const resident = await visitor(browser, server.origin, look)
    await resident.open(`/evaluations/${quarter}/stations/qingshi`)
    await resident.page.getByText(saying).waitFor()
    await sound(resident, look.script)
    expect([...(await faults()), ...(await told())]).toEqual([])
    await Promise.all([chief.close(), desk.close(), resident.close()])
  },
)
