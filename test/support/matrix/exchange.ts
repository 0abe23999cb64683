import type { Rows } from './row.ts'

/** What leaves for other systems. */
export const exchangeRows: Rows = {
  'GET /staff/exchange': { about: 'house', make: () => ({ path: '/staff/exchange' }) },
}
