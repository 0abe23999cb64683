import { type Period, quartersOf } from '../calendar/period.ts'
import type { Indicator, Rule } from './indicator.ts'

/** What is counted and published and in no score: occasions nobody rated in time, ratings set aside. */
export const countedOnly = [
  'unrated',
  'satisfaction.poster',
  'satisfaction.pressed',
  'satisfaction.apart',
] as const
export type CountedOnly = (typeof countedOnly)[number]

/** Those whose cells come out of the published monthly figures (api/complaint/figures) and not of events. */
export const ofFigures = ['complaint.time', 'complaint.closed'] as const

/** The quarter that decides which indicators are in force for a period: its first. */
export const ruledBy = (period: Period) => quartersOf(period)[0] as string

/** The indicators out of their rows (query.ts). */
export const readIndicators = (found: readonly { content: string }[]): Indicator[] =>
  found.map(({ content }) => JSON.parse(content) as Indicator)

/** What the formula takes of an indicator. */
export const ruleOf = ({ code, weight, minimum, levels, spread }: Indicator): Rule => ({
  code,
  weight,
  minimum,
  levels,
  spread,
})
