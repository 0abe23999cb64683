import { cursorOf } from '../../../api/shared/cursor.ts'
import { testCtx } from '../ctx.ts'
import { badRating } from '../rectification.ts'
import type { Place, Rows, Send } from './row.ts'
import { run, type World } from './world.ts'

const desk = '/staff/rectifications'
const tasks = '/staff/rating-tasks'

/** A bad rating of this place whose rater is to be called. */
async function bad(world: World, { point }: Place): Promise<string> {
  const ctx = await testCtx({ clock: world.clock })
  const { id } = await badRating(ctx, { invite: { pointId: point }, phone: '13800000002' })
  return id
}

/** One that the desk has asked the station to put right; nobody of the matrix had a part in it. */
async function task(world: World, place: Place): Promise<string> {
  const id = await bad(world, place)
  await run(
    `UPDATE rectification SET state = 'fixing', tasked_on = '2026-11-23', station_asked = 1, station_due_at = fix_due_at, tried_at = ?, rev = rev + 1, moved_by = 'nobody'
     WHERE id = ?`,
    world.now,
    id,
  )
  return id
}

/** Somewhere there is a station for what only stations have. */
const somewhere = { point: 'sp_donghu', slug: 'donghu' }

const onIt = (
  verb: string,
  body: object,
  put: (world: World, id: string) => Promise<unknown> = async () => {},
) => ({
  about: 'house' as const,
  make: async (world: World): Promise<Send> => {
    const id = await bad(world, somewhere)
    await put(world, id)
    const rev = await revOf(id)
    return { path: `${desk}/${id}/${verb}`, body: verb === 'unmask' ? body : { rev, ...body } }
  },
})
const onTask = (verb: string, body: object) => ({
  make: async (world: World, place: Place): Promise<Send> => {
    const id = await task(world, place)
    return { path: `${tasks}/${id}/${verb}`, body: { rev: await revOf(id), ...body } }
  },
})

async function revOf(id: string): Promise<number> {
  const { results } = await run('SELECT rev FROM rectification WHERE id = ?', id)
  return (results[0] as { rev: number } | undefined)?.rev ?? 0
}

const called = (_: World, id: string) =>
  run(
    "UPDATE rectification SET state = 'contacted', tried_at = 1, rev = rev + 1, moved_by = 'nobody' WHERE id = ?",
    id,
  )
const fixing = (_: World, id: string) =>
  run(
    "UPDATE rectification SET state = 'fixing', tasked_on = '2026-11-23', tried_at = 1, rev = rev + 1, moved_by = 'nobody' WHERE id = ?",
    id,
  )
const asked = async (world: World, id: string) => {
  await fixing(world, id)
  await run(
    "INSERT INTO rectification_extension (rectification_id, value, unit, asked_by, asked_at) VALUES (?, 5, 'working_day', 'nobody', 1)",
    id,
  )
}
const appealed = async (world: World, id: string) => {
  await fixing(world, id)
  await run(
    "INSERT INTO rectification_appeal (rectification_id, service_point_id, reason, asked_by, asked_at) VALUES (?, 'sp_donghu', 'other', 'nobody', 1)",
    id,
  )
}
const calledBack = async (world: World, id: string) => {
  await fixing(world, id)
  await run(
    "UPDATE rectification SET state = 'fixed', outcome = 'explained', fixed_at = 1, rev = rev + 1 WHERE id = ?",
    id,
  )
  await run(
    `INSERT INTO callback (id, reference, reason, service_point_id, script, state, rule, due_at, counted, opened_by, opened_at,
       done_by, done_at, outcome, keep_until)
     VALUES (?, ?, 'rating-low', '*', 'unhappy@1', 'done', '{}', 0, '[]', 'nobody', 2, 'nobody', 3, 'settled', 1)`,
    `cb_matrix${world.next()}`,
    id,
  )
  await run("UPDATE rectification SET state = 'called', rev = rev + 1 WHERE id = ?", id)
}

/** A rating of a station that is held. */
async function held(world: World): Promise<string> {
  const id = `ra_matrix${world.next()}`
  await run(
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
     VALUES (?, '2026-11-23', 'visit', 'sp_donghu', 'counter', 'onsite', 5, 'held', '2026Q4')`,
    id,
  )
  await run(
    "INSERT INTO rating_flag (rating_id, why, evidence, day) VALUES (?, 'too-fast', '{\"seconds\":1,\"threshold\":3}', '2026-11-23')",
    id,
  )
  return id
}

/** Bad ratings: the supervision desk, and the stations it asks. */
export const ratingRows: Rows = {
  'GET /staff/rectifications': { about: 'house', make: () => ({ path: desk }) },
  'GET /staff/rectifications/csv': { about: 'house', make: () => ({ path: `${desk}/csv` }) },
  'GET /staff/rectifications/{id}': {
    about: 'house',
    make: async (world) => ({ path: `${desk}/${await bad(world, somewhere)}` }),
  },
  'POST /staff/rectifications/{id}/unmask': {
    ...onIt('unmask', { words: '回电' }),
    names: 'whom the desk is to call, with a reason that is kept',
  },
  'POST /staff/rectifications/{id}/contact': onIt('contact', { how: 'reached', words: '说了' }),
  'POST /staff/rectifications/{id}/task': onIt('task', { words: '请改进' }, called),
  'POST /staff/rectifications/{id}/fix': onIt('fix', { outcome: 'explained', words: '说明了' }, called),
  'POST /staff/rectifications/{id}/more': onIt('more', { value: 2, words: '要查' }),
  'POST /staff/rectifications/{id}/extension': onIt('extension', { give: true, words: '同意' }, asked),
  'POST /staff/rectifications/{id}/appeal': onIt('appeal', { accept: false, words: '不采纳' }, appealed),
  'POST /staff/rectifications/{id}/close': onIt('close', {}, calledBack),
  'GET /staff/rating-tasks': {
    about: 'list',
    make: async (world, place) => {
      const id = await task(world, place)
      const { results } = await run('SELECT station_due_at AS due FROM rectification WHERE id = ?', id)
      const due = (results[0] as { due: number } | undefined)?.due ?? 0
      return { path: `${tasks}?cursor=${cursorOf([due, id.slice(0, -1)])}`, mark: `"${id}"` }
    },
  },
  'GET /staff/rating-tasks/{id}': {
    make: async (world, place) => ({ path: `${tasks}/${await task(world, place)}` }),
  },
  'POST /staff/rating-tasks/{id}/plan': onTask('plan', { day: '2026-11-25', words: '加开窗口' }),
  'POST /staff/rating-tasks/{id}/fix': onTask('fix', { outcome: 'at-once', words: '已加开' }),
  'POST /staff/rating-tasks/{id}/more': onTask('more', { value: 2, words: '要买设备' }),
  'POST /staff/rating-tasks/{id}/appeal': onTask('appeal', { reason: 'other', words: '不是我们的事' }),
  'GET /staff/rating-flags': { about: 'house', make: () => ({ path: '/staff/rating-flags' }) },
  'POST /staff/rating-flags': {
    about: 'house',
    make: async (world) => ({
      path: '/staff/rating-flags',
      body: { why: 'too-fast', ratings: [await held(world)], decision: 'apart', reason: '太快' },
    }),
  },
}
