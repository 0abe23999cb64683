import { systemClock } from '../../api/shared/clock.ts'
import { cursorOf } from '../../api/shared/cursor.ts'
import { next } from './next.ts'
import type { Place } from './place.ts'
import type { Route } from './routes.ts'

type Asking = NonNullable<ReturnType<Route['next']>>

const reading = (name: string, asked: (place: Place) => Asking): Route => ({
  name,
  kind: 'read',
  beside: 'read',
  next: asked,
})
const post = (path: string, body: unknown): Asking => ({ method: 'POST', path: `/api/v1${path}`, body })

/** A list or a record at work, of whoever handles it or watches over all. */
const work = (name: string, who: 'handler' | 'supervisor', path: (place: Place) => string): Route => ({
  name,
  kind: 'work',
  beside: 'read',
  next: (place) => ({
    path: `/api/v1/staff${path(place)}`,
    headers: place[who],
    // Where the list goes on is what the route behind it asks for.
    keep: (body) => {
      if (place.cursors.has(name)) return
      const { nextCursor } = JSON.parse(body) as { nextCursor?: string | null }
      if (nextCursor) place.cursors.set(name, nextCursor)
    },
  }),
})
const behind = (name: string) => (place: Place) => encodeURIComponent(place.cursors.get(name) ?? '')

/** Two years back in what is done: as deep as anybody turns. */
const deep = () => encodeURIComponent(cursorOf([systemClock.now() - 730 * 86_400_000, '~']))

const draft = ({ drafts }: Place) => drafts[next() % drafts.length] ?? { reference: '', accessCode: '' }

/** What residents, checkers and staff ask about applications and certificates. */
export const applicationRoutes: Route[] = [
  {
    name: 'begin',
    kind: 'write',
    beside: 'insert',
    next: ({ shown, drafts }) => ({
      ...post('/applications', {
        matterCode: 'CR-01',
        station: shown,
        eligibility: { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' },
      }),
      headers: { 'idempotency-key': `bench-${next()}-draft` },
      status: 201,
      keep: (body) => {
        const { reference, accessCode } = JSON.parse(body) as Place['drafts'][number]
        drafts.push({ reference, accessCode })
      },
    }),
  },
  reading('open draft', (place) => {
    const { reference, accessCode } = draft(place)
    return post(`/applications/${reference}/open`, { accessCode })
  }),
  reading('open application', ({ filed: { reference, accessCode } }) =>
    post(`/applications/${reference}/open`, { accessCode }),
  ),
  reading('track application', ({ filed }) => post('/track', filed)),
  reading('usual times', ({ shown }) => ({ path: `/api/v1/matters/CR-01/times?station=${shown}` })),
  reading('verify', ({ certificate }) => post('/certificates/verify', certificate)),
  work('work list', 'handler', () => '/applications'),
  work('work list, page 2', 'handler', (place) => `/applications?cursor=${behind('work list')(place)}`),
  work('all open', 'handler', () => '/applications?tab=team&limit=50'),
  work('done, two years back', 'handler', () => `/applications?tab=done&cursor=${deep()}`),
  work('late, all stations', 'supervisor', () => '/applications?tab=late'),
  work('one application', 'handler', ({ filed }) => `/applications/${filed.reference}`),
  work('certificates', 'handler', () => '/certificates'),
  work('certificates, page 2', 'handler', (place) => `/certificates?cursor=${behind('certificates')(place)}`),
  work('one certificate', 'handler', ({ certificate }) => `/certificates/${certificate.number}`),
  work('batches sent', 'supervisor', () => '/exchange'),
]
