import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { settlePeriods } from '../../../api/evaluation/close/settle.ts'
import { closeWeek } from '../../../api/evaluation/close/week.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { closeSurveys } from '../../../api/survey/campaign/close.ts'
import { purgeSurveys } from '../../../api/survey/campaign/purge.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { everyRow } from '../../support/faults.ts'
import { ok } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { codesOf, many, out } from '../../support/survey.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
type Headers = Record<string, string>
let writer: Headers
let reader: Headers
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  const one = async () => (await signedIn({ grants: [['supervisor', '*']], clock, hours: 99_999 })).headers
  writer = await one()
  reader = await one()
})
afterEach(() => vi.restoreAllMocks())

const running = (more: object = {}) => out(staff, { writer, reader }, more)
const answer = (id: string, body: object, headers: Headers = {}) =>
  api.post(`/surveys/${id}/answers`, body, headers)
const close = async () => closeSurveys(await testCtx({ clock }))
const over = monday + 7 * DAY
const answers = { '1': 4, '2': 3, '3': 5 }
/** So many answers with codes, all alike but for their levels. */
async function all(id: string, codes: string[], levels: (i: number) => Record<string, number>) {
  for (const [i, code] of codes.entries()) {
    const { status, text } = await answer(id, { code, answers: levels(i) })
    expect(status, text).toBe(201)
  }
}

describe('answering', () => {
  test('a code answers once, and nothing leads from the answer to it', async () => {
    const { id } = await running()
    const [code = ''] = await codesOf(staff, writer, id)
    const given = await answer(id, { code: code.toLowerCase(), answers, comment: '民警常来 金丝雀' })
    expect(given.body).toEqual({ taken: true, verified: true, resultsOn: '2026-11-30' })
    expect((await answer(id, { code, answers })).body).toMatchObject({
      code: 'survey-code-used',
      status: 409,
    })
    const [row] = await many<Record<string, string>>('SELECT * FROM campaign_answer')
    expect(row).toEqual({
      id: expect.stringMatching(/^ca_/),
      campaign_id: id,
      service_point_id: 'sp_qingshi',
      day: '2026-11-23',
      verified: 1,
      answers: JSON.stringify(answers),
    })
    const [used] = await many<Record<string, string>>('SELECT * FROM campaign_code WHERE used = 1')
    expect(Object.keys(used ?? {}).sort()).toEqual(['campaign_id', 'hash', 'service_point_id', 'used'])
    const rows = JSON.stringify(await everyRow())
    expect([...rows.matchAll(new RegExp(row?.id ?? '', 'g'))]).toHaveLength(1)
    expect(rows).not.toContain('金丝雀')
    expect(rows).not.toContain(code.replaceAll(' ', ''))
  })

  test('whoever holds the sheet cannot try, for nothing, which codes were used', async () => {
    const { id } = await running()
    const [code = '', other = ''] = await codesOf(staff, writer, id)
    expect((await answer(id, { code, answers })).status).toBe(201)
    const [used, unused] = [
      await answer(id, { code, answers: {} }),
      await answer(id, { code: other, answers: {} }),
    ]
    expect([used.status, used.body.errors]).toEqual([422, unused.body.errors])
  })

  test('of two at once with one code one is taken; of one sent twice the answer is the same', async () => {
    const { id } = await running()
    const [code, other] = await codesOf(staff, writer, id)
    const two = await Promise.all([answer(id, { code, answers }), answer(id, { code, answers: { '1': 1 } })])
    expect(two.map(({ status }) => status).sort()).toEqual([201, 409])
    const key = { 'idempotency-key': 'the-same-answer' }
    const twice = await Promise.all([1, 2].map(() => answer(id, { code: other, answers }, key)))
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
    expect((await answer(id, { code: other, answers: { '1': 2 } }, key)).body.code).toBe(
      'idempotency-mismatch',
    )
    expect(await many('SELECT sum(used) AS used FROM campaign_point')).toEqual([{ used: 2 }])
    expect(await many('SELECT count(*) AS n FROM campaign_answer')).toEqual([{ n: 2 }])
  })

  test('without a code it needs a station, and a survey that takes such', async () => {
    const { id } = await running()
    const wrong = await answer(id, { answers: { '1': 6, '2': 4, '5': 1 } })
    expect(
      wrong.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`),
    ).toEqual([
      '/station choice.required',
      '/answers/1 wrong-value',
      '/answers/2 wrong-value',
      '/answers/5 unknown-key',
    ])
    expect((await answer(id, { station: 'donghu', answers })).status).toBe(422)
    expect((await answer(id, { station: 'nanqiao', answers: {} })).body.errors[0].code).toBe('survey.empty')
    expect((await answer(id, { station: 'nanqiao', answers: { '1': 3 } })).body.verified).toBe(false)
    const { id: strict } = await running({ takesOpen: false })
    expect((await answer(strict, { station: 'nanqiao', answers })).body.errors[0]).toMatchObject({
      pointer: '/code',
      code: 'survey-code.required',
    })
    const [code] = await codesOf(staff, writer, id)
    // The code of another survey is none of this one.
    expect((await answer(strict, { code, answers })).body.code).toBe('survey-code-unknown')
    await expect(
      env.DB.prepare("INSERT INTO campaign_answer VALUES ('x', ?, 'sp_qingshi', '2026-11-23', 0, '{}')")
        .bind(strict)
        .run(),
    ).rejects.toThrow(/survey-closed/)
  })

  test('is taken from the first day to the last, and never of one withdrawn', async () => {
    const { id, rev } = await running({ opensOn: '2026-11-24', closesOn: '2026-11-25' })
    const codes = await codesOf(staff, writer, id)
    const now = async () => (await answer(id, { code: codes.pop(), answers })).status
    expect([await now(), (await api.get(`/surveys/${id}`)).body.state]).toEqual([409, 'coming'])
    clock.set(Date.parse('2026-11-24T00:00:00+08:00'))
    expect(await now()).toBe(201)
    clock.set(Date.parse('2026-11-25T23:59:59+08:00'))
    expect(await now()).toBe(201)
    clock.set(Date.parse('2026-11-26T00:00:00+08:00'))
    expect([await now(), (await api.get(`/surveys/${id}`)).body.state]).toEqual([409, 'counting'])
    const reason = { zh: '发错了码', en: 'Wrong codes' }
    await ok(staff, writer, `/staff/surveys/${id}/withdraw`, { rev, reason })
    expect((await api.get(`/surveys/${id}`)).body).toMatchObject({ withdrawn: reason, results: null })
    expect(await close()).toEqual({ closed: null, cells: 0 })
    expect(await many("SELECT * FROM evaluation_tally WHERE indicator = 'visibility'")).toEqual([])
  })

  test('wrong codes are counted and slowed down', async () => {
    const { id } = await running()
    const codes = []
    for (let i = 0; i < 12; i++) codes.push((await answer(id, { code: '2222 2222 2222', answers })).body.code)
    expect(codes[0]).toBe('survey-code-unknown')
    expect(codes.at(-1)).toBe('too-many-tries')
    const [code] = await codesOf(staff, writer, id)
    // The right one is never locked out.
    expect((await answer(id, { code, answers })).status).toBe(201)
  })

  test('nothing of it is logged or kept in the clear', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...said) => {
        lines.push(said.map(String).join(' '))
      })
    const { id } = await running()
    const [code = ''] = await codesOf(staff, writer, id)
    const from = { 'cf-connecting-ip': '203.0.113.78', 'user-agent': 'Mozilla/5.0 Rotkehlchen/8' }
    for (let i = 0; i < 2; i++) await answer(id, { code, answers, comment: 'zilpzalp 夜里没人管' }, from)
    await answer(id, { station: 'qingshi', answers, comment: 'zilpzalp 夜里没人管' }, from)
    const kept = `${JSON.stringify(await everyRow())}${lines.join('\n')}`
    for (const piece of ['zilpzalp', '没人管', code, code.replaceAll(' ', ''), '203.0.113.78', 'Rotkehlchen'])
      expect(kept.includes(piece), piece).toBe(false)
  })
})

describe('results', () => {
  test('nobody reads a number before the end, but codes used in fives', async () => {
    const { id } = await running()
    const codes = await codesOf(staff, writer, id)
    await all(id, codes.slice(0, 9), (i) => ({ '1': (i % 5) + 1, '3': 2 }))
    const used = async () =>
      (await staff.get(`/staff/surveys/${id}`, reader)).body.stations.find(
        ({ slug }: { slug: string }) => slug === 'qingshi',
      ).used
    expect(await used()).toBe(5)
    const before = await api.get(`/surveys/${id}`)
    expect(before.body.results).toBeNull()
    expect((await api.get(`/open-data/surveys/${id}/cells.csv`)).status).toBe(404)
    expect((await staff.get(`/staff/surveys/${id}/words`, writer)).body.code).toBe('step-refused')
    expect(await many("SELECT * FROM evaluation_tally WHERE indicator = 'visibility'")).toEqual([])
    expect(await close()).toEqual({ closed: null, cells: 0 })
    await all(id, codes.slice(9, 10), () => answers)
    expect(await used()).toBe(10)
  })

  test('say of all stations together how many the cells of each hold: one to four of each one', async () => {
    const { id } = await running()
    for (const station of ['qingshi', 'nanqiao'])
      await all(id, (await codesOf(staff, writer, id, station)).slice(0, 10), (i) => ({ '1': i < 2 ? 1 : 2 }))
    clock.set(over)
    await close()
    const { cells } = (await api.get(`/surveys/${id}`)).body.results
    expect(cells).toMatchObject([
      { from: 1, to: 1, topped: 2, cells: 2, n: 10 },
      { from: 2, to: 2, topped: null, cells: 2, n: 10 },
    ])
    expect(cells[0].levels.en).toMatch(/\(2 to 8 of them\)/)
    const here = (await api.get(`/surveys/${id}?station=qingshi`)).body.results.cells
    expect(here[0].levels.en).toMatch(/\(1 to 4 of them\)/)
  })

  test('come once, in cells of five and more, with and without a code apart, attested', async () => {
    const { id } = await running()
    const codes = await codesOf(staff, writer, id)
    const south = await codesOf(staff, writer, id, 'nanqiao')
    // 6 × 5, 2 × 1 of the first question; the third goes into the evaluation.
    await all(id, codes.slice(0, 8), (i) => ({ '1': i < 2 ? 1 : 5, '2': 2, '3': i < 3 ? 1 : 4 }))
    // Four: too few for any number.
    await all(id, south.slice(0, 4), () => ({ '1': 3, '3': 3 }))
    for (let i = 0; i < 5; i++) await answer(id, { station: 'nanqiao', answers: { '1': 2, '3': 5 } })
    await answer(id, { station: 'qingshi', answers: { '1': 2 }, comment: '路灯坏了' })
    clock.set(over)
    expect(await close()).toEqual({ closed: id, cells: 4 })
    expect(await close()).toEqual({ closed: null, cells: 0 })
    const { body } = await api.get(`/surveys/${id}`)
    expect(body.state).toBe('over')
    const brief = (cells: Record<string, unknown>[]) =>
      cells.map(({ question, verified, from, to, topped, n }) => [question, verified, from, to, topped, n])
    expect(brief(body.results.cells)).toEqual([
      [1, true, 1, 5, null, 8],
      [1, false, 2, 2, null, 5],
      [2, true, 2, 2, null, 8],
      [3, false, 5, 5, null, 5],
    ])
    const here = (await api.get(`/surveys/${id}?station=qingshi`)).body.results
    expect(brief(here.cells)).toEqual([
      [1, true, 1, 5, null, 8],
      [2, true, 2, 2, null, 8],
    ])
    expect((await api.get(`/surveys/${id}?station=donghu`)).status).toBe(404)
    // The file is what the leaf attests.
    const file = await api.get(`/open-data/surveys/${id}/cells.csv`)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(file.text))
    const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(body.results.sha256).toBe(sha256)
    const [leaf] = await many<{ body: string }>('SELECT body FROM audit_leaf WHERE id = ?', body.results.leaf)
    expect(leaf?.body).toContain(sha256)
    expect((await api.get(`/open-data/surveys/${id}/cells.json`)).body.items).toHaveLength(4)
    // How often police are seen waits in the evaluation, for its own cut.
    expect(
      await many(
        "SELECT period, service_point_id AS at, grp, level, n FROM evaluation_tally WHERE indicator = 'visibility' ORDER BY 2, 4",
      ),
    ).toEqual([
      { period: '2026Q4', at: 'sp_nanqiao', grp: 'survey', level: 3, n: 4 },
      { period: '2026Q4', at: 'sp_qingshi', grp: 'survey', level: 1, n: 3 },
      { period: '2026Q4', at: 'sp_qingshi', grp: 'survey', level: 4, n: 5 },
    ])
    await expect(
      env.DB.prepare("INSERT INTO campaign_cell VALUES (?, 'sp_nanqiao', 1, 1, 3, 3, -1, 5)").bind(id).run(),
    ).rejects.toThrow(/append-only/)
    await expect(env.DB.prepare('DELETE FROM campaign_cell').run()).rejects.toThrow(/append-only/)
    const words = await staff.get(`/staff/surveys/${id}/words`, reader)
    expect(words.body.items).toMatchObject([
      { station: { zh: expect.stringContaining('青石') }, words: '路灯坏了' },
    ])
    expect(words.text).not.toContain('sp_')
    expect((await answer(id, { station: 'qingshi', answers })).body.code).toBe('survey-closed')
  })

  test('how often police are seen is published by the evaluation, in cells', async () => {
    await settlePeriods(await testCtx({ clock }))
    const { id } = await running()
    const codes = await codesOf(staff, writer, id)
    await all(id, codes.slice(0, 25), (i) => ({ '3': i < 10 ? 3 : 5 }))
    clock.set(over + 3_600_000)
    await close()
    expect((await closeWeek(await testCtx({ clock }))).closed).toBe('2026-11-30')
    expect(
      await many(
        "SELECT from_level AS low, to_level AS high, n FROM evaluation_cell WHERE indicator = 'visibility' ORDER BY 1",
      ),
    ).toEqual([
      { low: 3, high: 3, n: 10 },
      { low: 5, high: 5, n: 15 },
    ])
    const { body } = await api.get('/evaluations/2026Q4/stations/qingshi')
    expect(body.indicators.find(({ code }: { code: string }) => code === 'visibility')).toMatchObject({
      weight: 5,
      result: { n: 25 },
    })
    expect((await api.get(`/surveys/${id}`)).body.results.cells).toEqual([])
  })

  test('an answer that comes in while it is counted is not lost: the next run counts again', async () => {
    const { id } = await running()
    const codes = await codesOf(staff, writer, id)
    await all(id, codes.slice(0, 6), () => ({ '1': 5 }))
    clock.set(over)
    const ctx = await testCtx({ clock })
    const batch = ctx.db.batch.bind(ctx.db)
    let reads = 0
    // After the first read somebody's answer of the last day lands.
    const slow = {
      ...ctx,
      db: new Proxy(ctx.db, {
        get: (db, name) =>
          name === 'batch'
            ? async (statements: Parameters<typeof batch>[0]) => {
                const found = await batch(statements)
                if (++reads === 1)
                  await env.DB.prepare(
                    "INSERT INTO campaign_answer VALUES ('ca_late', ?, 'sp_qingshi', '2026-11-29', 1, '{\"1\":5}')",
                  )
                    .bind(id)
                    .run()
                return found
              }
            : Reflect.get(db, name),
      }),
    }
    expect(await closeSurveys(slow as typeof ctx)).toEqual({ closed: null, cells: 0 })
    expect(await close()).toEqual({ closed: id, cells: 1 })
    expect((await api.get(`/surveys/${id}`)).body.results.cells).toMatchObject([{ n: 7 }])
  })

  test('codes are forgotten with the end, words a year after it', async () => {
    const { id } = await running()
    await codesOf(staff, writer, id)
    await answer(id, { station: 'qingshi', answers, comment: '路灯坏了' })
    const purge = async () => purgeSurveys(await testCtx({ clock }))
    expect(await purge()).toEqual({ words: 0, codes: 0 })
    clock.set(over)
    await close()
    expect(await purge()).toEqual({ words: 0, codes: 30 })
    clock.set(over + 366 * DAY)
    expect(await purge()).toEqual({ words: 1, codes: 0 })
    expect(await many('SELECT words FROM campaign_word')).toEqual([{ words: null }])
  })
})
