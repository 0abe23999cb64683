import { applicationRow } from '../applicationRows.ts'
import type { Rows } from './row.ts'

/** How long applications are kept. */
export const keepingRows: Rows = {
  'POST /staff/applications/{reference}/legal-hold': {
    make: async (_, { point }) => ({
      path: `/staff/applications/${await applicationRow('submitted', { service_point_id: point })}/legal-hold`,
      body: { on: true, reason: 'investigation', words: '案件要用' },
    }),
  },
}
