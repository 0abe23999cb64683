import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { cut } from '../../../api/privacy/cut.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { closeSurveys } from '../../../api/survey/campaign/close.ts'
import { chanceOf } from '../../../scripts/bench/ranking/chance.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { seed, shown, times } from '../../support/prove.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { aReporting, many, out } from '../../support/survey.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

interface Recounted {
  point: string
  question: number
  verified: number
  level: number
  n: number
}
const line = ({ point, question, verified, level, n }: Recounted) =>
  [point, question, verified, level, n].join(' ')

/** Answers as they come in, each with what it says to each question, or nothing to it. */
async function answered(id: string, count: number, chance: ReturnType<typeof chanceOf>, levels: number[]) {
  const rows = Array.from({ length: count }, (_, i) => {
    const answers = levels.flatMap((most, at) =>
      chance.next() < 0.85 ? [[String(at + 1), 1 + Math.floor(most * chance.next() ** 0.5)]] : [],
    )
    return {
      id: `ca_${id}_${i}`,
      point: chance.next() < 0.8 ? 'sp_qingshi' : 'sp_nanqiao',
      verified: chance.next() < 0.8 ? 1 : 0,
      answers: Object.fromEntries(answers),
    }
  })
  await env.DB.prepare(
    `INSERT INTO campaign_answer (id, campaign_id, service_point_id, day, verified, answers)
     SELECT value ->> 'id', ?1, value ->> 'point', '2026-11-24', value ->> 'verified', value -> 'answers' FROM json_each(?2)`,
  )
    .bind(id, JSON.stringify(rows))
    .run()
}

/** What the answers say, counted one by one out of their rows and of nothing else. */
async function recounted(id: string): Promise<Recounted[]> {
  const rows = await many<{ point: string; verified: number; answers: string }>(
    'SELECT service_point_id AS point, verified, answers FROM campaign_answer WHERE campaign_id = ?',
    id,
  )
  const sums = new Map<string, Recounted>()
  for (const { point, verified, answers } of rows)
    for (const [question, level] of Object.entries(JSON.parse(answers) as Record<string, number>)) {
      const key = [point, question, verified, level].join(' ')
      const one = sums.get(key) ?? { point, question: Number(question), verified, level, n: 0 }
      sums.set(key, { ...one, n: one.n + 1 })
    }
  return [...sums.values()]
}

test.each([
  ['open-door', {}, [5, 3, 5], 3],
  ['report', aReporting(), [5], 0],
] as const)(
  'the cells of a survey (%s) are a recount of its answers, to the last digit',
  {
    timeout: 300_000,
  },
  async (kind, more, levels, seen) => {
    shown(`survey sums ${kind}`, { seed })
    const one = async () => (await signedIn({ grants: [['supervisor', '*']], clock, hours: 99_999 })).headers
    const [writer, reader] = [await one(), await one()]
    const chief = (
      await signedIn({
        grants: [
          ['chief', 'sp_qingshi'],
          ['chief', 'sp_nanqiao'],
        ],
        clock,
      })
    ).headers
    for (let run = 0; run < times(4, 40); run += 1) {
      clock.set(monday)
      const chance = chanceOf(seed + run)
      const id = await begin(kind, more, { writer, reader, chief })
      await answered(id, 3 + Math.floor(90 * chance.next()), chance, [...levels])
      const before = await many<Recounted>(
        "SELECT service_point_id AS point, level, sum(n) AS n FROM evaluation_tally WHERE indicator = 'visibility' GROUP BY 1, 2",
      )
      clock.set(monday + 7 * DAY)
      expect((await closeSurveys(await testCtx({ clock }))).closed).toBe(id)

      const counts = await recounted(id)
      const tally = await many<Recounted>(
        'SELECT service_point_id AS point, question, verified, level, n FROM campaign_tally WHERE campaign_id = ? AND n <> 0',
        id,
      )
      expect(tally.map(line).sort()).toEqual(counts.map(line).sort())
      // Each question of each place is cut by itself, but for what the evaluation publishes.
      const own = counts.filter(({ question, verified }) => !(question === seen && verified === 1))
      const cells = [
        ...Map.groupBy(own, ({ point, question, verified }) => `${point} ${question} ${verified}`),
      ]
        .flatMap(([stream, waiting]) =>
          cut(waiting, { final: true }).cells.map((cell) =>
            [stream, cell.from, cell.to, cell.topped ?? -1, cell.n].join(' '),
          ),
        )
        .sort()
      const published = await many<Record<string, number>>(
        `SELECT service_point_id, question, verified, from_level, to_level, topped, n FROM campaign_cell WHERE campaign_id = ?`,
        id,
      )
      expect(published.map((row) => Object.values(row).join(' ')).sort()).toEqual(cells)
      // Whoever answered stands in one cell, unless fewer than five did.
      for (const [stream, waiting] of Map.groupBy(
        own,
        ({ point, question, verified }) => `${point} ${question} ${verified}`,
      )) {
        const all = waiting.reduce((sum, { n }) => sum + n, 0)
        const shownOf = published
          .filter((row) => Object.values(row).slice(0, 3).join(' ') === stream)
          .reduce((sum, { n }) => sum + Number(n), 0)
        expect(shownOf, stream).toBe(all < 5 ? 0 : all)
      }
      // How often police are seen is handed to the evaluation, whole.
      const after = await many<Recounted>(
        "SELECT service_point_id AS point, level, sum(n) AS n FROM evaluation_tally WHERE indicator = 'visibility' GROUP BY 1, 2",
      )
      const had = new Map(before.map(({ point, level, n }) => [`${point} ${level}`, n]))
      const added = after
        .map(({ point, level, n }) => [point, level, n - (had.get(`${point} ${level}`) ?? 0)].join(' '))
        .filter((one) => !one.endsWith(' 0'))
      const handed = counts.filter(({ question, verified }) => question === seen && verified === 1)
      expect(added.sort()).toEqual(handed.map(({ point, level, n }) => [point, level, n].join(' ')).sort())
      // Page and files say the same, and the record attests the file.
      const [csv, json, page] = await Promise.all([
        api.get(`/open-data/surveys/${id}/cells.csv`),
        api.get(`/open-data/surveys/${id}/cells.json`),
        api.get(`/surveys/${id}`),
      ])
      expect(csv.text.trim().split('\r\n')).toHaveLength(1 + cells.length)
      const total = (list: readonly { n: number }[]) => list.reduce((sum, { n }) => sum + n, 0)
      const sum = published.reduce((all, { n }) => all + Number(n), 0)
      expect([total(json.body.items), total(page.body.results.cells)]).toEqual([sum, sum])
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(csv.text))
      expect(page.body.results.sha256).toBe(
        [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      )
    }
  },
)

type Headers = Record<string, string>
/** A survey that is out; a report is written first. */
async function begin(
  kind: 'open-door' | 'report',
  more: object,
  { writer, reader, chief }: { writer: Headers; reader: Headers; chief: Headers },
): Promise<string> {
  if (kind === 'open-door') return (await out(staff, { writer, reader }, more)).id
  const call = async (path: string, body: object, who: Headers) => {
    const answer = await staff.call('POST', path, body, who)
    expect(answer.status, answer.text).toBeLessThan(300)
    return answer.body
  }
  const { id } = await call('/staff/surveys', more, writer)
  for (const slug of ['qingshi', 'nanqiao'])
    await call(`/staff/survey-reports/${id}/${slug}`, { words: { zh: '今年走访 320 户。', en: '' } }, chief)
  const sent = await call(`/staff/surveys/${id}/send`, { rev: 0 }, writer)
  await call(`/staff/surveys/${id}/publish`, { rev: sent.rev }, reader)
  return id
}
