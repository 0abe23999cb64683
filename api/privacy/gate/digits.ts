/** A stretch of digits of one script, in the readable text, and what stands between it and the one before. */
export interface Group {
  from: number
  to: number
  /** Where its digits begin in `digits` of the run. */
  at: number
  /** The few separators in front of it, null where anything else keeps it from the group before. */
  gap: string | null
}

/** All digits of a text in one string, cut into groups. */
export interface Digits {
  digits: string
  groups: Group[]
}

const GROUP = /[0-9]+|[〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]+/g
const SPOKEN: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign) => [sign, String(digit)]),
  ),
)
/** What people put inside one number: a few spaces, dashes, dots, brackets or commas, a line break. */
const GAP = /^[ \n\-.·•,、/()_>]{0,4}$/

/** The digits of a readable text, spoken ones (一三八, 幺) as figures. */
export function readDigits(text: string): Digits {
  const groups: Group[] = []
  const parts: string[] = []
  let at = 0
  let before = -1
  for (const { 0: match, index } of text.matchAll(GROUP)) {
    const plain = match.charCodeAt(0) < 0x3a
    const gap = before >= 0 && index - before <= 4 ? text.slice(before, index) : null
    groups.push({
      from: index,
      to: index + match.length,
      at,
      gap: gap !== null && GAP.test(gap) ? gap : null,
    })
    parts.push(plain ? match : match.replace(/./g, (sign) => SPOKEN[sign]!))
    at += match.length
    before = index + match.length
  }
  return { digits: parts.join(''), groups }
}
