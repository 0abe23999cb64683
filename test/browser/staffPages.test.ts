import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../api/calendar/day.ts'
import { root } from '../../scripts/tool.ts'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'
import { fileOnline } from '../support/applicationsOnline.ts'
import { openBrowser } from '../support/browser.ts'
import { aCase, reporter } from '../support/casefileInput.ts'
import { tellOnline } from '../support/complaintsOnline.ts'
import { missedOnline } from '../support/missedOnline.ts'
import { signIn } from '../support/morning.ts'
import { bookOnline } from '../support/morningDay.ts'
import { standing, withDatabase } from '../support/queue.ts'
import { rated } from '../support/ratedOnline.ts'
import { served } from '../support/served.ts'
import { staffPageAt, staffPages } from '../support/staffPages.ts'
import { documentsOf } from '../support/validHtml.ts'
import { barriers, overflow, type Visitor, visitor } from '../support/visitor.ts'
import { overWire } from '../support/wire.ts'

served()
let browser: Browser
let server: Awaited<ReturnType<typeof standing>>
/** Pages that no link of a new bureau leads to: somebody has to have done something first. */
const done: Record<string, string[]> = {}
const reached = new Set<string>()
/** An application that waits for somebody to take it. */
let applied = ''
/** Pages that only take a post. */
const posts = ['/staff/sign-out', '/staff/notices/[id]/files', '/staff/surveys/[id]/sheet']

beforeAll(async () => {
  browser = await openBrowser()
  const state = join(root, 'test/artifacts/browser/staffPages')
  cpSync(inject('seeded'), state, { recursive: true })
  withDatabase(state, (db) => {
    rated(db)
    // A survey that is over, whose words may be read.
    db.exec(
      `UPDATE campaign SET state = 'over', ended_at = 1, ended_in = '2026Q4', leaf = 'lf', sha256 = 'x'
       WHERE state = 'out' AND seen_question = 0`,
    )
    missedOnline(db)
    // One of them the desk has asked the station to put right.
    db.exec("UPDATE rectification SET state = 'fixing', tasked_on = opened_on, rev = 1 WHERE id = 'rc_bad2'")
  })
  server = await standing(state, inject('secrets'))
  const api = `${server.origin}/api/v1`
  const read = async (path: string) => JSON.parse((await overWire(api + path)).text)
  const [slot] = (await read('/stations/qingshi/slots?matter=ID-02')).items
  const { reference } = await bookOnline(server.origin, slot.id)
  const reported = await overWire(`${api}/page-reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ page: '/stations/qingshi', kind: 'fact', words: '周六开门时间写错了' }),
  })
  const [asked] = (await read('/notices?category=consultation')).items
  applied = (await fileOnline(server.origin)).reference
  await fileOnline(server.origin)
  const problem = { kind: 'problem', words: '楼道的灯不亮', anonymous: true, category: 'small-hazard' }
  const told = await tellOnline(server.origin, { ...problem, town: '990101100' })
  done.chief = [
    '/staff/ratings/tasks/rc_bad2',
    `/staff/complaints/${told.reference}`,
    `/staff/records/${reference}`,
    `/staff/feedback/${JSON.parse(reported.text).reference}`,
    '/staff/schedule?point=qingshi',
    '/staff/station?point=qingshi',
  ]
  done.admin = ['/staff/schedule?point=household-hall']
  done.supervisor = [
    `/staff/feedback/opinions/${asked.id}`,
    '/staff/ratings/rc_bad1',
    `/staff/surveys/cp_${'2'.padStart(32, '0')}/words`,
  ]
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const jobs = ['chief', 'admin', 'clerk', 'publisher', 'handler', 'supervisor', 'auditor']

/** What is wrong with the page as it stands. */
async function wrongWith(who: Visitor, status: number | undefined): Promise<string[]> {
  const found = [...who.troubles(), ...(await barriers(who))]
  if (status !== 200) found.push(`answers ${status}`)
  const wide = await overflow(who)
  if (wide > 0) found.push(`${wide} px wider than the window`)
  return found
}

/** A certificate that the chief has issued, once. */
async function issued({ context }: Visitor): Promise<string[]> {
  const at = `${server.origin}/api/v1/staff/applications/${applied}`
  const { rev, state } = await (await context.request.get(at)).json()
  if (state !== 'submitted') return []
  let seen: number = rev
  let number = ''
  for (const [verb, more] of [
    ['accept', {}],
    ['decide', { outcome: 'approved' }],
    ['issue', { finding: 'none' }],
  ] as const) {
    const data = { rev: seen, ...more }
    const answer = await context.request.post(`${at}/${verb}`, { headers: { origin: server.origin }, data })
    expect([verb, answer.status()]).toEqual([verb, 200])
    const stepped = await answer.json()
    seen = stepped.rev
    number = stepped.certificate
  }
  return [`/staff/certificates/${number}`]
}

/** An objection of the chief to one of the days that were missed. */
async function objected({ context }: Visitor): Promise<string[]> {
  const at = `${server.origin}/api/v1/staff/evaluations`
  const { items } = await (await context.request.get(`${at}/missed`)).json()
  const { indicator, subject } = items.find(({ objection }: { objection: unknown }) => !objection)
  const answer = await context.request.post(`${at}/objections`, {
    headers: { origin: server.origin },
    data: { indicator: indicator.code, subject, why: 'system', words: '系统停了两天' },
  })
  expect(answer.status()).toBe(201)
  return [`/staff/evaluations/objections/${(await answer.json()).id}`]
}

/** A police case of two people that the clerk has opened, and a call-back that somebody else makes. */
async function caseOpened({ context }: Visitor): Promise<string[]> {
  const at = `${server.origin}/api/v1/staff/casefiles`
  const headers = { origin: server.origin }
  const opened = await context.request.post(at, {
    headers,
    data: aCase({ parties: [reporter(), reporter({ role: 'victim', name: '王甲', phone: '13912340002' })] }),
  })
  expect(opened.status()).toBe(201)
  const { reference } = await opened.json()
  const asked = await context.request.post(`${at}/${reference}/callback`, {
    headers,
    data: { reason: 'asked' },
  })
  expect(asked.status()).toBe(200)
  return [`/staff/casefiles/${reference}`]
}

/** A closure for the chief, a number for the clerk: what they lead to, as paths. */
async function begun(job: string, who: Visitor): Promise<string[]> {
  const { context } = who
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(`${server.origin}/api/v1/staff/points/qingshi${path}`, {
      headers: { origin: server.origin },
      data,
    })
    expect([path, answer.status()]).toEqual([path, 200])
    return answer.json()
  }
  if (job === 'chief') {
    const day = addDays(dayOf(Date.now()), 40)
    const reason = { zh: '停电检修', en: 'Power cut' }
    const { change } = await post('/closures', { fromDay: day, toDay: day, reason, apply: true })
    return [`/staff/schedule/qingshi/changes/${change.id}`, ...(await issued(who)), ...(await objected(who))]
  }
  if (job === 'clerk') {
    const { ticket } = await post('/walk-in', { matters: ['ID-02'] })
    return [`/staff/counter/slip?ticket=${ticket.id}`, ...(await caseOpened(who))]
  }
  return []
}

/**
 * Follows the links of /staff from page to page as one job does, and looks at each kind that none before has seen;
 * everything wrong with any of them, and links that end at a closed door.
 */
async function walk(
  job: string,
  look: { locale: 'zh' | 'en'; width: number },
  seen: Set<string>,
): Promise<string[]> {
  const who = await visitor(browser, server.origin, look)
  const prefix = look.locale === 'en' ? '/en' : ''
  const faults = documentsOf(who.page)
  const wrong: string[] = []
  const own = new Set<string>()
  const visit = async (path: string) => {
    const kind = staffPageAt(new URL(path, server.origin).pathname)
    if (!kind || own.has(kind) || posts.includes(kind)) return
    own.add(kind)
    const answer = await who.page.goto(path)
    if (seen.has(kind) && answer?.status() === 200) return
    if (staffPageAt(new URL(who.page.url()).pathname) === kind) reached.add(kind)
    seen.add(kind)
    wrong.push(...(await wrongWith(who, answer?.status())).map((what) => `${job} ${path}: ${what}`))
  }
  for (const path of ['/staff/sign-in', '/staff/join']) await visit(prefix + path)
  await signIn(who, look.locale === 'en' ? en : zh, `${job}@demo.invalid`)
  // Where each job begins differs most.
  seen.delete('/staff')
  const first = await begun(job, who)
  const ahead = ['/staff', '/staff/set-up', ...first, ...(done[job] ?? [])].map((path) => prefix + path)
  for (let path = ahead.shift(); path; path = ahead.shift()) {
    await visit(path)
    const links = await who.page
      .locator('a[href]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
    ahead.push(
      ...links.filter((href) => {
        const kind =
          /^(\/en)?\/staff(\/|\?|$)/.test(href) && staffPageAt(new URL(href, server.origin).pathname)
        return kind && !own.has(kind) && !ahead.includes(href)
      }),
    )
  }
  wrong.push(...(await faults()))
  await who.close()
  return wrong
}

test.each([
  ['zh', 360],
  ['en', 1100],
] as const)(
  'every page for staff in %s at %i px can be used by everybody',
  { timeout: 600_000 },
  async (locale, width) => {
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const job of jobs) wrong.push(...(await walk(job, { locale, width }, seen)))
    expect(wrong).toEqual([])
  },
)

test('no page for staff is left out', () => {
  expect(staffPages.filter((page) => !reached.has(page) && !posts.includes(page))).toEqual([])
})
