import type { Place, Rows } from './row.ts'
import { person, type World } from './world.ts'

const asked = async (world: World, { slug }: Place): Promise<string> => {
  const typed = { station: slug, kind: 'watch', name: person.name, phone: person.phone(world.next()) }
  const { status, body, text } = await world.web.post('/volunteers', typed)
  if (status !== 201) throw new Error(text)
  return body.reference
}
const at = (reference: string, verb: string) => `/staff/volunteers/${reference}/${verb}`
const active = async (world: World, place: Place) => {
  const reference = await asked(world, place)
  await world.post(at(reference, 'accept'), { rev: 0 })
  return reference
}

/** Volunteers. */
export const volunteerRows: Rows = {
  'GET /staff/volunteers': {
    about: 'list',
    make: async (world, place) => ({ path: '/staff/volunteers', mark: `"${await asked(world, place)}"` }),
  },
  'POST /staff/volunteers/{reference}/accept': {
    make: async (world, place) => ({ path: at(await asked(world, place), 'accept'), body: { rev: 0 } }),
  },
  'POST /staff/volunteers/{reference}/end': {
    make: async (world, place) => ({ path: at(await active(world, place), 'end'), body: { rev: 1 } }),
  },
  'POST /staff/volunteers/{reference}/training': {
    make: async (world, place) => ({
      path: at(await active(world, place), 'training'),
      body: { what: '反诈宣传', day: '2026-11-20', hours: 1.5 },
    }),
  },
  'POST /staff/volunteer-tasks': {
    make: (_, { slug }) => ({
      path: '/staff/volunteer-tasks',
      body: { point: slug, kind: 'watch', words: '周六晚上巡一圈', day: '2026-11-28' },
    }),
  },
}

/** The registers, made of what others wrote. */
export const registerRows: Rows = {
  'GET /staff/registers/{register}': {
    about: 'list',
    make: async (world, place) => {
      await active(world, place)
      return { path: '/staff/registers/team', mark: place.slug === 'qingshi' ? '青石' : '南桥' }
    },
  },
  'GET /staff/registers/{register}/csv': {
    about: 'list',
    make: async (world, place) => {
      await active(world, place)
      return { path: '/staff/registers/team/csv', mark: place.slug === 'qingshi' ? '青石' : '南桥' }
    },
  },
}
