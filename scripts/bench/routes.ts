import { checkCharacter } from '../../api/privacy/idNumber.ts'
import { applicationRoutes } from './applicationRoutes.ts'
import type { Asked } from './load.ts'
import { next } from './next.ts'
import { matter, type Place } from './place.ts'
import { sought } from './seed/bureau.ts'

/** What a route is held against: nothing at all, one read by key, one INSERT that a full slot refuses. */
export type Bare = 'trivial' | 'read' | 'insert'

export const bare: Record<Bare, () => Asked> = {
  trivial: () => ({ path: '/bare/trivial' }),
  read: () => ({ path: `/bare/read?slot=${(next() % 1000) + 1}` }),
  insert: () => ({ method: 'POST', path: `/bare/insert?slot=${(next() % 1000) + 1}`, status: 201 }),
}

export interface Route {
  name: string
  /** A page of the site, an answer of the API that reads, one at work (its session is a read more), one that writes, or none of the product's. */
  kind: 'page' | 'read' | 'work' | 'write' | 'bare'
  /** The bare route it is held against. */
  beside: Bare
  /** The next request, null when nothing is left to ask for. */
  next(place: Place): Asked | null
}

const at = (list: readonly string[]) => list[next() % list.length]!

const page = (name: string, path: (place: Place) => string): Route => ({
  name,
  kind: 'page',
  beside: 'read',
  next: (place) => ({ path: path(place) }),
})
const read = (name: string, path: (place: Place) => string): Route => ({
  name,
  kind: 'read',
  beside: 'read',
  next: (place) => ({ path: `/api/v1${path(place)}` }),
})
const q = encodeURIComponent

/** Every route measured, in an order in which each finds what it needs. */
export const routes: Route[] = [
  { name: 'trivial route', kind: 'bare', beside: 'trivial', next: bare.trivial },
  { name: 'bare read', kind: 'bare', beside: 'read', next: bare.read },
  { name: 'bare INSERT', kind: 'bare', beside: 'insert', next: bare.insert },
  page('home page', () => '/'),
  page('station page', ({ shown }) => `/stations/${shown}`),
  page('matter page', () => `/matters/${matter}`),
  page('time page', ({ shown }) => `/book?matter=${matter}&station=${shown}`),
  read('station', ({ shown }) => `/stations/${shown}`),
  read('matter', () => `/matters/${matter}`),
  read('stations?q=', () => `/stations?q=${q(sought)}`),
  read('matters?q=', () => `/matters?q=${q('身份证')}`),
  read('slots', ({ shown }) => `/stations/${shown}/slots?matter=${matter}`),
  {
    name: 'book',
    kind: 'write',
    beside: 'insert',
    next: ({ slots, receipts }) => ({
      method: 'POST',
      path: '/api/v1/appointments',
      headers: { 'idempotency-key': `bench-${next()}-key` },
      body: { slotId: at(slots), matterCode: matter, applicant: person() },
      status: 201,
      keep: (body) => {
        const { reference, accessCode } = JSON.parse(body) as Place['receipts'][number]
        receipts.push({ reference, accessCode })
      },
    }),
  },
  {
    name: 'track',
    kind: 'read',
    beside: 'read',
    next: ({ receipts }) => ({
      method: 'POST',
      path: '/api/v1/track',
      body: receipts[next() % receipts.length],
    }),
  },
  {
    name: 'cancel',
    kind: 'write',
    beside: 'insert',
    next: ({ receipts }) => {
      const { reference, accessCode } = receipts.pop() ?? {}
      if (!reference) return null
      return { method: 'POST', path: `/api/v1/appointments/${reference}/cancel`, body: { accessCode } }
    },
  },
  ...applicationRoutes,
]

/** A person nobody else is, with a number in a division that does not exist. */
function person() {
  const n = next()
  const born = new Date(Date.UTC(1950, 0, 1 + (n % 18_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const digits = `999999${born}${String(Math.floor(n / 18_000)).padStart(3, '0')}`
  return {
    name: '张小明',
    phone: `138${String(n).padStart(8, '0')}`,
    idType: 'resident-id',
    idNumber: digits + checkCharacter(digits),
  }
}
