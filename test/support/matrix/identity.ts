import { applied } from '../identity.ts'
import type { Rows } from './row.ts'

/** Who an applicant is. */
export const identityRows: Rows = {
  'POST /staff/applications/{reference}/identity': {
    make: async (world, { point }) => {
      const { reference } = await applied(world.clock, { point, state: 'submitted' })
      return {
        path: `/staff/applications/${reference}/identity`,
        body: { seen: 'resident-id', numberEnd: '002X' },
      }
    },
  },
}
