import type { Text } from '../shared/text.ts'

/**
 * An indicator (考评指标) as published, dated data: what it counts, how, and why. What is judged has levels, the higher the
 * better; a level is worth points from 0 to 100.
 */
export interface Indicator {
  code: string
  version: number
  /** The first quarter it is in force for. */
  fromPeriod: string
  /** Share of the whole, in hundredths of all weights; 0: shown, not weighed. */
  weight: number
  /** A place with fewer events has no score. */
  minimum: number
  name: Text
  /** What is counted, and out of what. */
  counts: Text
  why: Text
  /** Where the rule comes from, and how sure that is (S, P, K1, K2). */
  basis: Text
  certainty: 'S' | 'P' | 'K1' | 'K2'
  /** Each level: points, its name, and the share of events it is taken to have where a cell joins several levels. */
  levels: { level: number; points: number; share: number; name: Text }[]
  /**
   * Cells below this many are joined (api/privacy/cut.ts): 5 for what people said or asked for, 1 for acts of the station
   * that are public one by one.
   */
  k: number
  /** The least spread between places that is assumed, points: a standard deviation. */
  spread: number
  /** Minutes promised, where it judges a time. */
  minutes?: number
}

/** What of an indicator the formula needs (formula.ts). */
export type Rule = Pick<Indicator, 'code' | 'weight' | 'minimum' | 'levels' | 'spread'>
