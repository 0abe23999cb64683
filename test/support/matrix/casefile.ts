import { env } from 'cloudflare:workers'
import { cursorOf } from '../../../api/shared/cursor.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { aCase, reporter } from '../casefile.ts'
import type { Place, Rows } from './row.ts'
import { person, run, type World } from './world.ts'

const at = '/staff/casefiles/{reference}'
const path = (reference: string, rest = '') => `/staff/casefiles/${reference}${rest}`

const body = (world: World, { slug }: Place) =>
  aCase({
    point: slug,
    parties: [reporter({ name: person.name, phone: person.phone(world.next() % 10_000) })],
  })

/** A case of this place; whoever opened it takes no part in the matrix. */
const opened = async (world: World, place: Place): Promise<string> =>
  (await world.post('/staff/casefiles', body(world, place))).reference

/** Where the page of an open case begins: earlier ones of the matrix fill the first page. */
async function pageOf(reference: string): Promise<string> {
  const row = await env.DB.prepare(
    'SELECT c.id AS id, c.due_at AS dueAt FROM casefile c JOIN casefile_party y ON y.casefile_id = c.id WHERE y.reference = ?',
  )
    .bind(reference)
    .first<{ id: string; dueAt: number | null }>()
  return cursorOf([row?.dueAt === null ? 1 : 0, row?.dueAt ?? 0, before(row?.id ?? '')])
}

/** Where the page of what was kept out of look-up begins, the newest first. */
async function exclusionPageOf(reference: string): Promise<string> {
  const row = await env.DB.prepare(
    `SELECT x.id AS id, x.set_at AS setAt FROM casefile_exclusion x
     JOIN casefile_party y ON y.casefile_id = x.casefile_id WHERE y.reference = ?`,
  )
    .bind(reference)
    .first<{ id: string; setAt: number }>()
  return cursorOf([row?.setAt ?? 0, `${row?.id}~`])
}

/** What sorts before an id and behind every other that does. */
const before = (id: string) => id.slice(0, -1)

/** A call-back of this place, by whoever had no part in it. */
async function due(world: World, place: Place): Promise<string> {
  const id = `cb_matrix${world.next()}`
  await run(
    `INSERT INTO callback (id, reference, reason, service_point_id, script, rule, due_at, counted, opened_by, opened_at)
     VALUES (?, ?, 'asked', ?, 'asked@1', '{}', ?, '[]', 'nobody', ?)`,
    id,
    makeReference('K', '2026-11-23'),
    place.point,
    world.now + 1000,
    world.now,
  )
  return id
}

/** A change of a case. */
const change = (verb: string, more: object) => ({
  make: async (world: World, place: Place) => ({
    path: path(await opened(world, place), `/${verb}`),
    body: more,
  }),
})

/** What those a police case concerns are told, and who calls them back. */
export const casefileRows: Rows = {
  'GET /staff/casefiles': {
    about: 'list',
    make: async (world, place) => {
      const reference = await opened(world, place)
      return { path: `/staff/casefiles?cursor=${await pageOf(reference)}`, mark: `"${reference}"` }
    },
  },
  'POST /staff/casefiles': {
    make: (world, place) => ({ path: '/staff/casefiles', body: body(world, place) }),
  },
  [`GET ${at}`]: { make: async (world, place) => ({ path: path(await opened(world, place)) }) },
  [`POST ${at}/step`]: change('step', { rev: 0, to: 'filed' }),
  [`POST ${at}/extend`]: change('extend', { rev: 0, limit: 'hard' }),
  [`POST ${at}/exclude`]: change('exclude', { rev: 0, ground: 'minor' }),
  [`POST ${at}/lift`]: {
    make: async (world, place) => {
      const reference = await opened(world, place)
      await world.post(path(reference, '/exclude'), { rev: 0, ground: 'minor' })
      return { path: path(reference, '/lift'), body: { rev: 1, ground: 'minor' } }
    },
  },
  [`POST ${at}/wish`]: change('wish', { wish: 'look', hidden: true }),
  [`POST ${at}/callback`]: change('callback', { reason: 'asked' }),
  'GET /staff/casefile-exclusions': {
    about: 'list',
    make: async (world, place) => {
      const reference = await opened(world, place)
      await world.post(path(reference, '/exclude'), { rev: 0, ground: 'minor' })
      return {
        path: `/staff/casefile-exclusions?cursor=${await exclusionPageOf(reference)}`,
        mark: `"${reference}"`,
      }
    },
  },
  'GET /staff/callbacks': {
    about: 'list',
    make: async (world, place) => {
      const id = await due(world, place)
      const cursor = cursorOf([world.now + 1000, before(id)])
      return { path: `/staff/callbacks?cursor=${cursor}`, mark: `"${id}"` }
    },
  },
  'GET /staff/callbacks/{id}': {
    make: async (world, place) => ({ path: `/staff/callbacks/${await due(world, place)}` }),
  },
  'POST /staff/callbacks/{id}/attempt': {
    make: async (world, place) => ({
      path: `/staff/callbacks/${await due(world, place)}/attempt`,
      body: { rev: 0, how: 'busy' },
    }),
  },
  'POST /staff/callbacks/{id}/outcome': {
    make: async (world, place) => ({
      path: `/staff/callbacks/${await due(world, place)}/outcome`,
      body: { rev: 0, outcome: 'settled', satisfied: 4 },
    }),
  },
}
