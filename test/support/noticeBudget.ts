import { anError, consultationRow } from './feedback.ts'
import { publishedRow } from './noticeRows.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

const get =
  (path: string, status = 200): Call =>
  async () => [path, undefined, status]

/** A look-up reads at most 50 rows, a text search 2,000 (design: budgets); a list reads what it shows. */
const lookUp = 50
const search = 2_000

/** What the routes of open police work may cost, and those of what people say about it. */
export const noticeBudgets: Record<string, { trips: number; rows: number; calls: Call[] }> = {
  // Twenty notices with their column, publisher and version; with words, what the search may read.
  'GET /notices': {
    trips: 1,
    rows: search,
    calls: [
      get('/notices'),
      get('/notices?q=%E9%80%9A%E7%9F%A5&choices=1'),
      get('/notices?station=qingshi&category=safety&from=2026-11-01&to=2026-11-23'),
      get('/notices?station=nowhere', 404),
    ],
  },
  'GET /notices/columns': {
    trips: 1,
    rows: 120,
    calls: [get('/notices/columns'), get('/notices/columns?station=qingshi')],
  },
  'GET /notices/:id': {
    trips: 1,
    rows: lookUp,
    calls: [async () => [`/notices/${await publishedRow()}`], get('/notices/nothing', 404)],
  },
  'GET /notices/:id/files/:fileId': {
    trips: 1,
    rows: lookUp,
    calls: [get('/notices/nothing/files/none', 404)],
  },
  'POST /notices/:id/answers': {
    trips: 2,
    rows: lookUp,
    calls: [async () => [`/notices/${await publishedRow()}/answers`, { question: 'clear', answer: 1 }]],
  },
  'POST /page-reports': {
    trips: 2,
    rows: 80,
    calls: [
      async () => ['/page-reports', anError(), 201],
      async () => ['/page-reports', anError({ page: `/notices/${await publishedRow()}` }), 201],
    ],
  },
  'GET /notices/:id/opinions': {
    trips: 1,
    rows: lookUp,
    calls: [
      async () => [`/notices/${await consultationRow()}/opinions`],
      get('/notices/nothing/opinions', 404),
    ],
  },
  'POST /notices/:id/opinions': {
    trips: 2,
    rows: lookUp,
    calls: [
      async () => [`/notices/${await consultationRow()}/opinions`, { words: '多画几个车位' }, 201],
      async () => ['/notices/nothing/opinions', { words: '多画几个车位' }, 404],
    ],
  },
  // Thirty notices and twenty corrected ones, beside what two hundred changes of everyone's are looked through for.
  'GET /notices.atom': {
    trips: 1,
    rows: 1000,
    calls: [get('/notices.atom'), get('/notices.atom?station=qingshi')],
  },
  'GET /notices.json': { trips: 1, rows: 1000, calls: [get('/notices.json?category=safety')] },
  'GET /notices.ics': { trips: 1, rows: 1000, calls: [get('/notices.ics')] },
}
