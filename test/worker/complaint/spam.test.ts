import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { times } from '../../support/prove.ts'
import { shown } from '../../support/shown.ts'
import { staffApi } from '../../support/signedIn.ts'
import { aComplaint, anAccusation, aProblem, atComplaints, solvedProof, told } from '../../support/telling.ts'

const clock = clockAt(monday + 2 * HOUR)
const api = apiClient({
  clock,
  bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_DAY: '60', NO_SCRIPT_PER_HOUR: '60' },
})
const staff = staffApi({ clock })
beforeEach(async () => {
  await demo(env)
  await env.DB.batch(['tray', 'spent_proof'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

/** An address of a network of its own, or of the one line all robots share. */
const from = (n: number) => ({ 'cf-connecting-ip': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` })

/** What a robot posts: without a proof, with one that was used, with one it made up; by name or not; always the same. */
function robot(n: number, used: string) {
  const words = `加微信贷款办证 ${n % 3}`
  const proof = [undefined, used, btoa('{"number":1}'), undefined][n % 4]
  const more = { words, ...(proof && { proof }) }
  return n % 8 < 4 ? anAccusation({ ...more, officer: undefined }) : aComplaint(more)
}

test('people get through while robots post, staff lists stay clean, and nothing that was taken is lost', {
  timeout: 600_000,
}, async () => {
  const posts = times(400, 5_000)
  const used = await solvedProof(clock)
  await told(api, aProblem({ proof: used }), from(0))
  const statuses: Record<string, number> = {}
  const taken = new Set<string>()
  const people: string[] = []
  for (let n = 1; n <= posts; n++) {
    const { status, body } = await api.post('/complaints', robot(n, used), from(n))
    const what = status === 201 ? '201' : `${status} ${body.code}`
    statuses[what] = (statuses[what] ?? 0) + 1
    if (status === 201) taken.add(body.reference)
    // In the midst of it somebody with a browser, and somebody who stays unknown.
    if (n % 200 === 100) {
      for (const body of [aProblem(), anAccusation()])
        people.push(
          (await told(api, { ...body, proof: await solvedProof(clock) }, from(1_000_000 + n))).reference,
        )
    }
  }
  expect(people).toHaveLength(2 * Math.floor((posts + 100) / 200))
  expect(Object.keys(statuses).sort()).toEqual([
    '201',
    '422 proof-invalid',
    '429 day-tray-full',
    '429 tray-full',
  ])
  expect(taken.size).toBe(120)
  const { results } = await env.DB.prepare('SELECT reference, tray FROM complaint').all<{
    reference: string
    tray: number
  }>()
  const rows = new Map(results.map(({ reference, tray }) => [reference, tray]))
  expect([...taken].filter((reference) => rows.get(reference) !== 1)).toEqual([])
  expect(people.filter((reference) => rows.get(reference) !== 0)).toEqual([])
  // Each has its leaf.
  expect(
    await env.DB.prepare(
      "SELECT count(*) AS n FROM complaint WHERE 1 <> (SELECT count(*) FROM audit_leaf WHERE subject = reference AND action = 'complaint.file')",
    ).first('n'),
  ).toBe(0)
  const desk = await atComplaints(staff, clock, 'supervisor', '*')
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await desk.get(
      `/staff/complaints?show=new${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    seen.push(...body.items.map(({ reference }: { reference: string }) => reference))
    if (!body.nextCursor) break
    cursor = body.nextCursor
  }
  expect(people.filter((reference) => !seen.includes(reference))).toEqual([])
  expect(seen.filter((reference) => taken.has(reference))).toEqual([])
  const tray = await desk.list('tray')
  expect(tray.counts.tray).toBe(99)
  expect(tray.items[0].same).toBeGreaterThan(10)
  shown('automated posts', { posts, ...statuses, people: people.length, peopleThrough: people.length })
})

test('whoever has no script gets through by name, from a line of their own', async () => {
  for (let n = 0; n < 70; n++) await api.post('/complaints', anAccusation({ words: `广告 ${n}` }), from(n))
  const refused = await api.post('/complaints', anAccusation(), from(500))
  expect(refused).toMatchObject({ status: 429, body: { code: 'day-tray-full' } })
  expect(refused.body.title).toContain('12389')
  expect((await told(api, aComplaint({ away: true }), from(500))).tray).toBe(true)
})
