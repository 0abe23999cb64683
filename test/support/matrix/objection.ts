import { env } from 'cloudflare:workers'
import { cursorOf } from '../../../api/shared/cursor.ts'
import type { Place, Rows } from './row.ts'
import { run, type World } from './world.ts'

const plans = (slug: string) => `/staff/evaluations/plans/${slug}`
const at = '/staff/evaluations/objections'

/** A day this place missed in a quarter that may be objected to. */
async function missed(world: World, { point }: Place): Promise<string> {
  await run(
    `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, objections_until, formula)
     VALUES ('2026Q3', 'provisional', 1790783999999, 1790784000000, 9000000000000, '1') ON CONFLICT DO NOTHING`,
  )
  const subject = `B-matrix-${String(world.next()).padStart(6, '0')}`
  await run(
    `INSERT INTO evaluation_event VALUES ('application.time', ?, ?, 'traffic', 0, '2026-09-07', '2026Q3', NULL)`,
    subject,
    point,
  )
  return subject
}
const body = (subject: string) => ({
  indicator: 'application.time',
  subject,
  why: 'system',
  words: '系统停了两天',
})
/** Filed by somebody who takes no part in the matrix. */
async function filed(world: World, place: Place): Promise<string> {
  const chief = await world.somebody(world.everything)
  return (await world.post(at, body(await missed(world, place)), chief)).id
}
/** Where nobody of the matrix works: who decides is not of that station. */
const elsewhere: Place = { point: 'sp_donghu', slug: 'donghu' }

/** The page an objection stands on: earlier ones of the matrix fill the first. */
async function pageOf(id: string): Promise<string> {
  const sql = 'SELECT filed_at AS at FROM evaluation_objection WHERE id = ?'
  const row = await env.DB.prepare(sql).bind(id).first<{ at: number }>()
  return cursorOf([row?.at ?? 0, `${id}~`])
}

/** Objections of stations to the evaluation, and what they say of it in public. */
export const objectionRows: Rows = {
  'GET /staff/evaluations/missed': {
    about: 'list',
    make: async (world, place) => {
      const mark = await missed(world, place)
      const cursor = cursorOf([place.point, 'application.time', mark.slice(0, -1)])
      return { path: `/staff/evaluations/missed?cursor=${cursor}`, mark }
    },
  },
  [`POST ${at}`]: {
    make: async (world, place) => ({ path: at, body: body(await missed(world, place)) }),
  },
  [`GET ${at}`]: {
    about: 'list',
    make: async (world, place) => {
      const id = await filed(world, place)
      return { path: `${at}?cursor=${await pageOf(id)}`, mark: id }
    },
  },
  [`GET ${at}/csv`]: { about: 'house', make: () => ({ path: `${at}/csv` }) },
  [`GET ${at}/{id}`]: {
    make: async (world, place) => ({ path: `${at}/${await filed(world, place)}` }),
  },
  [`POST ${at}/{id}/decide`]: {
    about: 'house',
    make: async (world) => ({
      path: `${at}/${await filed(world, elsewhere)}/decide`,
      body: { outcome: 'granted', words: '平台停机，日子顺延' },
    }),
  },
  'GET /staff/evaluations/plans/{slug}': {
    make: (_, { slug }) => ({ path: plans(slug) }),
  },
  'POST /staff/evaluations/plans/{slug}': {
    each: true,
    make: async (world, place) => {
      await missed(world, place)
      const { quarters } = await world.get(plans(place.slug))
      const [newest] = quarters.find(({ period }: { period: string }) => period === '2026Q3').will
      const said = { period: '2026Q3', kind: 'will', zh: '周六上午开两个窗口', seen: newest?.version ?? 0 }
      return { path: plans(place.slug), body: said }
    },
  },
}
