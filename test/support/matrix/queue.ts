import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { newId } from '../../../api/shared/id.ts'
import type { Place, Rows, Who } from './row.ts'
import { run, type World } from './world.ts'

const today = '2026-11-23'
const numbers = new WeakMap<World, Map<string, number>>()

/** A new counter of a service point, for every group; with somebody at it. */
export async function counterAt(world: World, { point }: Place, who?: Who): Promise<string> {
  const used = numbers.get(world) ?? new Map<string, number>()
  numbers.set(world, used)
  const number = (used.get(point) ?? 0) + 1
  used.set(point, number)
  const id = newId('ct')
  await run('UPDATE counter SET staff_id = NULL, sat_at = NULL WHERE staff_id = ?', who?.id ?? '')
  await run(
    `INSERT INTO counter (id, service_point_id, counter_group, number, name_zh, name_en, state, staff_id, sat_at, created_at, updated_at)
     VALUES (?1, ?2, '', ?3, '窗口', 'Counter', 'open', ?4, CASE WHEN ?4 IS NULL THEN NULL ELSE ?5 END, ?5, ?5)`,
    id,
    point,
    number,
    who?.id ?? null,
    world.now,
  )
  return id
}

const roads = {
  waiting: [],
  called: ['called'],
  serving: ['called', 'serving'],
  parked: ['called', 'parked'],
} as const

/** A ticket of a service point as it stands after these clicks, and what its screen shows. */
export async function ticketAt(world: World, place: Place, state: keyof typeof roads) {
  const id = newId('tk')
  const counter = state === 'waiting' ? null : await counterAt(world, place)
  await run(
    `INSERT INTO queue_day (service_point_id, day, counter_group) VALUES (?, ?, 'household') ON CONFLICT DO NOTHING`,
    place.point,
    today,
  )
  await run(
    `INSERT INTO ticket (id, service_point_id, day, counter_group, letter, serial, matters, people, state, issued_at, due_at)
     VALUES (?1, ?2, ?3, 'household', 'Y', ?4, '["ID-02"]', 1, 'waiting', ?5, ?5)`,
    id,
    place.point,
    today,
    world.next(),
    world.now,
  )
  const clicks = ['issued', ...roads[state]]
  for (const [version, act] of clicks.entries())
    await run(
      `INSERT INTO ticket_click (ticket_id, version, act, state, at, counter_id, counter_group, staff)
       VALUES (?, ?, ?, ?, ?, ?, 'household', 'test')`,
      id,
      version,
      act,
      act === 'issued' ? 'waiting' : act,
      world.now,
      act === 'issued' || act === 'parked' ? null : counter,
    )
  return { id, version: clicks.length - 1 }
}

/** Who sits at a counter in somebody's place: they themselves, where there is an account. */
const seated = (world: World, who: Who) => (who.id === 'nobody' ? world.guest : who)

const at = ({ slug }: Place, rest: string) => `/staff/points/${slug}/${rest}`

/** The queue of a service point. */
export const queueRows: Rows = {
  'GET /staff/points/{slug}/queue': {
    make: async (world, place) => {
      await ticketAt(world, place, 'waiting')
      await world.visit(place, world.now + HOUR)
      return { path: at(place, 'queue') }
    },
  },
  'POST /staff/points/{slug}/check-in': {
    make: async (world, place) => {
      const { reference } = await world.visit(place, world.now + 30 * MINUTE)
      return { path: at(place, 'check-in'), body: { text: reference } }
    },
  },
  'POST /staff/points/{slug}/walk-in': {
    make: (_, place) => ({ path: at(place, 'walk-in'), body: { matters: ['ID-02'] } }),
  },
  'POST /staff/points/{slug}/next': {
    each: true,
    make: async (world, place, who) => {
      await ticketAt(world, place, 'waiting')
      await counterAt(world, place, seated(world, who))
      return { path: at(place, 'next'), body: { version: 0 } }
    },
  },
  'POST /staff/points/{slug}/no-show': {
    make: async (world, place) => {
      const { reference } = await world.visit(place, world.now - HOUR)
      return { path: at(place, 'no-show'), body: { reference } }
    },
  },
  'GET /staff/tickets/{id}/slip': {
    make: async (world, place) => {
      const { ticket } = await world.post(at(place, 'walk-in'), { matters: ['ID-02'] })
      return { path: `/staff/tickets/${ticket.id}/slip` }
    },
  },
}

const press = (act: string, from: keyof typeof roads, more: object = {}): Rows => ({
  [`POST /staff/tickets/{id}/${act}`]: {
    make: async (world, place) => {
      const { id, version } = await ticketAt(world, place, from)
      return { path: `/staff/tickets/${id}/${act}`, body: { version, ...more } }
    },
  },
})

/** What is pressed on a ticket. */
export const ticketRows: Rows = {
  ...press('recall', 'called'),
  ...press('serve', 'called'),
  ...press('park', 'serving'),
  ...press('left', 'waiting'),
  ...press('resume', 'parked'),
  ...press('pass', 'waiting', { counterGroup: 'household' }),
  ...press('forward', 'waiting', { reason: 'elder' }),
  ...press('finish', 'serving'),
  ...press('missed', 'called'),
  ...press('undo', 'called'),
}

const counter = (world: World) => ({
  number: 40 + (world.next() % 60),
  counterGroup: 'household',
  name: { zh: '窗口', en: 'Counter' },
})

/** Counters and who sits at them. */
export const counterRows: Rows = {
  'GET /staff/points/{slug}/counters': { make: (_, place) => ({ path: at(place, 'counters') }) },
  'POST /staff/points/{slug}/counters': {
    make: (world, place) => ({ path: at(place, 'counters'), body: counter(world) }),
  },
  'POST /staff/counters/{id}': {
    make: async (world, place) => ({
      path: `/staff/counters/${await counterAt(world, place)}`,
      body: { ...counter(world), version: 0 },
    }),
  },
  'POST /staff/counters/{id}/use': {
    make: async (world, place) => ({
      path: `/staff/counters/${await counterAt(world, place)}/use`,
      body: { version: 0, open: false },
    }),
  },
  'POST /staff/counters/{id}/sit': {
    make: async (world, place) => ({ path: `/staff/counters/${await counterAt(world, place)}/sit` }),
  },
  'POST /staff/counters/{id}/leave': {
    each: true,
    make: async (world, place, who) => ({
      path: `/staff/counters/${await counterAt(world, place, seated(world, who))}/leave`,
    }),
  },
}
