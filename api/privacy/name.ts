import { toHalfWidth } from '../shared/halfWidth.ts'

/** Why a name is refused. 'markup' are the characters of HTML and spreadsheets, which never stand in a name. */
export type NameReason = 'empty' | 'long' | 'digits' | 'emoji' | 'control' | 'markup' | 'characters'

export type NameReading = { ok: true; value: string } | { ok: false; reason: NameReason }

/** Longest name taken, in code points. */
export const NAME_LIMIT = 80

const HAN = '\\p{Script=Han}\\u3007'
const DOT_BETWEEN_HAN = new RegExp(`(?<=[${HAN}])\\s*[.。]\\s*(?=[${HAN}])`, 'gu')
const SPACE_BETWEEN_HAN = new RegExp(`(?<=[${HAN}]) +(?=[${HAN}])`, 'gu')

/**
 * A name in one spelling: NFC, half-width, every middle dot as ·, plain apostrophes and hyphens, no space at the ends
 * or between Chinese characters ('张 三' is 张三). A full stop typed between Chinese characters is taken as the dot.
 */
export function normaliseName(input: string): string {
  return toHalfWidth(input.normalize('NFC'))
    .replace(/[\u2018\u2019\u02bc\u00b4\u2032]/g, "'")
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(DOT_BETWEEN_HAN, '·')
    .replace(/ *[•·・‧∙⋅\u0387\uff65] */g, '·')
    .replace(/ {2,}/g, ' ')
    .replace(SPACE_BETWEEN_HAN, '')
    .trim()
}

/** Reads a person's name: 1 to 80 code points, letters of any script, and · . ' - and space between them. */
export function readName(input: string): NameReading {
  // A line break or tab is a fault, not a space: it must not be smoothed away before it is seen.
  const controlled = /[\p{Cc}\p{Zl}\p{Zp}]/u.test(input.trim())
  const value = normaliseName(input)
  if (value === '') return { ok: false, reason: 'empty' }
  if ([...value].length > NAME_LIMIT) return { ok: false, reason: 'long' }
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value))
    return { ok: false, reason: 'emoji' }
  if (controlled || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) return { ok: false, reason: 'control' }
  if (/[<>&"`=@|\\/{}[\]]/.test(value)) return { ok: false, reason: 'markup' }
  // 〇 counts as a number in Unicode and is a given name's character in China.
  if (/(?!\u3007)\p{N}/u.test(value)) return { ok: false, reason: 'digits' }
  // What shows nothing, or piles marks on a letter, makes two spellings of one name.
  if (/\p{Default_Ignorable_Code_Point}|\p{M}{4}/u.test(value)) return { ok: false, reason: 'characters' }
  if (!/^[\p{L}\p{M}\u3007·.' -]+$/u.test(value)) return { ok: false, reason: 'characters' }
  if (!/[\p{L}\u3007]/u.test(value)) return { ok: false, reason: 'characters' }
  if (/^[-.·]|[-·]$/.test(value)) return { ok: false, reason: 'characters' }
  return { ok: true, value }
}
