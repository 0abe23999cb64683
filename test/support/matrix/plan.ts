import { addDays } from '../../../api/calendar/day.ts'
import type { Place, Rows } from './row.ts'
import type { World } from './world.ts'

const reason = { zh: '停电检修', en: 'power works' }
const at = ({ slug }: Place, rest: string) => `/staff/points/${slug}/${rest}`

/** A day that nobody else of the matrix has. */
const freshDay = (world: World, from = '2027-01-04') => addDays(from, world.next() % 300)

const closed = async (world: World, place: Place, day = freshDay(world)): Promise<string> => {
  const body = { fromDay: day, toDay: day, reason, apply: true }
  return (await world.post(at(place, 'closures'), body)).change.id
}

/** A closure that hits a visit: its change, and the visit. */
async function hit(world: World, place: Place) {
  const startsAt = Date.parse(`${freshDay(world)}T09:00:00+08:00`)
  const { reference } = await world.visit(place, startsAt)
  return {
    reference,
    startsAt,
    id: await closed(world, place, new Date(startsAt).toISOString().slice(0, 10)),
  }
}

/** What is planned at a service point, and who is hit when that changes. */
export const planRows: Rows = {
  'GET /staff/points': {
    about: 'list',
    make: (_, place) => ({ path: '/staff/points', mark: `"slug":"${place.slug}"` }),
  },
  'GET /staff/points/{slug}/plan': { make: (_, place) => ({ path: at(place, 'plan') }) },
  'POST /staff/points/{slug}/special-hours': {
    make: async (world, place) => {
      const day = addDays('2026-12-01', world.next() % 60)
      const body = { day, windows: [{ opens: '09:05', closes: '10:55' }], reason }
      const { seen } = await world.post(at(place, 'special-hours'), { ...body, apply: false })
      return { path: at(place, 'special-hours'), body: { ...body, seen, apply: true } }
    },
  },
  'POST /staff/points/{slug}/schedule': {
    make: async (world, place) => {
      const { counters } = await world.get(at(place, 'plan'))
      const { seen } = counters.find((each: { counterGroup: string }) => each.counterGroup === 'household')
      const window = { weekday: 1, from: '09:00', to: '11:00', slotMinutes: 30, releaseTime: '08:00' }
      const caps = { capPublic: 1 + (world.next() % 900), capPhone: 1, capCounter: 1 }
      return {
        path: at(place, 'schedule'),
        body: {
          counterGroup: 'household',
          fromDay: '2026-12-14',
          windows: [{ ...window, ...caps, leadMinutes: 60, horizonDays: 7 }],
          seen,
          apply: true,
        },
      }
    },
  },
  'GET /staff/points/{slug}/changes/{id}': {
    make: async (world, place) => ({ path: at(place, `changes/${(await hit(world, place)).id}`) }),
  },
  'POST /staff/points/{slug}/changes/{id}/reached': {
    make: async (world, place) => {
      const { id, reference } = await hit(world, place)
      return { path: at(place, `changes/${id}/reached`), body: { reference } }
    },
  },
  'POST /staff/points/{slug}/changes/{id}/moves': {
    also: 'booking.serve',
    make: async (world, place) => {
      const { id, reference } = await hit(world, place)
      const slotId = await world.slot(place)
      return { path: at(place, `changes/${id}/moves`), body: { moves: [{ reference, slotId }] } }
    },
  },
  'POST /staff/points/{slug}/closures': {
    about: 'bureau',
    make: (world, place) => {
      const day = freshDay(world)
      return { path: at(place, 'closures'), body: { fromDay: day, toDay: day, reason, apply: true } }
    },
  },
  'GET /staff/points/{slug}/closures/{id}': {
    about: 'bureau',
    make: async (world, place) => ({ path: at(place, `closures/${await closed(world, place)}`) }),
  },
  'POST /staff/points/{slug}/closures/{id}/lift': {
    about: 'bureau',
    make: async (world, place) => ({
      path: at(place, `closures/${await closed(world, place)}/lift`),
      body: { apply: true },
    }),
  },
}
