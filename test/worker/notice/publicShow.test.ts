import { env } from 'cloudflare:workers'
import { solveChallenge } from 'altcha-lib/v1'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { costed } from '../../support/cost.ts'
import {
  correctedRow,
  draftRow,
  fileRow,
  publishedRow,
  silentBureau,
  withdrawnRow,
} from '../../support/noticeRows.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const period = { from: '2026-07-01', to: '2026-09-30' }

beforeEach(async () => {
  clock.set(monday)
  await silentBureau()
})

describe('one notice', () => {
  test('says everything about itself', async () => {
    const id = await publishedRow({
      title: '关于调整窗口时间的通知',
      body: '自下周一起，**周六上午**也办。\n\n[指南](/matters/ID-02)',
      titleEn: 'Saturday opening',
      bodyEn: 'We open on **Saturday** mornings.',
      matters: ['ID-02', 'XX-99'],
      publisher: 'sp_qingshi',
    })
    const file = await fileRow(id, '时间表.pdf', 1)
    await fileRow(id, '还没公布.pdf', null)
    const { status, body, headers } = await api.get(`/notices/${id}`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body).toMatchObject({
      state: 'published',
      number: expect.stringMatching(/^2026-\d{4}$/),
      publisher: { slug: 'qingshi' },
      category: { code: 'notice' },
      version: 1,
      latest: 1,
      changedAt: null,
      text: { zh: '自下周一起，周六上午也办。\n指南', en: 'We open on Saturday mornings.' },
      matters: [{ code: 'ID-02' }],
      files: [{ id: file, name: '时间表.pdf', size: 1234, href: `/api/v1/notices/${id}/files/${file}` }],
      answers: { clear: null, score: null },
    })
    expect(body.html.zh).toContain('<strong>周六上午</strong>')
    expect(body.html.en).toContain('<strong>Saturday</strong>')
    expect(JSON.stringify(body)).not.toMatch(/还没公布|st_writer|st_reader/)
  })

  test('shows earlier versions and what was changed, and never one that held personal data', async () => {
    const id = await publishedRow({ title: '通告', body: '第一段\n\n电话写错了' })
    await correctedRow(id, {
      title: '通告',
      body: '第一段\n\n电话改好了',
      note: '改正电话',
      at: monday + 1000,
    })
    const dropped = await fileRow(id, '旧附件.pdf', 1, 1)
    const now = (await api.get(`/notices/${id}?against=1`)).body
    expect(now).toMatchObject({ version: 2, latest: 2, files: [], changedAt: expect.any(String) })
    expect(
      now.versions.map(({ version, note }: { version: number; note: string }) => [version, note]),
    ).toEqual([
      [2, '改正电话'],
      [1, ''],
    ])
    expect(now.changes.lines.filter(({ kind }: { kind: string }) => kind !== 'same')).toEqual([
      { kind: 'gone', text: '电话写错了' },
      { kind: 'new', text: '电话改好了' },
    ])
    const first = (await api.get(`/notices/${id}?version=1`)).body
    expect(first).toMatchObject({ version: 1, latest: 2, text: { zh: '第一段\n电话写错了' } })
    expect(first.files[0].id).toBe(dropped)

    await correctedRow(id, { title: '通告', body: '第一段', hides: 1, at: monday + 2000 })
    expect((await api.get(`/notices/${id}?version=1`)).status).toBe(404)
    expect((await api.get(`/notices/${id}?version=2`)).status).toBe(404)
    expect((await api.get(`/notices/${id}?against=2`)).status).toBe(404)
    expect((await api.get(`/notices/${id}?version=9`)).status).toBe(404)
    const told = (await api.get(`/notices/${id}`)).body
    expect(told.versions.map(({ readable }: { readable: boolean }) => readable)).toEqual([true, false, false])
    expect(told.versions.map(({ note }: { note: string }) => note).slice(1)).toEqual(['', ''])
  })

  test('a withdrawn one says when and why, and nothing else', async () => {
    const id = await publishedRow({ title: '题目在', body: '正文不在' })
    await withdrawnRow(id, { at: monday + 1000, reason: '依据的文件已废止' })
    const { status, body, text } = await api.get(`/notices/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'withdrawn',
      title: { zh: '题目在' },
      withdrawn: { at: expect.any(String), reason: { zh: '依据的文件已废止' } },
      files: [],
      versions: [],
    })
    expect(text).not.toContain('正文不在')
    expect((await api.get(`/notices/${id}?version=1`)).text).not.toContain('正文不在')

    const named = await publishedRow({ title: '张三的事' })
    await withdrawnRow(named, { at: monday + 1000, reason: '含个人信息', personal: 1 })
    expect((await api.get(`/notices/${named}?version=1`)).text).not.toContain('张三')
  })

  test.each(['draft', 'review', 'scheduled'] as const)('a notice in %s is not there', async (state) => {
    const id = await draftRow({ state, title: '未公开' })
    for (const path of [
      `/notices/${id}`,
      `/notices/${id}?version=1`,
      '/notices/nt_nothing',
      '/notices/%27--',
    ])
      expect((await api.get(path)).status).toBe(404)
    expect((await api.post(`/notices/${id}/answers`, { question: 'clear', answer: 1 })).status).toBe(404)
  })

  test('reads few rows however often it was answered', async () => {
    const id = await publishedRow({ category: 'report', details: period, matters: ['ID-02'] })
    const { api: counted, cost } = costed({ clock })
    for (let day = 0; day < 120; day++)
      await env.DB.prepare(
        `INSERT INTO notice_answer (notice_id, question, answer, day, given)
         SELECT ?1, 'score', value, date('2026-01-01', ?2 || ' days'), 2 FROM json_each('[1,2,3,4,5]')`,
      )
        .bind(id, day)
        .run()
    cost.rowsRead = 0
    const { body } = await counted.get(`/notices/${id}`)
    expect(body.answers.score).toEqual({ given: [240, 240, 240, 240, 240], average: 3 })
    expect(cost.rowsRead).toBeLessThanOrEqual(50)
  })
})

describe('an answer', () => {
  test('is counted by its day, shown from five on, with nobody behind it', async () => {
    const id = await publishedRow({ category: 'report', details: period })
    const give = (answer: number, question = 'score') =>
      api.post(`/notices/${id}/answers`, { question, answer })
    for (const score of [5, 4, 4, 3]) expect((await give(score)).body.answers.score).toBeNull()
    clock.pass(86_400_000)
    const fifth = await give(5)
    expect(fifth.body.answers.score).toEqual({ given: [0, 0, 1, 2, 2], average: 4.2 })
    expect((await give(1, 'clear')).body.answers.clear).toBeNull()
    expect((await api.get(`/notices/${id}`)).body.answers).toEqual({
      clear: null,
      score: { given: [0, 0, 1, 2, 2], average: 4.2 },
    })
    const { results } = await env.DB.prepare(
      'SELECT * FROM notice_answer WHERE answer = 5 ORDER BY day',
    ).run()
    expect(results).toEqual([
      { notice_id: id, question: 'score', answer: 5, day: '2026-11-23', given: 1 },
      { notice_id: id, question: 'score', answer: 5, day: '2026-11-24', given: 1 },
    ])
  })

  test('counts once under one key, and another answer under it is refused', async () => {
    const id = await publishedRow()
    const key = { 'idempotency-key': 'a-key-of-a-form' }
    const yes = { question: 'clear', answer: 1 }
    const both = await Promise.all([1, 2].map(() => api.post(`/notices/${id}/answers`, yes, key)))
    expect([...both, await api.post(`/notices/${id}/answers`, yes, key)].map(({ status }) => status)).toEqual(
      [200, 200, 200],
    )
    const { results } = await env.DB.prepare('SELECT sum(given) AS n FROM notice_answer').run()
    expect(results).toEqual([{ n: 1 }])
    const other = await api.post(`/notices/${id}/answers`, { ...yes, answer: 0 }, key)
    expect(other.body.code).toBe('idempotency-mismatch')
  })

  test('that makes no sense is refused', async () => {
    const id = await publishedRow()
    const gone = await publishedRow()
    await withdrawnRow(gone, { at: monday + 1, reason: '有误' })
    const status = async (path: string, body: unknown) => (await api.post(path, body)).status
    for (const body of [
      { question: 'clear', answer: 2 },
      { question: 'score', answer: 0 },
      { question: 'score', answer: 6 },
      { question: 'score', answer: 3 },
      { question: 'clear', answer: 0.5 },
      { question: 'clear', answer: '1' },
      { question: 'clear', answer: 1, name: '张三' },
      { question: 'clear', answer: 1, website: 'x' },
      { answer: 1 },
      [],
    ])
      expect(await status(`/notices/${id}/answers`, body), JSON.stringify(body)).toBe(422)
    expect(await status(`/notices/${gone}/answers`, { question: 'clear', answer: 1 })).toBe(404)
    expect(await status('/notices/nt_nothing/answers', { question: 'clear', answer: 1 })).toBe(404)
    const { results } = await env.DB.prepare('SELECT count(*) AS n FROM notice_answer').run()
    expect(results).toEqual([{ n: 0 }])
  })

  test('from one network counts four times a day for each question, and again the next day', async () => {
    const id = await publishedRow({ category: 'report', details: period })
    const other = await publishedRow()
    const home = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '1000' } })
    const give = async (notice: string, question = 'clear') =>
      (await home.post(`/notices/${notice}/answers`, { question, answer: 1 })).status
    expect(await Promise.all([give(id), give(id), give(id), give(id)])).toEqual([200, 200, 200, 200])
    expect(await give(id)).toBe(429)
    expect([await give(id, 'score'), await give(other)]).toEqual([200, 200])
    const { results } = await env.DB.prepare(
      "SELECT sum(given) AS n FROM notice_answer WHERE notice_id = ?1 AND question = 'clear'",
    )
      .bind(id)
      .run()
    expect(results).toEqual([{ n: 4 }])
    clock.pass(86_400_000)
    expect(await give(id)).toBe(200)
  })

  test('passes the gate of every public post: a proof once, or the tray', async () => {
    const checked = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '2' } })
    const id = await publishedRow()
    const send = (body: object = {}) =>
      checked.post(`/notices/${id}/answers`, { question: 'clear', answer: 1, ...body })
    expect([(await send()).status, (await send()).status]).toEqual([200, 200])
    expect((await send()).body.code).toBe('tray-full')
    const puzzle = (await checked.get('/challenge')).body
    const solution = await solveChallenge(puzzle.challenge, puzzle.salt, 'SHA-256', puzzle.maxnumber).promise
    const proof = btoa(JSON.stringify({ ...puzzle, number: solution?.number }))
    expect((await send({ proof })).status).toBe(200)
    expect((await send({ proof })).body.code).toBe('proof-invalid')
    expect((await send({ proof: 'nonsense' })).body.code).toBe('proof-invalid')
  })
})
