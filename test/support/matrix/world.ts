import { env } from 'cloudflare:workers'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { roles } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../api.ts'
import { addSlot, bookOne } from '../appointment.ts'
import { demo } from '../bureau.ts'
import { signedIn, staffApi } from '../signedIn.ts'
import type { Place, Who } from './row.ts'

export const own: Place = { point: 'sp_qingshi', slug: 'qingshi' }
export const other: Place = { point: 'sp_nanqiao', slug: 'nanqiao' }
export const bureau: Place = { point: '*', slug: '*' }

/** Whoever the visits of the matrix are by, and who made them: nothing of it may stand in an answer in clear. */
export const person = { name: '欧阳金丝雀', phone: (n: number) => `1391234${String(n).padStart(4, '0')}` }
const helper = (n: number) => ({ name: '司徒画眉', phone: `1381234${String(n).padStart(4, '0')}` })
const note = '只有金丝雀知道这句话'
export const personal = ['金丝雀', '画眉', '1391234', '1381234']

export const run = (statement: string, ...values: (string | number | null)[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()

type Grants = Who['grants']

/** The seeded bureau at ten on a Monday, its clients, and what the rows of the matrix prepare. */
export async function newWorld() {
  await demo(env)
  // A counter has one of 99 numbers: the matrix needs its own.
  await run('DELETE FROM counter')
  const now = monday + 2 * HOUR
  const clock = clockAt(now)
  const api = staffApi({ clock })
  const web = apiClient({ clock })
  let made = 0
  const next = () => ++made

  const somebody = async (
    grants: Grants,
    more: Omit<Parameters<typeof signedIn>[0] & object, 'grants'> & { standing?: Who['signedIn'] } = {},
  ): Promise<Who> => {
    const { standing = 'yes', ...rest } = more
    const { id, headers } = await signedIn({ name: '周小民', grants, clock, ...rest })
    return { id, headers, grants, signedIn: standing }
  }
  const everything: Grants = roles.map((role) => [role, '*'] as const)
  const all = await somebody(everything)
  const guest = await somebody(everything)
  /** As somebody who may do everything; throws on anything but 2xx. */
  const done = async (method: string, path: string, body?: unknown, headers = {}, who = all) => {
    const answer = await api.call(method, path, body, { ...who.headers, ...headers })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }
  const post = (path: string, body: unknown = {}, who = all) => done('POST', path, body, {}, who)
  const get = (path: string) => done('GET', path)

  /** A time of its own. */
  const slot = (place: Place, startsAt?: number) =>
    addSlot({
      point: place.point,
      // No two begin together.
      startsAt: startsAt === undefined ? monday + 25 * HOUR + next() * 15 * MINUTE : startsAt + next() * 100,
      lead: 0,
      capPublic: 3,
      capPhone: 3,
      capCounter: 3,
    })
  /** Books at eight o'clock, for a time of today or later. */
  const visit = async (place: Place, startsAt?: number) => {
    clock.set(monday)
    try {
      const slotId = await slot(place, startsAt)
      const n = next() % 10_000
      const phone = person.phone(n)
      const applicant = { name: person.name, phone, idType: 'none' }
      const booked = await bookOne(web, slotId, { applicant, helper: helper(n), note })
      return { ...booked, slotId, phone }
    } finally {
      clock.set(now)
    }
  }
  return {
    api,
    web,
    clock,
    now,
    /** Prepares the records of the matrix. */
    all,
    /** May do everything too, and prepared nothing. */
    guest,
    everything,
    next,
    somebody,
    done,
    post,
    get,
    slot,
    visit,
  }
}

export type World = Awaited<ReturnType<typeof newWorld>>
