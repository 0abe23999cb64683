import type { Period } from '../calendar/period.ts'
import type { Text } from '../shared/text.ts'
import { type RatingGroup, ratingGroupNames } from '../survey/groups.ts'
import type { Indicator } from './indicator.ts'

/** A period in words. */
export function periodNameOf(period: Period): Text {
  const [year, part] = [period.slice(0, 4), period.slice(4)]
  if (part.startsWith('Q'))
    return { zh: `${year} 年第 ${part.slice(1)} 季度`, en: `Quarter ${part.slice(1)} of ${year}` }
  if (part === 'H1') return { zh: `${year} 年上半年`, en: `First half of ${year}` }
  return part === 'H2'
    ? { zh: `${year} 年下半年`, en: `Second half of ${year}` }
    : { zh: `${year} 年`, en: `The year ${year}` }
}

/** A group in words; one that is no longer known keeps its code. */
export const groupNameOf = (code: string): Text =>
  Object.hasOwn(ratingGroupNames, code) ? ratingGroupNames[code as RatingGroup] : { zh: code, en: code }

/**
 * The levels of a cell in words, or of several alike added up: each that was filled up holds one to k − 1 of its low levels,
 * so that together they hold as many more.
 */
export function levelsNameOf(
  { levels }: { levels: readonly Pick<Indicator['levels'][number], 'level' | 'name'>[] },
  { from, to, topped, cells }: { from: number; to: number; topped: number | null; cells: number },
  k: number,
): Text {
  const within = levels.filter(({ level }) => level >= from && level <= to)
  const joined: Text = {
    zh: within.map(({ name }) => name.zh).join('、'),
    en: within.map(({ name }) => name.en).join(' / '),
  }
  const rest = levels.find(({ level }) => level === topped)
  if (!rest) return joined
  return {
    zh: `${joined.zh}（${cells} 到 ${cells * (k - 1)} 个），其余是${rest.name.zh}`,
    en: `${joined.en} (${cells} to ${cells * (k - 1)} of them), the others ${rest.name.en.charAt(0).toLowerCase()}${rest.name.en.slice(1)}`,
  }
}
