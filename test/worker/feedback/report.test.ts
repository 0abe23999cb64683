import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { noteLate } from '../../../api/feedback/late.ts'
import { knownPath, ownPath, placeOf } from '../../../api/feedback/page.ts'
import { purgeFeedback } from '../../../api/feedback/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { anError, factsAbout, feedbackRows, reported } from '../../support/feedback.ts'
import { publishedRow } from '../../support/noticeRows.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const track = (receipt: { reference: string; accessCode: string }) =>
  api.post('/track', { reference: receipt.reference, accessCode: receipt.accessCode })
const errorsOf = async (more: object) => {
  const { status, body } = await api.post('/page-reports', anError(more))
  return [
    status,
    ...(body.errors ?? []).map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`),
  ]
}

describe('a report of an error', () => {
  test('gets a reference, a code and the day it is due, and /track shows how that was counted', async () => {
    const receipt = await reported(api)
    expect(receipt).toMatchObject({
      page: '/stations/qingshi',
      answerer: { slug: 'qingshi' },
      dueDay: '2026-11-26',
      dueAt: '2026-11-26T23:59:59+08:00',
      told: 'look',
      keptDays: 180,
    })
    expect(receipt.reference).toMatch(/^F-20261123-/)
    expect(receipt.counted.at(-1).en).toContain('26 November 2026')
    const { status, body } = await track(receipt)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'feedback',
      status: 'open',
      dueAt: '2026-11-26T23:59:59+08:00',
      feedback: {
        page: '/stations/qingshi',
        late: false,
        answer: null,
        counted: receipt.counted,
        kept: true,
      },
    })
    expect(body.timeline.map(({ done }: { done: boolean }) => done)).toEqual([true, false])
    expect((await track({ ...receipt, accessCode: '22222222' })).status).toBe(404)
    expect((await api.post('/audit/proof', { ...pick(receipt) })).body.leaves).toHaveLength(1)
  })

  test.each([
    ['on Friday it is due on Wednesday', '2026-11-27T17:00:00+08:00', '2026-12-02'],
    ['on a Saturday it is due on Wednesday', '2026-11-28T09:00:00+08:00', '2026-12-02'],
    ['before a holiday the holiday does not count', '2026-09-30T09:00:00+08:00', '2026-10-10'],
  ])('%s', async (_what, at, due) => {
    clock.set(Date.parse(at))
    expect((await reported(api)).dueDay).toBe(due)
  })

  test('goes to whoever publishes the page', async () => {
    const notice = await publishedRow({ publisher: 'sp_nanqiao' })
    const slugOf = async (page: string) => (await reported(api, { page })).answerer.slug
    expect(await slugOf(`/notices/${notice}`)).toBe('nanqiao')
    expect(await slugOf(`/en/notices/${notice}?from=list`)).toBe('nanqiao')
    expect(await slugOf('/stations/qingshi/door')).toBe('qingshi')
    expect(await slugOf('/')).toBe(null)
    expect(await slugOf('/notices/nothing')).toBe(null)
    expect((await feedbackRows()).filter(({ publisher_id: id }) => id === '*')).toHaveLength(2)
  })

  test('of a room goes to its station', async () => {
    const room = await env.DB.prepare(
      "SELECT r.slug, s.slug AS station FROM service_point r JOIN service_point s ON s.id = r.parent_id WHERE r.kind = 'room' LIMIT 1",
    ).first<{ slug: string; station: string }>()
    const { answerer } = await reported(api, { page: `/stations/${room?.slug}` })
    expect(answerer.slug).toBe(room?.station)
  })

  test('says every fault, each beside its field', async () => {
    expect(await errorsOf({ page: 'https://elsewhere.example/x', words: ' ', contact: '12' })).toEqual([
      422,
      '/page report.page',
      '/words required',
      '/contact phone.short',
    ])
    expect(await errorsOf({ words: '错'.repeat(1001) })).toEqual([422, '/words too-long'])
    expect(await errorsOf({ kind: 'nothing' })).toEqual([422, '/kind report.kind'])
    expect(await errorsOf({ website: 'x' })).toEqual([422, '/website trap.filled'])
    expect(await errorsOf({ extra: 1 })).toEqual([422, '/extra unknown-key'])
  })

  test('sent twice with one key it is one report with one code', async () => {
    const key = 'a-key-of-its-own'
    const [first, second] = await Promise.all([reported(api, {}, key), reported(api, {}, key)])
    expect(second).toEqual(first)
    clock.set(monday + HOUR)
    expect(await reported(api, {}, key)).toEqual(first)
    expect(await feedbackRows()).toHaveLength(1)
    const other = await api.post('/page-reports', anError({ kind: 'typo' }), { 'idempotency-key': key })
    expect(other.body.code).toBe('idempotency-mismatch')
  })

  test('passes the gate: the tray of those without script is bounded', async () => {
    const guarded = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '2' } })
    const codes = []
    for (let i = 0; i < 3; i++) codes.push((await guarded.post('/page-reports', anError())).status)
    expect(codes).toEqual([201, 201, 429])
    expect((await guarded.post('/page-reports', anError({ proof: 'AAAA' }))).body.code).toBe('proof-invalid')
  })

  test('nothing that was written stands anywhere in clear, nor in a log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)))
    const words = '墙上贴着张小明的身份证'
    await reported(api, { words, contact: '13800000000', kind: 'personal' })
    await api.post('/page-reports', anError({ words, contact: 'x' }))
    const { results: tables } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
    ).all<{ name: string }>()
    for (const { name } of tables) {
      const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all()
      const all = JSON.stringify(results)
      expect(all.includes('张小明') || all.includes('13800000000'), name).toBe(false)
    }
    expect(lines.join('\n')).not.toMatch(/张小明|13800000000/)
    vi.restoreAllMocks()
  })
})

describe('time', () => {
  test('what is past its due day is late: noted once, with a leaf, told on /track', async () => {
    const receipt = await reported(api)
    const ctx = await testCtx({ clock })
    clock.set(Date.parse('2026-11-26T23:59:59.999+08:00'))
    expect(await noteLate(ctx)).toEqual({ late: 0 })
    clock.set(Date.parse('2026-11-27T00:00:00+08:00'))
    expect(await noteLate(ctx)).toEqual({ late: 1 })
    expect(await noteLate(ctx)).toEqual({ late: 0 })
    expect((await factsAbout(receipt.reference)).map(({ action }) => action)).toEqual([
      'feedback.report',
      'feedback.late',
    ])
    const { body } = await track(receipt)
    expect(body.feedback.late).toBe(true)
    expect(body.statusText.zh).toBe('过期未答复')
  })

  test('the words are kept while they wait, and deleted 180 days after the answer', async () => {
    await reported(api)
    const ctx = await testCtx({ clock })
    clock.set(monday + 400 * DAY)
    expect(await purgeFeedback(ctx)).toEqual({ emptied: 0 })
    await env.DB.prepare(
      "UPDATE feedback SET state = 'answered', answered_at = ?1, corrected = 1, keep_until = ?1",
    )
      .bind(clock.now())
      .run()
    clock.set(clock.now() + 1)
    expect(await purgeFeedback(ctx)).toEqual({ emptied: 1 })
    expect(await feedbackRows()).toMatchObject([{ words: null, contact: null, answer: null, kind: 'fact' }])
    expect(await purgeFeedback(ctx)).toEqual({ emptied: 0 })
  })
})

test('the database keeps reports, their clock and their answer', async () => {
  await reported(api)
  const run = (sql: string) => env.DB.prepare(sql).run()
  await expect(run('DELETE FROM feedback')).rejects.toThrow(/append-only/)
  await expect(run('UPDATE feedback SET due_at = due_at + 1')).rejects.toThrow(/append-only/)
  await expect(run("UPDATE feedback SET page = '/'")).rejects.toThrow(/append-only/)
  for (const set of [
    "words = 'other'",
    "words = 'v1.k0.aaaa.bbbb'",
    "name = 'v1.k9.aaaa.bbbb'",
    "answer = 'v1.k9.aaaa.bbbb'",
    "code_hash = 'x'",
    "locale = 'en'",
  ]) {
    const [{ words } = {}] = await feedbackRows()
    const key = String(words).split('.')[1]
    await expect(run(`UPDATE feedback SET ${set.replace('k0', String(key))}`), set).rejects.toThrow(
      /append-only/,
    )
  }
  await run('UPDATE feedback SET late_at = 5')
  await expect(run('UPDATE feedback SET late_at = 6')).rejects.toThrow(/append-only/)
  await run("UPDATE feedback SET words = 'v1.newer.aaaa.bbbb'")
  await run(
    "UPDATE feedback SET state = 'answered', answered_at = 1, corrected = 0, answer = 'v1.k9.aaaa.bbbb', keep_until = 2",
  )
  await expect(run('UPDATE feedback SET keep_until = 3')).rejects.toThrow(/append-only/)
  await expect(run("UPDATE feedback SET answer = 'v1.k9.cccc.dddd'")).rejects.toThrow(/append-only/)
  await run('UPDATE feedback SET words = NULL, answer = NULL')
  await expect(run("UPDATE feedback SET words = 'v1.k9.aaaa.bbbb'")).rejects.toThrow(/append-only/)
  await expect(run("UPDATE feedback SET answer = 'v1.k9.aaaa.bbbb'")).rejects.toThrow(/append-only/)
  await expect(run("UPDATE feedback SET state = 'open'")).rejects.toThrow(/append-only/)
})

test.each([
  ['/notices/nt_1?q=x#y', '/notices/nt_1'],
  ['notices/nt_1', '/notices/nt_1'],
  ['http://localhost:8787/en/matters/ID-02', '/en/matters/ID-02'],
  ['/../stations/a', '/stations/a'],
  ['//elsewhere.example/x', null],
  ['\\\\elsewhere.example', null],
  ['http://localhost:8787@elsewhere.example/', null],
  ['javascript:alert(1)', null],
  [`blob:http://localhost:8787/x`, null],
  [`/${'x'.repeat(200)}`, null],
])('the page %j is %j', (typed, path) => {
  expect(ownPath(typed, 'http://localhost:8787')).toBe(path)
})

const nt = `nt_${'0'.repeat(32)}`
test.each([
  ['/', '/'],
  ['/en', '/en'],
  ['/en/', '/en'],
  ['/stations/qingshi/door', '/stations/qingshi/door'],
  ['/en/matters/ID-02', '/en/matters/ID-02'],
  [`/notices/${nt}/opinion`, `/notices/${nt}/opinion`],
  ['/open/releases/qingshi/1/2026-11-23', '/open/releases'],
  ['/notices/张小明', '/notices'],
  ['/en/notices/13800000000/x', '/en/notices'],
  ['/matters/11010519491231002X', '/matters'],
  ['/张小明/13800000000', '/'],
  ['/track/A-20261123-7K3M9Q', '/track'],
  ['/staff/feedback/F-20261123-7K3M9Q', '/'],
])('of the page %j we keep %j', (path, kept) => {
  expect(knownPath(path)).toBe(kept)
})

test('of a station or a notice that there is not only the list is kept, and never a query', async () => {
  const paths = ['/stations/13800000000?name=1', `/en/notices/${nt}`, '/stations/qingshi?q=13800000000']
  for (const page of paths) await reported(api, { page })
  expect((await feedbackRows()).map(({ page }) => page).sort()).toEqual(
    ['/stations', '/en/notices', '/stations/qingshi'].sort(),
  )
})

test('a page of what waits is found by its index, wherever it begins', async () => {
  for (const [own, index] of [
    ['', 'feedback_open ((calm,due_at,id)>(?,?,?))'],
    ["publisher_id = 'sp_qingshi' AND ", 'feedback_open_mine (publisher_id=? AND (calm,due_at,id)>(?,?,?))'],
  ]) {
    const { results } = await env.DB.prepare(
      `EXPLAIN QUERY PLAN SELECT id FROM feedback WHERE ${own} state = 'open' AND (calm, due_at, id) > (1, 2, 'x')
       ORDER BY calm, due_at, id LIMIT 31`,
    ).all<{ detail: string }>()
    expect(results.map(({ detail }) => detail)).toEqual([`SEARCH feedback USING INDEX ${index}`])
  }
})

test('whose page it is', () => {
  expect(placeOf('/en/stations/qingshi/door')).toEqual({ of: 'station', slug: 'qingshi' })
  expect(placeOf('/notices/nt_1')).toEqual({ of: 'notice', id: 'nt_1' })
  expect(placeOf('/notices')).toEqual({ of: 'bureau' })
  expect(placeOf('/stationsx/qingshi')).toEqual({ of: 'bureau' })
})

const pick = ({ reference, accessCode }: { reference: string; accessCode: string }) => ({
  reference,
  accessCode,
})
