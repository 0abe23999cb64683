import { HOUR } from '../../../api/calendar/day.ts'
import type { Place, Rows } from './row.ts'
import { person, type World } from './world.ts'

const visited = async (world: World, place: Place) => (await world.visit(place)).reference

/** A booking somebody at the counter makes for a caller. */
const callers = async (world: World, place: Place) => ({
  slotId: await world.slot(place),
  matterCode: 'ID-02',
  channel: 'phone',
  applicant: { name: person.name, phone: person.phone(world.next() % 10_000), idType: 'none' },
})

/** One record. */
export const recordRows: Rows = {
  'GET /staff/points/{slug}/visits': {
    make: async (world, place) => {
      await world.visit(place, world.now + HOUR)
      return { path: `/staff/points/${place.slug}/visits` }
    },
  },
  'POST /staff/records/find': {
    quiet: 'finding opens nothing: it answers masked names',
    make: async (world, place) => ({
      path: '/staff/records/find',
      body: { typed: await visited(world, place) },
    }),
  },
  'GET /staff/records': {
    make: async (world, place) => ({ path: `/staff/records?reference=${await visited(world, place)}` }),
  },
  'POST /staff/records/{reference}/unmask': {
    names: 'what it is for: with a reason, noted and told to whom it concerns',
    make: async (world, place) => ({
      path: `/staff/records/${await visited(world, place)}/unmask`,
      body: { fields: ['name', 'phone'], reason: 'callback' },
    }),
  },
  'POST /staff/records/{reference}/code': {
    make: async (world, place) => {
      const { reference, phone } = await world.visit(place)
      return {
        path: `/staff/records/${reference}/code`,
        body: { seen: 'resident-id', name: person.name, phoneEnd: phone.slice(-4) },
      }
    },
  },
  'GET /staff/record-views': {
    about: 'list',
    make: async (world, place) => {
      await world.get(`/staff/records?reference=${await visited(world, place)}`)
      return { path: '/staff/record-views', mark: `"point":"${place.slug}"` }
    },
  },
}

/** What is done for callers. */
export const deskRows: Rows = {
  'GET /staff/points/{slug}/slots': {
    make: async (world, place) => {
      await world.slot(place)
      return { path: `/staff/points/${place.slug}/slots?matter=ID-02&channel=phone` }
    },
  },
  'POST /staff/points/{slug}/bookings': {
    make: async (world, place) => ({
      path: `/staff/points/${place.slug}/bookings`,
      body: await callers(world, place),
    }),
  },
  'POST /staff/points/{slug}/bookings/check': {
    quiet: 'it reads what was typed and writes nothing',
    names: 'who typed it sees how it would be spelled',
    make: async (world, place) => ({
      path: `/staff/points/${place.slug}/bookings/check`,
      body: await callers(world, place),
    }),
  },
  'POST /staff/bookings/{reference}/move': {
    make: async (world, place) => ({
      path: `/staff/bookings/${await visited(world, place)}/move`,
      body: { slotId: await world.slot(place), reason: 'asked' },
    }),
  },
  'POST /staff/bookings/{reference}/cancel': {
    make: async (world, place) => ({
      path: `/staff/bookings/${await visited(world, place)}/cancel`,
      body: { reason: 'asked' },
    }),
  },
  'POST /staff/bookings/{reference}/attend': {
    make: async (world, place) => ({
      path: `/staff/bookings/${(await world.visit(place, world.now - HOUR)).reference}/attend`,
      body: { outcome: 'served' },
    }),
  },
}
