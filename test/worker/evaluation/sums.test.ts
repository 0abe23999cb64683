import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { addDays } from '../../../api/calendar/day.ts'
import { quarterOf } from '../../../api/calendar/period.ts'
import { closeWeek } from '../../../api/evaluation/close/week.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'
import { jobsAt, rated, ratingStatements } from '../../support/evaluation.ts'
import { faulty } from '../../support/faults.ts'
import { seed, shown, times } from '../../support/prove.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const { api, cost } = costed({ clock })
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
})

/** A generator of numbers from 0 to below 1 (mulberry32). */
function numbers(start: number) {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const rows = async <T>(sql: string) => (await env.DB.prepare(sql).all<T>()).results

test('the roll-ups are a recount of everything, whatever happened in between', {
  timeout: 900_000,
}, async () => {
  const [count, random] = [times(20_000, 100_000), numbers(seed)]
  shown('evaluation sums', { seed, events: count })
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const places = ['sp_qingshi', 'sp_nanqiao', '*']
  const groups = ['traffic', 'exit', 'counter']
  const { DB, reset } = faulty()
  await jobsAt(clock, '2026-10-06T09:00')
  let [made, changed] = [0, 0]
  const weeks = 10
  for (let week = 0; week < weeks; week++) {
    const day = () => addDays('2026-10-05', week * 7 + Math.floor(random() * 7))
    let statements: D1PreparedStatement[] = []
    for (let n = 0; n < count / weeks; n++) {
      const lot = random()
      if (lot < 0.6) {
        const one = {
          point: pick(places),
          grp: pick(groups),
          level: 1 + Math.floor(random() * 5),
          day: day(),
          standing: pick(['counted', 'counted', 'counted', 'held', 'pressed', 'poster'] as const),
        }
        statements.push(...ratingStatements([one]))
      } else if (lot < 0.7) {
        // The desk decides what was held, or an appeal sets a rating aside; from then on it counts in the running quarter.
        const [from, to] = pick([
          ['held', 'counted'],
          ['held', 'apart'],
          ['counted', 'apart'],
          ['apart', 'counted'],
        ] as const)
        statements.push(
          env.DB.prepare(
            `UPDATE rating SET standing = ?2, tallied_in = ?3 WHERE id = (
               SELECT id FROM rating WHERE standing = ?1 AND id > ?4 ORDER BY id LIMIT 1)`,
          ).bind(from, to, quarterOf(day()), `rt_${Math.floor(random() * 10)}`),
        )
        changed++
      } else if (lot < 0.97)
        statements.push(
          env.DB.prepare(
            'INSERT INTO evaluation_event VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING',
          ).bind(
            pick(['application.time', 'waiting.promise', 'meeting.promise']),
            `x${Math.floor(random() * count)}`,
            pick(places),
            pick(groups),
            random() < 0.9 ? 1 : 0,
            day(),
            quarterOf(day()),
          ),
        )
      else
        statements.push(
          env.DB.prepare(
            `UPDATE evaluation_event SET level = 1, corrected_by = ?1 WHERE (indicator, subject) = (
               SELECT indicator, subject FROM evaluation_event WHERE level = 0 AND corrected_by IS NULL
                 AND service_point_id = ?2 LIMIT 1)`,
          ).bind(`o${made}`, pick(places)),
        )
      made++
      if (statements.length >= 250) {
        // Every so often the line breaks in the middle: all or nothing of it.
        const broken = random() < 0.1
        reset(broken ? { at: { batch: 0, statement: Math.floor(random() * statements.length) } } : {})
        await DB.batch(statements).catch((error: unknown) => {
          if (!broken) throw error
        })
        statements = []
      }
    }
    if (statements.length) await env.DB.batch(statements)
    const monday = addDays('2026-10-12', week * 7)
    clock.set(Date.parse(`${monday}T00:30+08:00`))
    reset({ at: { batch: 2, statement: Math.floor(random() * 20) } })
    await closeWeek(await testCtx({ clock, bindings: { DB } })).catch(() => {})
    await closeWeek(await testCtx({ clock }))
  }
  expect(changed).toBeGreaterThan(count / 20)
  const sums = 'SELECT indicator, service_point_id, grp, level, sum(n) AS n FROM evaluation_tally'
  const ratings = await rows(
    `${sums} WHERE indicator LIKE 'satisfaction%' GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4`,
  )
  expect(ratings).toEqual(
    await rows(
      `SELECT iif(standing = 'counted', 'satisfaction', 'satisfaction.' || standing) AS indicator, service_point_id, grp,
         overall AS level, count(*) AS n FROM rating GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    ),
  )
  const events = await rows(
    `SELECT period, indicator, service_point_id, grp, level, n FROM evaluation_tally
     WHERE indicator NOT LIKE 'satisfaction%' AND n <> 0 ORDER BY 1, 2, 3, 4, 5`,
  )
  expect(events).toEqual(
    await rows(
      `SELECT period, indicator, service_point_id, grp, level, count(*) AS n FROM evaluation_event
       GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    ),
  )
  // What is published is what was released, to the last one; nothing of the bureau's own, no cell below its k.
  expect(
    await rows(
      'SELECT service_point_id, indicator, sum(released) AS n FROM evaluation_tally GROUP BY 1, 2 HAVING sum(released) <> 0 ORDER BY 1, 2',
    ),
  ).toEqual(
    await rows(
      'SELECT service_point_id, indicator, sum(n) AS n FROM evaluation_cell GROUP BY 1, 2 ORDER BY 1, 2',
    ),
  )
  expect(
    await rows(
      "SELECT * FROM evaluation_cell WHERE service_point_id = '*' OR indicator = 'satisfaction.held' OR n < iif(indicator = 'meeting.promise', 1, 5)",
    ),
  ).toEqual([])
  expect((await rows('SELECT 1 FROM evaluation_cell')).length).toBeGreaterThan(50)
})

test('a page reads as many rows with a thousand ratings as with a hundred thousand, and a million', {
  timeout: 900_000,
}, async () => {
  const pages = [
    '/evaluations',
    '/evaluations/2026Q4',
    '/evaluations/2026Q4/stations/qingshi',
    '/open-data/evaluations/2026Q4/cells.csv',
    '/open-data/evaluations/2026Q4/results.csv',
  ]
  const costs = async () => {
    const found: Record<string, number> = {}
    for (const page of pages) {
      Object.assign(cost, { trips: 0, rowsRead: 0 })
      expect((await api.get(page)).status, page).toBe(200)
      expect(cost.trips, page).toBe(1)
      found[page] = cost.rowsRead
    }
    return found
  }
  const give = (times: number) =>
    rated(
      ...['sp_qingshi', 'sp_nanqiao'].flatMap((point) =>
        [1, 2, 3, 4, 5].flatMap((level) =>
          ['traffic', 'exit'].map((grp) => ({ point, grp, level, n: 50 * times, day: '2026-10-07' })),
        ),
      ),
    )
  await jobsAt(clock, '2026-10-06T09:00')
  await give(1)
  await jobsAt(clock, '2026-10-12T00:30')
  const small = await costs()
  await demoAgain()
  await jobsAt(clock, '2026-10-06T09:00')
  const more = times(100, 1000)
  await give(more)
  await jobsAt(clock, '2026-10-12T00:30')
  expect((await rows('SELECT 1 FROM rating')).length).toBe(more * 1000)
  const large = await costs()
  shown('evaluation rows read', { small: JSON.stringify(small), large: JSON.stringify(large) })
  expect(large).toEqual(small)
})

/** Forgets what was judged, which only a test can. */
async function demoAgain(): Promise<void> {
  const dropped = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (tbl_name LIKE 'evaluation%' OR tbl_name = 'rating') AND sql LIKE '%BEFORE%'",
  )
  await env.DB.batch([
    ...dropped.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    ...[
      'rating',
      'evaluation_tally',
      'evaluation_cell',
      'evaluation_result',
      'evaluation_close',
      'evaluation_period',
    ].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  ])
}
