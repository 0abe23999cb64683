import { env } from 'cloudflare:workers'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** A quarter in which every place has cells of three groups and results of each indicator. */
async function quarter(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO evaluation_period (period, state, ends_at, formula, closed_on)
       VALUES ('2026Q4', 'open', 1798732799999, '1', '2026-11-23')
       ON CONFLICT DO NOTHING`,
    ),
    env.DB.prepare(
      `INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, n)
       SELECT '2026Q4', '2026-11-23', p.id, 'satisfaction', g.value, l.value, l.value, 9
       FROM service_point p, json_each('["traffic","exit","counter"]') g, json_each('[3,4,5]') l WHERE p.kind <> 'room'
       ON CONFLICT DO NOTHING`,
    ),
    env.DB.prepare(
      `INSERT INTO evaluation_result (period, service_point_id, indicator, n, score, low, high, band)
       SELECT '2026Q4', p.id, i.code, 81, 9000, 8800, 9200, 'B' FROM service_point p,
         (SELECT code FROM evaluation_indicator UNION SELECT '' UNION SELECT 'offered') i WHERE p.kind <> 'room'
       ON CONFLICT DO NOTHING`,
    ),
  ])
}

/** What the evaluation may cost the database: a row for each place and indicator, however much was judged. */
export function evaluationBudgets(): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const get =
    (path: string, status = 200): Call =>
    async () => {
      await quarter()
      return [path, undefined, status]
    }
  const files = '/open-data/evaluations/2026Q4'
  return {
    'GET /evaluations': { trips: 1, rows: 30, calls: [get('/evaluations')] },
    'GET /evaluations/:period': {
      // Each place with its results, and their station; what is asked for as what it is now is looked up first.
      trips: 2,
      rows: 520,
      calls: [
        get('/evaluations/2026Q4'),
        get('/evaluations/2026Q1', 404),
        get('/evaluations/current'),
        get('/evaluations/latest'),
      ],
    },
    'GET /evaluations/:period/stations/:slug': {
      trips: 2,
      rows: 150,
      calls: [
        get('/evaluations/latest/stations/qingshi'),
        get('/evaluations/2026Q4/stations/qingshi'),
        get('/evaluations/2026/stations/qingshi', 404),
        get('/evaluations/2026Q4/stations/nowhere', 404),
      ],
    },
    'GET /open-data/evaluations': { trips: 1, rows: 30, calls: [get('/open-data/evaluations')] },
    // A row for each line of the file, and its station.
    'GET /open-data/evaluations/:period/:file': {
      trips: 1,
      rows: 480,
      calls: [
        'cells.csv',
        'stations.csv',
        'results.csv',
        'indicators.csv',
        'period.json',
        'cells.json',
        'results.json',
      ].map((file) => get(`${files}/${file}`)),
    },
  }
}
