import { issued } from '../certificate.ts'
import { testCtx } from '../ctx.ts'
import type { Place, Rows } from './row.ts'
import { person, run, type World } from './world.ts'

/** A certificate that was issued at this place. */
async function certificate(world: World, { point: id, slug }: Place): Promise<string> {
  const { number } = await issued(await testCtx({ clock: world.clock }), {
    point: { id, slug, name: { zh: '派出所', en: 'Police Station' } },
    subject: { name: person.name, idType: 'none', idNumber: null },
  })
  return number
}

/** An old key, of which there may be as many as one likes. */
async function oldKey(world: World): Promise<string> {
  const kid = `key-${world.next()}`
  await run(
    `INSERT INTO certificate_key (kid, suite, public_key, first_used_at, retired_at) VALUES (?, 'ed25519', '{}', 0, 1)`,
    kid,
  )
  return kid
}

/** What was issued, and what becomes of it. */
export const certificateRows: Rows = {
  'GET /staff/certificates': {
    about: 'list',
    make: async (world, place) => {
      await certificate(world, place)
      return { path: '/staff/certificates', mark: `"slug":"${place.slug}"` }
    },
  },
  'GET /staff/certificates/{number}': {
    make: async (world, place) => ({ path: `/staff/certificates/${await certificate(world, place)}` }),
  },
  'POST /staff/certificates/{number}/revoke': {
    make: async (world, place) => ({
      path: `/staff/certificates/${await certificate(world, place)}/revoke`,
      body: { rev: 0, reason: 'mistaken' },
    }),
  },
  'POST /staff/certificates/{number}/reissue': {
    make: async (world, place) => ({
      path: `/staff/certificates/${await certificate(world, place)}/reissue`,
      body: { rev: 0, reason: 'asked' },
    }),
  },
  'POST /staff/certificate-keys/{kid}/revoke': {
    about: 'house',
    make: async (world) => ({
      path: `/staff/certificate-keys/${await oldKey(world)}/revoke`,
      body: { reason: 'exposed' },
    }),
  },
}
