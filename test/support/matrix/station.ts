import type { Place, Rows } from './row.ts'
import type { World } from './world.ts'

const at = ({ slug }: Place, rest: string) => `/staff/points/${slug}/${rest}`
const shown = (world: World, place: Place) => world.get(at(place, 'station'))

const newcomer = (world: World) => ({
  name: '欧阳晓',
  nameEn: '',
  badge: String(900_000 + world.next()),
  post: '社区民警',
  postEn: 'Community officer',
  dutyPhone: '000-0000-0017',
  mobile: '',
  mobilePublic: false,
  photoOff: false,
  pledge: '',
  pledgeEn: '',
  apply: true,
})

/** A new officer of a service point, as its page shows them. */
async function officer(world: World, place: Place) {
  const body = newcomer(world)
  const { id } = await world.post(at(place, 'officers'), body)
  const { officers } = await shown(world, place)
  return { id, body, seen: officers.find((each: { id: string }) => each.id === id).seen as string }
}

/** What the people of a service point change about it. */
export const stationRows: Rows = {
  'GET /staff/points/{slug}/station': { make: (_, place) => ({ path: at(place, 'station') }) },
  'POST /staff/points/{slug}/hours': {
    make: async (world, place) => {
      const { hours } = await shown(world, place)
      const closes = `11:${String(world.next() % 60).padStart(2, '0')}`
      const windows = [{ weekday: 1, opens: '09:00', closes }]
      return { path: at(place, 'hours'), body: { windows, seen: hours.seen, apply: true } }
    },
  },
  'POST /staff/points/{slug}/officers': {
    make: (world, place) => ({ path: at(place, 'officers'), body: newcomer(world) }),
  },
  'POST /staff/points/{slug}/officers/{id}': {
    make: async (world, place) => {
      const { id, body, seen } = await officer(world, place)
      return { path: at(place, `officers/${id}`), body: { ...body, post: '副所长', seen } }
    },
  },
  'POST /staff/points/{slug}/officers/{id}/leave': {
    make: async (world, place) => {
      const { id, seen } = await officer(world, place)
      return { path: at(place, `officers/${id}/leave`), body: { seen } }
    },
  },
  'POST /staff/points/{slug}/areas/{id}': {
    make: async (world, place) => {
      const { id: officerId } = await officer(world, place)
      const [area] = (await shown(world, place)).areas
      return { path: at(place, `areas/${area.id}`), body: { officerId, was: area.officerId } }
    },
  },
  'POST /staff/points/{slug}/details': {
    make: async (world, place) => {
      const { point } = await shown(world, place)
      const line = `000-0000-00${String(10 + (world.next() % 90))}`
      const words = { directions: `大门在东侧 ${world.next()}`, directionsEn: 'Enter from the east' }
      return {
        path: at(place, 'details'),
        body: { ...words, phone: line, stepFree: true, seen: point.seen, apply: true },
      }
    },
  },
  // Last of the room: an order is of everybody there is.
  'POST /staff/points/{slug}/officers/order': {
    make: async (world, place) => {
      await officer(world, place)
      const { officers } = await shown(world, place)
      const ids = officers.map(({ id }: { id: string }) => id).toReversed()
      return { path: at(place, 'officers/order'), body: { ids } }
    },
  },
}
