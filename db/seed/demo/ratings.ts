import { addDays, type Day } from '../../../api/calendar/day.ts'
import { daysOfPeriod, mondayOf, type Quarter } from '../../../api/calendar/period.ts'
import type { RatingGroup } from '../../../api/survey/groups.ts'
import { ratingAppealReasons } from '../../schema/rectification.ts'
import type { Row } from '../insertAll.ts'

/** How a place of the demonstration is rated; shares of 5 to 1 in hundredths. Nobody is behind any of it. */
interface DemoRated {
  slug: string
  /** Ratings in a quarter, and the share of all served who give one, in hundredths. */
  ratings: number
  answer: number
  shares: readonly [number, number, number, number, number]
  /** So many hundredths more of 5 instead of the rest with each quarter. */
  better?: number
  /** Ratings given in front of staff, and without an occasion. */
  pressed?: number
  poster?: number
  /** Applications decided, numbers called and bad ratings followed up in a quarter; hundredths of each in time. */
  decided: number
  called: number
  inTime: number
}

const groups: readonly { group: RatingGroup; share: number; mode: 'onsite' | 'online' }[] = [
  { group: 'id-card', share: 0.32, mode: 'onsite' },
  { group: 'household', share: 0.26, mode: 'onsite' },
  { group: 'residence', share: 0.22, mode: 'online' },
  { group: 'voice', share: 0.2, mode: 'online' },
]
const usual = [60, 26, 9, 3, 2] as const

/** Two clearly good, one poor, one that gets better, one with too few, one where staff asked for praise, and usual ones. */
export const demoRated: readonly DemoRated[] = [
  {
    slug: 'qingshi',
    ratings: 320,
    answer: 34,
    shares: [80, 14, 4, 1, 1],
    poster: 24,
    decided: 90,
    called: 120,
    inTime: 98,
  },
  {
    slug: 'chengguan',
    ratings: 380,
    answer: 28,
    shares: [76, 17, 4, 2, 1],
    decided: 110,
    called: 150,
    inTime: 97,
  },
  { slug: 'nanqiao', ratings: 220, answer: 22, shares: usual, decided: 60, called: 90, inTime: 92 },
  {
    slug: 'donghu',
    ratings: 240,
    answer: 25,
    shares: [38, 27, 17, 10, 8],
    decided: 60,
    called: 90,
    inTime: 80,
  },
  {
    slug: 'sanhe',
    ratings: 200,
    answer: 30,
    shares: [48, 28, 13, 7, 4],
    better: 16,
    decided: 50,
    called: 60,
    inTime: 90,
  },
  {
    slug: 'guta',
    ratings: 180,
    answer: 41,
    shares: [66, 22, 8, 3, 1],
    pressed: 26,
    decided: 45,
    called: 60,
    inTime: 93,
  },
  { slug: 'liuwan', ratings: 9, answer: 12, shares: usual, decided: 8, called: 6, inTime: 95 },
  {
    slug: 'household-hall',
    ratings: 300,
    answer: 24,
    shares: [57, 28, 10, 3, 2],
    decided: 80,
    called: 160,
    inTime: 90,
  },
]

/** Drawn numbers from 0 to 1, the same for the same text. */
export function drawsOf(text: string): () => number {
  let state = 2166136261
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Which of these, each as often as its share. */
function pick<T>(draw: number, list: readonly T[], share: (one: T) => number): T {
  let left = draw * list.reduce((sum, one) => sum + share(one), 0)
  for (const one of list) {
    left -= share(one)
    if (left < 0) return one
  }
  return list.at(-1)!
}

/** What happened in a week, as rows of its tables: without ids of service points, which are slugs here. */
export interface DemoWeek {
  rating: Row[]
  evaluation_event: Row[]
  /** Occasions nobody rated in time. */
  unrated: { slug: string; group: string; n: number }[]
}

/** The Mondays a quarter's days lie behind. */
export function mondaysOf(quarter: Quarter): Day[] {
  const { from, to } = daysOfPeriod(quarter)
  const mondays: Day[] = []
  for (let day = mondayOf(from); day <= to; day = addDays(day, 7)) mondays.push(day)
  return mondays
}

/** What is invented of one week of a quarter; `nth` counts the quarters from the first on. The same every time. */
export function demoWeek(quarter: Quarter, nth: number, monday: Day): DemoWeek {
  const days = daysOfPeriod(quarter)
  const day = monday < days.from ? days.from : monday
  const weeks = mondaysOf(quarter).length
  const week: DemoWeek = { rating: [], evaluation_event: [], unrated: [] }
  for (const place of demoRated) {
    const draw = drawsOf(`${place.slug} ${monday} ${quarter}`)
    const better = nth * (place.better ?? 0)
    const shares = place.shares.map((share, i) => (i === 0 ? share + better : (share * 100) / (100 + better)))
    const some = (ofQuarter: number) => Math.floor(ofQuarter / weeks + draw())
    const give = (n: number, standing: 'counted' | 'pressed' | 'poster', five: boolean) => {
      for (let i = 0; i < n; i += 1) {
        const { group, mode } = pick(draw(), groups, ({ share }) => share)
        const level = pick(
          draw(),
          shares.map((share, at) => ({ share, level: 5 - at })),
          ({ share }) => share,
        )
        week.rating.push({
          id: `ra_${hex(draw)}`,
          week: monday,
          kind: standing === 'poster' ? 'poster' : mode === 'onsite' ? 'visit' : 'application',
          service_point_id: place.slug,
          grp: standing === 'poster' ? 'counter' : group,
          mode,
          overall: five ? 5 : level.level,
          standing,
          tallied_in: quarter,
        })
      }
      return n
    }
    const counted = give(some(place.ratings), 'counted', false)
    give(some(place.pressed ?? 0), 'pressed', true)
    give(some(place.poster ?? 0), 'poster', false)
    const unrated = Math.round((counted * 100) / place.answer) - counted
    if (unrated > 0) week.unrated.push({ slug: place.slug, group: 'counter', n: unrated })
    const note = (indicator: string, group: string, n: number, inTime: number) => {
      for (let i = 0; i < n; i += 1)
        week.evaluation_event.push({
          indicator,
          subject: `demo-${hex(draw).slice(0, 16)}`,
          service_point_id: place.slug,
          grp: group,
          level: draw() * 100 < inTime ? 1 : 0,
          day,
          period: quarter,
        })
    }
    note('application.time', 'residence', some(place.decided), place.inTime)
    note('waiting.promise', 'counter', some(place.called), place.inTime - 4)
    note(
      'rectification.time',
      'household',
      some((place.ratings * (shares[3]! + shares[4]!)) / 100),
      place.inTime,
    )
  }
  deskOf(week, drawsOf(`desk ${monday} ${quarter}`), { day, quarter, weeks })
  return week
}

/** What the supervision desk did in a week: appeals by reason, second ratings. */
function deskOf(
  week: DemoWeek,
  draw: () => number,
  { day, quarter, weeks }: { day: Day; quarter: Quarter; weeks: number },
) {
  const note = (indicator: string, ofQuarter: number, of: () => { grp: string; level: number }) => {
    for (let left = Math.floor(ofQuarter / weeks + draw()); left > 0; left -= 1)
      week.evaluation_event.push({
        indicator,
        subject: `demo-${hex(draw).slice(0, 16)}`,
        service_point_id: '*',
        ...of(),
        day,
        period: quarter,
      })
  }
  note('desk.appeal', 22, () => ({
    grp: pick(draw(), ratingAppealReasons, (reason) => (reason === 'not-about-us' ? 3 : 1)),
    level: draw() < 0.4 ? 1 : 0,
  }))
  note('desk.second', 34, () => ({ grp: 'desk', level: 1 + pick(draw(), [0, 1, 2, 3, 4], (at) => 1 + at) }))
}

const hex = (draw: () => number) =>
  Array.from({ length: 4 }, () =>
    Math.floor(draw() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
