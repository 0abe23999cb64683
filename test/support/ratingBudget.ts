import { DAY } from '../../api/calendar/day.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { invited } from './rating.ts'
import { askedAgain } from './rectification.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** What rating may cost: one look, one write; a wrong token is counted, which is a write. */
export function ratingBudgets(clock: Clock): Record<string, { trips: number; rows: number; calls: Call[] }> {
  // It ended some days ago, so it is open now.
  const open = async () => (await invited(clockAt(clock.now() - 3 * DAY))).token
  const again = async () => await askedAgain(clock)
  const later = async () => (await invited(clock)).token
  return {
    'POST /ratings/open': {
      trips: 1,
      rows: 10,
      calls: [
        async () => ['/ratings/open', { token: await open() }],
        async () => ['/ratings/open', { token: await later() }, 409],
      ],
    },
    'POST /ratings/open (wrong)': {
      trips: 2,
      rows: 10,
      calls: [async () => ['/ratings/open', { token: '222222222222' }, 404]],
    },
    // The calendar of a bad one's clocks is read along: half a year of days.
    'POST /ratings': {
      trips: 2,
      rows: 120,
      calls: [
        async () => ['/ratings', { token: await open(), overall: 5 }, 201],
        async () => ['/ratings', { token: await open(), overall: 1, tags: ['slow'] }, 201],
        async () => ['/ratings', { token: await later(), overall: 5 }, 409],
      ],
    },
    'POST /ratings/second': {
      trips: 2,
      rows: 40,
      calls: [
        async () => ['/ratings/second', { token: await again(), overall: 3 }, 201],
        async () => ['/ratings/second', { token: '222222222222', overall: 3 }, 404],
      ],
    },
    'GET /ratings/poster/:station': {
      trips: 1,
      rows: 10,
      calls: [
        async () => ['/ratings/poster/qingshi'],
        async () => ['/ratings/poster/nowhere', undefined, 404],
      ],
    },
    'POST /ratings/poster': {
      trips: 2,
      rows: 40,
      calls: [
        async () => ['/ratings/poster', { station: 'qingshi', overall: 4 }, 201],
        async () => ['/ratings/poster', { station: 'nowhere', overall: 4 }, 404],
      ],
    },
  }
}
