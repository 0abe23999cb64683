import type { Place, Rows } from './row.ts'
import type { World } from './world.ts'

const at = ({ slug }: Place) => (slug === '*' ? null : slug)

/** Somebody who works there, first in every list of accounts. */
const colleague = (world: World, { point }: Place, off = false) =>
  world.somebody([['clerk', point]], { id: `aa_${String(world.next()).padStart(5, '0')}`, off })

/** Who works here. */
export const peopleRows: Rows = {
  'GET /staff/people': {
    about: 'list',
    make: async (world, place) => ({
      path: '/staff/people',
      mark: `"${(await colleague(world, place)).id}"`,
    }),
  },
  'GET /staff/people/{id}': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/people/${(await colleague(world, place)).id}` }),
  },
  'POST /staff/people': {
    about: 'bureau',
    make: (world, place) => ({
      path: '/staff/people',
      body: {
        name: '吴丹',
        account: `wu.dan.${world.next()}@gaj.example.cn`,
        grants: [{ role: 'clerk', point: at(place) }],
      },
    }),
  },
  'POST /staff/people/{id}/invitation': {
    about: 'bureau',
    make: async (world, place) => ({
      path: `/staff/people/${(await colleague(world, place)).id}/invitation`,
    }),
  },
  'PUT /staff/people/{id}/grants': {
    about: 'bureau',
    make: async (world, place) => ({
      path: `/staff/people/${(await colleague(world, place)).id}/grants`,
      body: { grants: [{ role: 'handler', point: at(place) }] },
    }),
  },
  'GET /staff/people/{id}/officers': {
    about: 'house',
    make: async (world, place) => ({
      path: `/staff/people/${(await colleague(world, place)).id}/officers`,
    }),
  },
  'PUT /staff/people/{id}/officers': {
    about: 'house',
    make: async (world, place) => ({
      path: `/staff/people/${(await colleague(world, place)).id}/officers`,
      body: { officers: [], was: [] },
    }),
  },
  'POST /staff/people/{id}/off': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/people/${(await colleague(world, place)).id}/off` }),
  },
  'POST /staff/people/{id}/on': {
    about: 'bureau',
    make: async (world, place) => ({ path: `/staff/people/${(await colleague(world, place, true)).id}/on` }),
  },
}
