import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const now = Date.parse('2027-03-02T09:00+08:00')
const clock = clockAt(now)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const { DB } = env as Bindings
beforeEach(() => demo(env, '2027-03-02', now))

const facts = {
  seen: 1,
  asOf: '2027-03-01',
  setting: 'urban',
  officers: 19,
  communityOfficers: 4,
  residents: 22_000,
  roomsDue: 2,
  rooms: 1,
  evidence: { zh: '开公〔2027〕3号', en: 'Document 3 of 2027' },
}
const path = '/staff/evaluations/facts/qingshi'
const as = async (grants: readonly (readonly [Role, string])[]) => {
  const { headers } = await signedIn({ clock, grants })
  return {
    get: (at: string) => staff.get(at, headers),
    post: (at: string, body: object) => staff.post(at, body, headers),
  }
}
const administrator = () => as([['administrator', '*']])
const qingshi = async () => {
  const { body } = await api.get('/evaluations/checklist')
  return body.items.find(({ station }: { station: { slug: string } }) => station.slug === 'qingshi')
}

test('every station stands in the checklist, with its figures beside what is asked for, and no hall or room', async () => {
  const { status, body } = await api.get('/evaluations/checklist')
  expect(status).toBe(200)
  expect(body.items).toHaveLength(18)
  for (const { lines, evidence } of body.items) {
    expect(lines.map(({ code }: { code: string }) => code)).toEqual(['staffing', 'load', 'rooms'])
    expect(evidence.zh).not.toBe('')
  }
})

test('what the bureau enters is public at once; what stood before is kept', async () => {
  const who = await administrator()
  expect((await who.post(path, facts)).status).toBe(200)
  const shown = await qingshi()
  expect(shown.asOf).toBe('2027-03-01')
  expect(shown.evidence).toEqual(facts.evidence)
  expect(shown.lines.map((line: { met: boolean }) => line.met)).toEqual([false, false, false])
  expect(shown.lines.map((line: { value: number }) => line.value)).toEqual([19, 5500, 50])
  const { body } = await who.get(path)
  expect(body.version).toBe(2)
  expect(body.history.map(({ version }: { version: number }) => version)).toEqual([2, 1])
  await expect(DB.prepare('UPDATE station_fact SET officers = 99').run()).rejects.toThrow('append-only')
  await expect(DB.prepare('DELETE FROM station_fact').run()).rejects.toThrow('append-only')
})

test('whoever did not see what somebody else entered is told so, also when both are as fast', async () => {
  const who = await administrator()
  const both = await Promise.all([who.post(path, facts), who.post(path, { ...facts, officers: 30 })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await who.post(path, facts)).body.code).toBe('stale')
})

test('what cannot be is refused beside its field', async () => {
  const who = await administrator()
  const { status, body } = await who.post(path, {
    ...facts,
    communityOfficers: 20,
    rooms: 3,
    asOf: '2027-03-03',
  })
  expect(status).toBe(422)
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    '/asOf',
    '/communityOfficers',
    '/rooms',
  ])
  for (const [change, pointer] of [
    [{ evidence: { zh: ' ', en: '' } }, '/evidence/zh'],
    [{ officers: -1 }, '/officers'],
  ] as const) {
    const answer = await who.post(path, { ...facts, ...change })
    expect(answer.body.errors).toMatchObject([{ pointer }])
  }
  expect((await qingshi()).asOf).toBe('2026-01-01')
})

test('nobody but whoever keeps the facts for the bureau enters them', async () => {
  for (const grants of [
    [['chief', 'sp_qingshi']],
    [['supervisor', '*']],
    [['administrator', 'sp_qingshi']],
  ] as const) {
    const { status } = await (await as(grants)).post(path, facts)
    expect([403, 404]).toContain(status)
  }
  expect((await (await administrator()).post('/staff/evaluations/facts/nowhere', facts)).status).toBe(404)
})

test('the honour follows from a frozen year and from nothing else', async () => {
  const result = (indicator: string, band: string) =>
    DB.prepare(
      `INSERT INTO evaluation_result (period, service_point_id, indicator, n, mean, score, low, high, band)
       VALUES ('2026', 'sp_qingshi', ?, 100, 9000, 9000, 8900, 9100, ?)`,
    ).bind(indicator, band)
  const cell = (from: number, to: number, n: number, quarter = 'Q2') =>
    DB.prepare(
      `INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, n)
       VALUES (?, '2026-06-08', 'sp_qingshi', 'satisfaction', 'id-card', ?, ?, ?)`,
    ).bind(`2026${quarter}`, from, to, n)
  const period = (state: string) =>
    DB.prepare(
      `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, frozen_at, formula, input_hash, result_hash, leaf)
       VALUES ('2026', ?, 0, 0, iif(?1 = 'frozen', 0, NULL), '1', 'a', 'b', 'c')
       ON CONFLICT DO UPDATE SET state = excluded.state, frozen_at = excluded.frozen_at`,
    ).bind(state)
  await DB.batch([
    result('', 'A'),
    result('satisfaction', 'A'),
    cell(1, 3, 5),
    cell(5, 5, 50, 'Q3'),
    cell(5, 5, 50, 'Q4'),
    cell(4, 4, 35),
    cell(5, 5, 60),
  ])
  await period('provisional').run()
  expect((await qingshi()).honours).toEqual([])
  await period('frozen').run()
  // Begun midway: three quarters are not a year.
  expect((await qingshi()).honours).toEqual([])
  await cell(5, 5, 50, 'Q1').run()
  expect((await qingshi()).honours).toEqual(['2026'])
})

test('five in a hundred who are not content are not too many, six are', async () => {
  await DB.prepare(
    `INSERT INTO evaluation_result (period, service_point_id, indicator, n, band)
     SELECT '2026', 'sp_qingshi', value, 100, 'A' FROM json_each('["", "satisfaction"]')`,
  ).run()
  await DB.prepare(
    `INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, n)
     SELECT '2026' || q.value, '2026-06-08', 'sp_qingshi', 'satisfaction', 'id-card', l.value ->> 0, l.value ->> 1, l.value ->> 2
     FROM json_each('["Q1", "Q2", "Q3", "Q4"]') q, json_each('[[1, 4, 6], [5, 5, 94]]') l`,
  ).run()
  await DB.prepare(
    `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, frozen_at, formula, input_hash, result_hash, leaf)
     VALUES ('2026', 'frozen', 0, 0, 0, '1', 'a', 'b', 'c')`,
  ).run()
  expect((await qingshi()).honours).toEqual([])
})
