import type { Rows } from './row.ts'

const facts = '/staff/evaluations/facts/qingshi'
const entered = {
  asOf: '2026-11-01',
  setting: 'town',
  officers: 12,
  communityOfficers: 5,
  residents: 21_000,
  roomsDue: 3,
  rooms: 2,
  evidence: { zh: '开公〔2026〕1号', en: '' },
}

/** The bureau's checklist of grading. */
export const checklistRows: Rows = {
  'GET /staff/evaluations/facts/{slug}': {
    about: 'house',
    make: () => ({ path: facts }),
  },
  'POST /staff/evaluations/facts/{slug}': {
    about: 'house',
    each: true,
    make: async (world) => ({ path: facts, body: { ...entered, seen: (await world.get(facts)).version } }),
  },
}
