import type { Rule } from '../../../api/evaluation/indicator.ts'

/*
 * The formula a second time, out of its description and not out of its code: every event is a row of its own, sums are taken
 * anew wherever they are needed. Slow, and meant to be read beside api/evaluation/formula.
 */

/** A published cell. */
export interface PlainCell {
  station: string
  indicator: string
  group: string
  from: number
  to: number
  topped: number | null
  n: number
}

/** One event, as what it is taken to be worth: points, and the square of them. */
interface Event {
  station: string
  group: string
  points: number
  square: number
}

const total = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((sum, one) => sum + of(one), 0)
const names = (list: readonly string[]) => [...new Set(list)].sort()

/** What an event of some levels is worth, each level by the square root of its share. */
function expected(rule: Rule, from: number, to: number): Pick<Event, 'points' | 'square'> {
  const some = rule.levels.filter(({ level }) => from <= level && level <= to)
  const whole = total(some, ({ share }) => share ** 0.5)
  return {
    points: total(some, ({ share, points }) => (share ** 0.5 / whole) * points),
    square: total(some, ({ share, points }) => (share ** 0.5 / whole) * points ** 2),
  }
}

/** A cell as events. Of a filled-up one two are of the low levels. */
function eventsOf(rule: Rule, { station, group, from, to, topped, n }: PlainCell): Event[] {
  const many = (count: number, low: number, high: number): Event[] =>
    Array.from({ length: count }, () => ({ station, group, ...expected(rule, low, high) }))
  return topped === null ? many(n, from, to) : [...many(2, from, to), ...many(n - 2, topped, topped)]
}

interface Place {
  station: string
  n: number
  mean: number | null
  score: number | null
  sd: number
}

/** One indicator: what is usual, and each place. */
function indicator(rule: Rule, cells: readonly PlainCell[], stations: readonly string[]) {
  const events = cells
    .filter((cell) => cell.indicator === rule.code && stations.includes(cell.station))
    .flatMap((cell) => eventsOf(rule, cell))
  const of = (station: string) => events.filter((event) => event.station === station)
  const rated = stations.filter((station) => of(station).length > 0)
  // Levels of groups and of places, in turns, 25 times.
  const group = new Map<string, number>()
  const place = new Map(rated.map((station) => [station, 0]))
  for (let turn = 0; turn < 25 && events.length > 0; turn += 1) {
    for (const name of names(events.map((event) => event.group))) {
      const own = events.filter((event) => event.group === name)
      group.set(name, total(own, ({ points, station }) => points - place.get(station)!) / own.length)
    }
    for (const station of rated)
      place.set(
        station,
        total(of(station), (event) => event.points - group.get(event.group)!) / of(station).length,
      )
  }
  const pairs = rated.flatMap((station) =>
    names(of(station).map((event) => event.group)).map((name) =>
      of(station).filter((event) => event.group === name),
    ),
  )
  const spreadWithin =
    events.length > pairs.length
      ? total(pairs, (own) => {
          const mean = total(own, ({ points }) => points) / own.length
          return total(own, ({ square }) => square) - own.length * mean ** 2
        }) /
        (events.length - pairs.length)
      : 0
  const all = total(rule.levels, ({ share }) => share)
  const byShares = total(rule.levels, ({ share, points }) => (share / all) * points)
  const variance = Math.max(
    spreadWithin,
    total(rule.levels, ({ share, points }) => (share / all) * (points - byShares) ** 2) / 4,
  )
  const middle = total(events, ({ station }) => place.get(station)!) / events.length
  const weightless = events.length - total(rated, (station) => of(station).length ** 2) / events.length
  const moments =
    weightless > 0
      ? (total(events, ({ station }) => (place.get(station)! - middle) ** 2) -
          (rated.length - 1) * variance) /
        weightless
      : 0
  const between = Math.max(rule.spread ** 2, moments)
  const weight = (station: string) => 1 / (between + variance / of(station).length)
  const centre = total(rated, (station) => weight(station) * place.get(station)!) / total(rated, weight)
  const usual = total(events, (event) => group.get(event.group)!) / events.length + centre
  const points = rule.levels.map((level) => level.points)
  const inside = (value: number) => Math.max(Math.min(...points), Math.min(Math.max(...points), value))
  const places = stations.map((station): Place => {
    const own = of(station)
    // Of whom too little is known it is known that places differ by so much.
    if (own.length === 0 || own.length < rule.minimum)
      return {
        station,
        n: own.length,
        mean: null,
        score: null,
        sd: (between + (rule.spread / 2) ** 2) ** 0.5,
      }
    const held = between * weight(station)
    return {
      station,
      n: own.length,
      mean: inside(total(own, (event) => event.points) / own.length),
      score: inside(usual + held * (place.get(station)! - centre)),
      sd: ((held * variance) / own.length + (rule.spread / 2) ** 2) ** 0.5,
    }
  })
  return { rule, usual: events.length > 0 ? usual : null, places, inside }
}

const hundredths = (points: number) => Math.round(points * 100) / 100

/** The rows of `evaluate`, before they are rounded. */
export function plainFormula(
  rules: readonly Rule[],
  cells: readonly PlainCell[],
  stations: readonly string[],
) {
  const found = rules.map((rule) => indicator(rule, cells, stations))
  // What nobody has anything in counts for nobody; all else for everybody, by the same weights.
  const weighed = found.flatMap(({ rule, usual, places }) =>
    rule.weight > 0 && usual !== null ? [{ rule, usual, places }] : [],
  )
  const weights = total(weighed, ({ rule }) => rule.weight)
  const band = (low: number, high: number, usual: number) => (low > usual ? 'A' : high < usual ? 'C' : 'B')
  return stations.flatMap((station, i) => {
    const none = { mean: null, score: null, low: null, high: null, band: '' }
    const whole = { station, indicator: '', n: 0, ...none }
    const own = weighed.filter(({ places }) => places[i]!.score !== null)
    if (own.some(({ rule }) => rule.code === 'satisfaction')) {
      const mean = (of: (one: (typeof weighed)[number]) => number) =>
        hundredths(total(weighed, (one) => one.rule.weight * hundredths(of(one))) / weights)
      const score = mean(({ usual, places }) => places[i]!.score ?? usual)
      const usual = mean((one) => one.usual)
      const reach =
        1.96 * total(weighed, ({ rule, places }) => ((rule.weight / weights) * places[i]!.sd) ** 2) ** 0.5
      const [low, high] = [Math.max(0, score - reach), Math.min(100, score + reach)]
      Object.assign(whole, {
        n: own.length,
        score,
        low,
        high,
        band: band(score - reach, score + reach, usual),
      })
    }
    const each = found.map(({ rule, usual, places, inside }) => {
      const { n, mean, score, sd } = places[i]!
      if (score === null) return { station, indicator: rule.code, n, ...none }
      const [low, high] = [inside(score - 1.96 * sd), inside(score + 1.96 * sd)]
      return { station, indicator: rule.code, n, mean, score, low, high, band: band(low, high, usual!) }
    })
    return [whole, ...each]
  })
}
