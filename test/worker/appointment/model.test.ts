import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { monday } from '../../support/api.ts'
import { addSlot, miscounts, twoStations } from '../../support/appointment.ts'
import { proving, shown, times } from '../../support/prove.ts'
import { addWaiting } from '../../support/waitingRows.ts'

beforeEach(twoStations)

const channels = ['public', 'phone', 'counter'] as const
type Channel = (typeof channels)[number]

/** Slots in a row, 15 minutes each; a visit covers `long` of them from `slot` on. */
type Step =
  | { do: 'book'; slot: number; long: number; channel: Channel }
  | { do: 'move'; which: number; slot: number }
  | { do: 'cancel' | 'end'; which: number }
  | { do: 'offer'; slot: number; long: number }
  | { do: 'lapse' | 'release' | 'take'; which: number }
  | { do: 'close' | 'open'; slot: number }

const slot = fc.nat(4)
const which = fc.nat(11)
const long = fc.integer({ min: 1, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      slot,
      long,
      channel: fc.constantFrom('public' as const, ...channels),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), which, slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'cancel', 'end'), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offer' as const), slot, long }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('lapse' as const, 'release', 'take'), which }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'open', 'open'), slot }) },
)

const capacities = fc.array(fc.record({ public: fc.nat(3), phone: fc.nat(2), counter: fc.nat(2) }), {
  minLength: 5,
  maxLength: 5,
})

interface Booking {
  id: string
  slot: number
  long: number
  channel: Channel
  state: 'booked' | 'cancelled' | 'ended'
}
interface Hold {
  id: string
  slot: number
  long: number
  state: 'kept' | 'offered' | 'over'
}

/** What the tables must agree with: plain lists and plain counting. */
class Model {
  readonly bookings: Booking[] = []
  holds: Hold[] = []
  readonly open = [true, true, true, true, true]
  readonly caps: Record<Channel, number>[]
  constructor(caps: Record<Channel, number>[]) {
    this.caps = caps
  }
  used(at: number, channel: Channel, but?: Booking | Hold): number {
    const covers = (one: { slot: number; long: number }) =>
      one !== but && one.slot <= at && at < one.slot + one.long
    const booked = this.bookings.filter((b) => b.channel === channel && b.state !== 'cancelled' && covers(b))
    const held = channel === 'public' ? this.holds.filter((h) => h.state !== 'over' && covers(h)) : []
    return booked.length + held.length
  }
  fits(from: number, many: number, channel: Channel, but?: Booking | Hold): boolean {
    if (from + many > this.caps.length) return false
    return range(from, many).every(
      (at) => this.open[at] && this.used(at, channel, but) < this.caps[at]![channel],
    )
  }
  /** What a public booking leaves behind is kept, slot by slot, where the counter is open. */
  keep(left: Booking, now?: { slot: number }): { slot: number; long: 1; state: 'kept' }[] {
    if (left.channel !== 'public') return []
    const stays = now ? range(now.slot, left.long) : []
    return range(left.slot, left.long)
      .filter((at) => this.open[at] && !stays.includes(at))
      .map((at) => ({ slot: at, long: 1, state: 'kept' }))
  }
}

const range = (from: number, many: number) => Array.from({ length: many }, (_, i) => from + i)

test('whatever is booked, moved, cancelled, offered, taken, let pass, closed: the tables agree with a plain model', {
  timeout: 1_800_000,
}, async () => {
  let steps = 0
  let day = 0
  await fc.assert(
    fc.asyncProperty(capacities, fc.array(step, { minLength: 6, maxLength: 40 }), async (caps, todo) => {
      day += 1
      const starts = monday + 24 * day * HOUR
      const ids: string[] = []
      for (const [i, cap] of caps.entries())
        ids.push(
          await addSlot({
            startsAt: starts + i * 15 * MINUTE,
            capPublic: cap.public,
            capPhone: cap.phone,
            capCounter: cap.counter,
          }),
        )
      const model = new Model(caps)
      for (const now of todo) {
        steps += 1
        await act(model, now, { ids, starts, name: `${day}_${steps}` })
      }
      expect(await miscounts()).toEqual([])
      expect(await keptInTables(ids)).toEqual(
        model.holds
          .filter(({ state }) => state !== 'over')
          .map((hold) => `${hold.slot} ${hold.long} ${hold.state}`)
          .sort(),
      )
    }),
    { numRuns: times(25, 1_500), ...(proving ? {} : { seed: 20261123 }) },
  )
  shown(
    'model of book, move, cancel, offer, take, lapse, release, close over random capacities and lengths',
    {
      runs: times(25, 1_500),
      steps,
      disagreements: 0,
    },
  )
})

/** The live holds of these slots, as the model writes them. */
async function keptInTables(ids: string[]): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT h.slot_id AS slot, (h.ends_at - s.starts_at) / ${15 * MINUTE} AS long, h.state AS state
     FROM hold h JOIN slot s ON s.id = h.slot_id
     WHERE h.state IN ('kept', 'offered') AND h.slot_id IN (SELECT value FROM json_each(?))`,
  )
    .bind(JSON.stringify(ids))
    .all<{ slot: string; long: number; state: string }>()
  return results.map(({ slot, long, state }) => `${ids.indexOf(slot)} ${long} ${state}`).sort()
}

interface Where {
  ids: string[]
  starts: number
  name: string
}

/** One step in the tables and in the model; both must allow it or neither. */
async function act(model: Model, now: Step, where: Where): Promise<void> {
  const { ids, starts, name } = where
  const endOf = (from: number, many: number) => starts + (from + many) * 15 * MINUTE
  const run = async (allowed: boolean, ...statements: D1PreparedStatement[]) => {
    expect(await carriedOut(statements), JSON.stringify(now)).toBe(allowed)
    return allowed
  }
  const book = (id: string, from: number, many: number, channel: Channel) =>
    env.DB.prepare(
      `INSERT INTO booking (id, reference, code_hash, slot_id, matter_code, channel, state, person_key, phone_key, locale, id_type, created_at, updated_at, ends_at)
       VALUES (?1, ?1, '', ?2, 'ID-02', ?3, 'booked', ?1, ?1, 'zh', 'none', 0, 0, ?4)`,
    ).bind(id, ids[from], channel, endOf(from, many))
  const guard = env.DB.prepare('INSERT INTO guard (ok) SELECT changes() = 1')

  if (now.do === 'book') {
    const made = {
      id: `bk_${name}`,
      slot: now.slot,
      long: now.long,
      channel: now.channel,
      state: 'booked' as const,
    }
    const allowed = model.fits(now.slot, now.long, now.channel)
    if (await run(allowed, book(made.id, now.slot, now.long, now.channel))) model.bookings.push(made)
  } else if (now.do === 'offer') {
    const id = `ho_${name}`
    const waiting = await addWaiting(`wt_${name}`)
    const allowed = model.fits(now.slot, now.long, 'public')
    const statement = env.DB.prepare(
      `INSERT INTO hold (id, slot_id, ends_at, state, waiting_id, until, created_at) VALUES (?, ?, ?, 'offered', ?, 1, 0)`,
    ).bind(id, ids[now.slot], endOf(now.slot, now.long), waiting)
    if (await run(allowed, statement))
      model.holds.push({ id, slot: now.slot, long: now.long, state: 'offered' })
  } else if (now.do === 'close' || now.do === 'open') {
    await run(
      true,
      env.DB.prepare('UPDATE slot SET state = ? WHERE id = ?').bind(
        now.do === 'close' ? 'closed' : 'open',
        ids[now.slot],
      ),
    )
    model.open[now.slot] = now.do === 'open'
  } else if (now.do === 'move' || now.do === 'cancel' || now.do === 'end') {
    const booking = model.bookings[now.which % (model.bookings.length || 1)]
    if (booking?.state !== 'booked') return
    if (now.do === 'move') {
      if (now.slot === booking.slot) return
      const allowed = model.fits(now.slot, booking.long, booking.channel, booking)
      const statement = env.DB.prepare('UPDATE booking SET slot_id = ?, ends_at = ? WHERE id = ?').bind(
        ids[now.slot],
        endOf(now.slot, booking.long),
        booking.id,
      )
      const left = model.keep(booking, now)
      if (!(await run(allowed, statement, guard))) return
      booking.slot = now.slot
      model.holds.push(...left.map((hold) => ({ id: '', ...hold })))
    } else {
      const state = now.do === 'cancel' ? ('cancelled' as const) : ('ended' as const)
      await run(
        true,
        env.DB.prepare('UPDATE booking SET state = ? WHERE id = ?').bind(state, booking.id),
        guard,
      )
      booking.state = state
      if (state === 'cancelled') model.holds.push(...model.keep(booking).map((hold) => ({ id: '', ...hold })))
    }
  } else if (now.do === 'lapse' || now.do === 'release' || now.do === 'take') {
    await actOnHold(model, now, where, { book, run, guard })
  }
}

interface Means {
  book(id: string, from: number, many: number, channel: Channel): D1PreparedStatement
  run(allowed: boolean, ...statements: D1PreparedStatement[]): Promise<boolean>
  guard: D1PreparedStatement
}

/** What becomes of a hold: released or let pass, or taken by a booking in the same batch. */
async function actOnHold(
  model: Model,
  now: Extract<Step, { do: 'lapse' | 'release' | 'take' }>,
  { ids, name }: Where,
  { book, run, guard }: Means,
): Promise<void> {
  const live = model.holds.filter(({ state }) => state === (now.do === 'release' ? 'kept' : 'offered'))
  const hold = live[now.which % (live.length || 1)]
  if (!hold) return
  const [to, from] = {
    lapse: ['lapsed', 'offered'],
    release: ['released', 'kept'],
    take: ['taken', 'offered'],
  }[now.do] as [string, string]
  // A kept place has an id of the database's own: any one of its slot will do.
  const settled = env.DB.prepare(
    `UPDATE hold SET state = ?1, settled_at = 1 WHERE id = (
       SELECT id FROM hold WHERE slot_id = ?2 AND state = ?3 AND (?4 = '' OR id = ?4) LIMIT 1)`,
  ).bind(to, ids[hold.slot], from, hold.id)
  if (now.do !== 'take') {
    await run(true, settled, guard)
    hold.state = 'over'
    return
  }
  const id = `bk_${name}`
  const allowed = range(hold.slot, hold.long).every((at) => model.open[at])
  if (!(await run(allowed, settled, guard, book(id, hold.slot, hold.long, 'public')))) return
  hold.state = 'over'
  model.bookings.push({ id, slot: hold.slot, long: hold.long, channel: 'public', state: 'booked' })
}

async function carriedOut(statements: D1PreparedStatement[]): Promise<boolean> {
  try {
    await env.DB.batch(statements)
    return true
  } catch (error) {
    expect(String(error)).toMatch(/slot-full|slot-closed|within_capacity|stale/)
    return false
  }
}
