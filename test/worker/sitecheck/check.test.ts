import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { addDays, DAY, startOfDay } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { columnIsShown, columnState } from '../../../api/sitecheck/columns.ts'
import type { Line, SiteCheck } from '../../../api/sitecheck/schema.ts'
import { monthsBefore } from '../../../api/sitecheck/sure.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { openDb } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { reported } from '../../support/feedback.ts'
import { draftRow, publishedRow, withdrawnRow } from '../../support/noticeRows.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const named = {
  DEMO: 'off' as const,
  IDENTITY: 'none' as const,
  ORGANISER_ZH: '云溪市公安局',
  SITE_CODE: '9901000001',
  ICP_RECORD: '云ICP备0号',
  POLICE_RECORD: '99010000000001',
  CONTACT_PHONE: '000-0000-0000',
}
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const check = async (
  role: 'publisher' | 'supervisor' = 'supervisor',
  point = '*',
  bindings: object = named,
): Promise<SiteCheck> => {
  const { headers } = await signedIn({ grants: [[role, point]], clock, hours: 9999 })
  const answer = await staffApi({ clock, bindings }).get('/staff/site-check', headers)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}
const lineOf = ({ lines }: SiteCheck, key: string): Line => {
  const line = lines.find((each) => each.key === key)
  if (!line) throw new Error(`no line ${key}`)
  return line
}
const columnOf = ({ columns }: SiteCheck, code: string) =>
  columns.filter(({ category }) => category.code === code)

describe('a column', () => {
  const at = startOfDay('2026-11-23') + 9 * 3_600_000
  const state = (ago: number, staleAfter: number, published = 1) =>
    columnState({ published, lastAt: at - ago * DAY, staleAfter }, at)

  test.each([
    [0, 14, 'fresh'],
    [10, 14, 'fresh'],
    [11, 14, 'due-soon'],
    [14, 14, 'due-soon'],
    [15, 14, 'stale'],
    [169, 183, 'fresh'],
    [170, 183, 'due-soon'],
    [183, 183, 'due-soon'],
    [184, 183, 'stale'],
  ])('%i days after its newest notice, of %i allowed, is %s', (ago, limit, expected) => {
    expect(state(ago, limit)).toEqual({
      state: expected,
      days: ago,
      dueOn: addDays('2026-11-23', limit - ago),
    })
  })

  test('without anything it is empty', () => {
    expect(state(0, 14, 0)).toEqual({ state: 'empty', days: null, dueOn: null })
  })

  test('the lists of the public hide what is stale or empty by the same count, hour by hour', async () => {
    const db = openDb(env.DB)
    for (const [hours, published] of [
      [0, 1],
      [0, 0],
      [14 * 24 - 1, 1],
      [14 * 24 + 8, 1],
      [14 * 24 + 9, 1],
      [14 * 24 + 10, 1],
      [15 * 24 + 10, 1],
    ] as const) {
      const lastAt = at - hours * 3_600_000
      const column = sql`(SELECT ${published} AS published, ${lastAt} AS last_at) t, (SELECT 14 AS stale_after) c`
      const [found] = await db.batch([
        rows<{ shown: number }>(db, sql`SELECT ${columnIsShown(at)} AS shown FROM ${column}`),
      ])
      const { state: is } = columnState({ published, lastAt, staleAfter: 14 }, at)
      expect(found[0]?.shown, `${hours} ${published}`).toBe(is === 'stale' || is === 'empty' ? 0 : 1)
    }
  })
})

test('a stale column leaves the public’s lists; its own address still shows it', async () => {
  await publishedRow({ category: 'safety', title: '防骗', publisher: 'sp_qingshi' })
  const names = async (path: string) =>
    (await api.get(path)).body.items.map(({ code }: { code: string }) => code)
  const choices = async () =>
    (await api.get('/notices?choices=1')).body.choices.categories.map(({ code }: { code: string }) => code)
  expect(await names('/notices/columns')).toContain('safety')
  expect(await choices()).toContain('safety')
  clock.set(monday + 15 * DAY)
  expect(await names('/notices/columns')).not.toContain('safety')
  expect(await names('/notices/columns?station=qingshi')).not.toContain('safety')
  expect(await choices()).not.toContain('safety')
  expect((await api.get('/notices?category=safety')).body.items).toHaveLength(1)
})

test('withdrawing the newest makes a column as old as the one before', async () => {
  await publishedRow({ category: 'safety', at: monday - 10 * DAY })
  const newest = await publishedRow({ category: 'safety', at: monday })
  await withdrawnRow(newest, { at: monday, reason: '作废' })
  expect(columnOf(await check(), 'safety')[0]).toMatchObject({
    days: 10,
    state: 'fresh',
    dueOn: '2026-11-27',
  })
})

test('the bureau sees the whole site, a station its own columns, notices and reports', async () => {
  await publishedRow({ category: 'safety', publisher: 'sp_qingshi', at: monday - 20 * DAY })
  await publishedRow({ category: 'notice', publisher: 'sp_nanqiao' })
  await reported(api, { page: '/stations/nanqiao' })
  const own = await check('publisher', 'sp_qingshi')
  expect(own.scope).toBe('own')
  expect(new Set(own.columns.map(({ publisher }) => publisher?.slug))).toEqual(new Set(['qingshi']))
  expect(columnOf(own, 'safety')).toMatchObject([{ state: 'stale', hidden: true, newestOn: '2026-11-03' }])
  expect(columnOf(own, 'notice')).toMatchObject([{ state: 'empty', hidden: true }])
  expect(own.lines.map(({ key }) => key)).not.toContain('footer')
  expect(lineOf(own, 'reports').found.en).toMatch(/^0 wait/)
  const all = await check()
  expect(all.scope).toBe('bureau')
  expect(columnOf(all, 'safety').map(({ publisher }) => publisher?.slug ?? null)).toEqual([null, 'qingshi'])
  expect(lineOf(all, 'reports').found.en).toMatch(/^1 wait/)
  const { headers } = await signedIn({ grants: [['clerk', 'sp_qingshi']], clock })
  expect((await staffApi({ clock }).get('/staff/site-check', headers)).status).toBe(403)
})

test('one rule that fails a site makes the verdict fail: five columns gone stale, red on top', async () => {
  for (const category of ['notice', 'duty', 'guide', 'normative']) await publishedRow({ category })
  await publishedRow({ category: 'briefing' })
  const leaves = env.DB.prepare(
    `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash)
     SELECT 'lf_' || id, '2026-11-23', 'notice.publish', id, json_object('at', published_at), '', id FROM notice`,
  )
  await leaves.run()
  const before = await check()
  expect(before.lines.filter(({ state }) => state === 'bad')).toEqual([])
  expect(before.verdict).toBe('pass')
  clock.set(monday + 15 * DAY)
  await publishedRow({ category: 'recruitment', at: clock.now() })
  expect(lineOf(await check(), 'stale')).toMatchObject({
    state: 'warn',
    found: { en: expect.stringMatching(/^1 stale/) },
  })
  clock.set(monday + 184 * DAY)
  const after = await check()
  expect(lineOf(after, 'stale')).toMatchObject({ state: 'bad', oneFails: true })
  expect(lineOf(after, 'home')).toMatchObject({ state: 'bad' })
  expect(after.verdict).toBe('fail')
  expect(after.lines[0]?.state).toBe('bad')
})

test('a notice not published in 20 working days, a report not answered in 3 days and in 3 months', async () => {
  await draftRow({ title: '还没写完', publisher: 'sp_qingshi' })
  await reported(api)
  expect(lineOf(await check('publisher', 'sp_qingshi'), 'overdue').state).toBe('good')
  expect(lineOf(await check('publisher', 'sp_qingshi'), 'reports').state).toBe('warn')
  clock.set(Date.parse('2026-12-01T09:00:00+08:00'))
  const late = await check('publisher', 'sp_qingshi')
  expect(lineOf(late, 'overdue')).toMatchObject({
    state: 'bad',
    cases: [{ text: { zh: '还没写完：应在 2026-11-30 前' } }],
  })
  expect(lineOf(late, 'reports').state).toBe('bad')
  expect(lineOf(late, 'messages').state).toBe('good')
  clock.set(Date.parse('2027-02-24T09:00:00+08:00'))
  const old = await check('publisher', 'sp_qingshi')
  expect(lineOf(old, 'messages')).toMatchObject({ state: 'bad', oneFails: true })
  expect(old.verdict).toBe('fail')
})

test('a date of publication that is not the audit’s fails, as does a notice without a leaf', async () => {
  const id = await publishedRow()
  expect(lineOf(await check(), 'dates')).toMatchObject({ state: 'bad', cases: [{ href: `/notices/${id}` }] })
  expect(lineOf(await check('supervisor', '*', { ...named, DEMO: 'on' as const }), 'dates').state).toBe(
    'warn',
  )
  const leaf = (at: number) =>
    env.DB.prepare(
      `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash) VALUES (?1, '2026-11-23', 'notice.publish', ?2, ?3, '', ?1)`,
    ).bind(`lf_${at}`, id, JSON.stringify({ at }))
  await leaf(monday + 60_000).run()
  expect(lineOf(await check(), 'dates').state).toBe('good')
  await leaf(monday - DAY).run()
  expect(lineOf(await check(), 'dates').state).toBe('bad')
})

test('an incomplete guide, an empty foot of the page and a missing sender are named', async () => {
  const whole = await check()
  expect(lineOf(whole, 'guides').state).toBe('good')
  expect(lineOf(whole, 'footer').state).toBe('good')
  expect(lineOf(whole, 'sender').state).toBe('warn')
  await env.DB.prepare(
    "UPDATE matter SET content = json_remove(content, '$.fee', '$.flow') WHERE code = 'ID-02'",
  ).run()
  const bare = await check('supervisor', '*', {
    ORGANISER_ZH: '',
    SITE_CODE: '',
    ICP_RECORD: '',
    POLICE_RECORD: '',
    CONTACT_PHONE: '',
  })
  expect(lineOf(bare, 'guides')).toMatchObject({ state: 'bad', cases: [{ href: '/matters/ID-02' }] })
  expect(lineOf(bare, 'guides').cases[0]?.text.zh).toContain('流程、收费')
  expect(lineOf(bare, 'footer').cases).toHaveLength(5)
  expect(lineOf(bare, 'consult').state).toBe('bad')
})

test('it is one round trip, and the rows read are bounded', async () => {
  const { headers } = await signedIn({ grants: [['supervisor', '*']], clock })
  const { api: staff, cost } = costed({ clock, app: createStaffApp({ clock }) })
  const answer = await staff.call('GET', '/staff/site-check', undefined, headers)
  expect(answer.status).toBe(200)
  expect(cost.trips).toBeLessThanOrEqual(2)
  expect(cost.rowsRead).toBeLessThan(600)
})

test.each([
  ['2026-11-23', '2026-08-23'],
  ['2026-05-31', '2026-02-28'],
  ['2027-01-15', '2026-10-15'],
])('three months before %s is %s', (from, to) => {
  expect(monthsBefore(startOfDay(from) + 1, 3)).toBe(startOfDay(to))
})
