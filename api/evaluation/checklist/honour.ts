import type { Text } from '../../shared/text.ts'

/** What a station came to in a frozen year. */
export interface YearOf {
  year: string
  /** The band of all together, and of each weighed indicator; '' where there were too few. */
  all: 'A' | 'B' | 'C' | ''
  indicators: readonly { code: string; band: 'A' | 'B' | 'C' | '' }[]
  /** In how many of its quarters ratings of it were published. */
  quarters: number
  /** Ratings in published cells, and those of them that are surely of level 3 or better. */
  rated: number
  content: number
}

/** At least so many of a hundred ratings are “basically satisfied” or better. */
export const contentPercent = 95

/** The honour, and the rules it follows from: nobody awards it by a click. */
export const honourName: Text = { zh: '群众满意派出所', en: 'Station the public is satisfied with' }
export const honourRules: readonly Text[] = [
  { zh: '全年考评已定稿', en: 'The year’s evaluation is frozen' },
  {
    zh: '四个季度都有公布的评价；年中才开始的那一年不算',
    en: 'Ratings were published in each of its four quarters; a year begun midway does not count',
  },
  {
    zh: '全年合起来在 A 档，群众满意度也在 A 档',
    en: 'Band A for the year all together, and for satisfaction',
  },
  { zh: '没有一项在 C 档', en: 'Band C in nothing' },
  {
    zh: `全年公布的评价里，基本满意以上的不少于 ${contentPercent}%（各地做法不一，本平台默认）`,
    en: `Of the year’s published ratings at least ${contentPercent} % are “basically satisfied” or better (local practice differs; our default)`,
  },
]

/** Whether a station has the honour for a year. A cell that may hold both counts as not content (`content` leaves it out). */
export const hasHonour = ({ all, indicators, quarters, rated, content }: YearOf): boolean =>
  quarters === 4 &&
  all === 'A' &&
  indicators.some(({ code, band }) => code === 'satisfaction' && band === 'A') &&
  indicators.every(({ band }) => band !== 'C') &&
  rated > 0 &&
  content * 100 >= rated * contentPercent
