import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { DAY, dayOf, HOUR } from '../../../api/calendar/day.ts'
import { miscounts } from '../appointment.ts'
import { Bots, type Tactics } from './bots.ts'
import { chanceFrom } from './chance.ts'
import { Person, taste } from './people.ts'
import { Visitor } from './visitor.ts'
import { start, World } from './world.ts'

/** First come, first served, a place given back open to all at once: as it was. */
export const asItWas = { releaseWindowMinutes: 0, listFirst: false, givenBackWindows: [] }

export const regimes = {
  before: { rules: asItWas, list: false, pass: true, enlist: false },
  after: { rules: null, list: true, pass: true, enlist: false },
  'after, bots keep what they get': { rules: null, list: true, pass: false, enlist: false },
  'after, five names each': { rules: null, list: true, pass: false, enlist: true },
} as const satisfies Record<string, Tactics & { rules: object | null }>
export type Regime = keyof typeof regimes

export interface Size {
  people: number
  bots: number
  /** Clients of each bot, who come with their money one after the other. */
  clients: number
  days: number
  /** Public places at each of the nine times of a day. */
  each: number
}

export interface Outcome {
  regime: Regime
  run: number
  /** Public places released, and held in the end by bots with their clients, and by people. */
  places: number
  bots: number
  people: number
  /** The same by day of the visit: bots, people. */
  days: [number, number][]
  /** Share of the places held, and of all names that took part. */
  share: number
  names: number
  tried: number
  passed: number
  /** People who had a place at some time, and hours from wish to place over all people; Infinity: none. */
  served: number
  median: number
  p90: number
  /** Share of the bots' names that had a place at some time, and of those people who are as ready as a bot. */
  botsChance: number
  readyChance: number
}

/** One run: the same people with the same days in each regime. */
export async function simulate(regime: Regime, run: number, size: Size): Promise<Outcome> {
  const { rules, ...tactics } = regimes[regime]
  const world = new World(run)
  await world.open({ days: size.days, each: size.each, rules })
  const weekends = 2 * Math.floor((size.days - 1) / 5)
  const until = start + (size.days + weekends + 2) * DAY
  const all = new Map<string, Visitor>()
  let names = 0
  const newcomer = (name: string, wishAt: number, suits?: Visitor['suits']) => {
    names += 1
    const phone = `13${run % 10}${String(names).padStart(8, '0')}`
    return new Visitor(world, all, { name, phone, wishAt, ...(suits && { suits }) })
  }

  const people = Array.from({ length: size.people }, (_, i) => {
    const chance = chanceFrom(run * 10_007 + i)
    return new Person(world, newcomer('周小舟', start, taste(chance)), chance, tactics.list)
  })
  const chance = chanceFrom(run * 7_919 + 5)
  const own = Array.from({ length: size.bots }, () => newcomer('吴大明', start))
  const clients = own.map(() =>
    Array.from({ length: size.clients }, () =>
      newcomer('郑小路', chance.between(start + DAY + 8 * HOUR, until - 2 * DAY)),
    ),
  )
  const bots = new Bots(world, own, chance, tactics)
  const personOf = new Map(people.map((person) => [person.who, person]))
  world.onOffer = ({ reference }) => {
    const who = all.get(reference)
    if (who) (personOf.get(who) ?? { offered: () => bots.offered(who) }).offered()
  }
  world.onFree = () => bots.free()
  for (const person of people) person.live(until)
  bots.live(clients, until)
  await world.run(until)

  const theirs = await holders(new Set(people.map(({ who }) => who)), [...own, ...clients.flat()])
  const waits = people
    .map(({ who }) => (who.firstAt === null ? Number.POSITIVE_INFINITY : (who.firstAt - who.wishAt) / HOUR))
    .sort((a, b) => a - b)
  const quantile = (q: number) => waits[Math.ceil(q * waits.length) - 1] ?? Number.POSITIVE_INFINITY
  const [botsHold, peopleHold] = [0, 1].map((of) => theirs.reduce((sum, day) => sum + day[of]!, 0))
  expect(await miscounts()).toEqual([])
  return {
    regime,
    run,
    places: (await env.DB.prepare('SELECT sum(cap_public) AS n FROM slot').first<number>('n')) ?? 0,
    bots: botsHold!,
    people: peopleHold!,
    days: theirs,
    share: botsHold! / (botsHold! + peopleHold!),
    names: size.people + own.length * (tactics.enlist ? 1 + size.clients : 1),
    ...bots.passing,
    served: people.filter(({ who }) => who.firstAt !== null).length,
    median: quantile(0.5),
    p90: quantile(0.9),
    botsChance: chanceOf(tactics.enlist ? [...own, ...clients.flat()] : own),
    readyChance: chanceOf(people.flatMap(({ ready, who }) => (ready ? [who] : []))),
  }
}

const chanceOf = (names: Visitor[]) => names.filter(({ firstAt }) => firstAt !== null).length / names.length

/**
 * Who holds the places in the end, by day, as bots and people. Counted in the tables: whoever is not one of the people
 * is a bot or its client.
 */
async function holders(people: ReadonlySet<Visitor>, others: Visitor[]): Promise<[number, number][]> {
  const { results } = await env.DB.prepare(
    `SELECT b.reference AS reference, s.day AS day FROM booking b JOIN slot s ON s.id = b.slot_id
     WHERE b.state <> 'cancelled' AND b.channel = 'public' ORDER BY s.day`,
  ).all<{ reference: string; day: string }>()
  const days = new Map<string, [number, number]>()
  const ours = new Set([...people].flatMap(({ got }) => got?.reference ?? []))
  for (const { reference, day } of results) {
    const row = days.get(day) ?? [0, 0]
    row[ours.has(reference) ? 1 : 0] += 1
    days.set(day, row)
  }
  for (const { got } of others)
    if (got && ours.has(got.reference)) throw new Error(`${dayOf(got.at)}: one place, two holders`)
  return [...days.values()]
}
