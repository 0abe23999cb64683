import { dressedDigit } from './digitOf.ts'

/** A stretch of digits of one script, in the readable text, and what stands between it and the one before. */
export interface Group {
  from: number
  to: number
  /** Where its digits begin in `digits` of the run. */
  at: number
  /** The few separators in front of it, null where anything else keeps it from the group before. */
  gap: string | null
  /** These separators are none that people put into a number. */
  odd: boolean
}

/** All digits of a text in one string, cut into groups. */
export interface Digits {
  digits: string
  groups: Group[]
}

/** The digit each sign of speech stands for. */
const SPOKEN: ReadonlyMap<number, number> = new Map(
  ['〇零○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign): [number, number] => [sign.charCodeAt(0), digit]),
  ),
)
/** What people put inside one number: a few spaces, dashes, dots, brackets or commas, a line break. */
const GAP = /^[ \n\-.·•,、/()_>]{0,4}$/
/** What somebody puts there who does not want it found, or a table between its cells: anything that ends no sentence. */
const ODD_GAP = /^[^\p{L}\p{N}。;!?]{1,4}$/u
/** So many figures are a whole number: a dressed digit beside it numbers a list or a note. */
const WHOLE = new Set([7, 8, 11, 12])

/** Everything that is written for the X at the end of an ID number. */
export const CHECK_X = 'Xx×ⅩⅹΧχХх✕✖╳Ⓧⓧ'

/** The digits of a readable text, spoken ones (一三八, 幺) as figures. */
export function readDigits(text: string): Digits {
  const groups: Group[] = []
  const kinds: Kind[] = []
  const digits = new Uint8Array(text.length)
  let count = 0
  let open: Group | null = null
  let kind: Kind = 'figure'
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const figure = code >= 0x30 && code <= 0x39
    const spoken = figure || code < 0x25cb ? undefined : SPOKEN.get(code)
    const digit = figure ? code - 0x30 : (spoken ?? (code < 0xb2 ? undefined : dressedDigit.get(code)))
    if (digit === undefined) continue
    const its: Kind = figure ? 'figure' : spoken === undefined ? 'dressed' : 'spoken'
    if (open && open.to === at && kind === its) open.to += 1
    else {
      const gap: string | null = open && at - open.to <= 4 ? text.slice(open.to, at) : null
      const usual: boolean = gap !== null && GAP.test(gap)
      const odd: boolean = gap !== null && !usual && ODD_GAP.test(gap)
      open = { from: at, to: at + 1, at: count, gap: usual || odd ? gap : null, odd }
      groups.push(open)
      kinds.push(its)
      kind = its
    }
    digits[count] = 0x30 + digit
    count += 1
  }
  for (let i = 1; i < groups.length; i += 1) if (numbers(groups, kinds, i)) groups[i]!.gap = null
  return { digits: new TextDecoder().decode(digits.subarray(0, count)), groups }
}

type Kind = 'figure' | 'spoken' | 'dressed'

/** Whether one of these two neighbours numbers the other, a whole number: ①13800138000, 8888-6666². */
function numbers(groups: readonly Group[], kinds: readonly Kind[], i: number): boolean {
  const [a, b] = [groups[i - 1]!, groups[i]!]
  if (kinds[i - 1] === 'dressed' && kinds[i] === 'figure')
    return a.to - a.from === 1 && isWhole(groups, kinds, i, 1)
  return (
    kinds[i - 1] === 'figure' &&
    kinds[i] === 'dressed' &&
    b.to - b.from === 1 &&
    isWhole(groups, kinds, i - 1, -1)
  )
}

/** Whether the plain figures from this group on, one way or the other, are as many as a telephone number has. */
function isWhole(groups: readonly Group[], kinds: readonly Kind[], start: number, step: 1 | -1): boolean {
  let length = 0
  for (let i = start; kinds[i] === 'figure' && length < 13; i += step) {
    const group = groups[i]!
    length += group.to - group.from
    const linked = step === 1 ? groups[i + 1]?.gap : group.gap
    if (linked === null || linked === undefined) break
  }
  return WHOLE.has(length)
}

/** Behind the last digit of a group, in the string of all digits. */
export function endOf({ at, from, to }: Group): number {
  return at + to - from
}

/** Several groups read as one number. */
export class Window {
  readonly #run: Digits
  readonly #first: number
  readonly #last: number
  constructor(run: Digits, first: number, last: number) {
    this.#run = run
    this.#first = first
    this.#last = last
  }
  get first(): Group {
    return this.#run.groups[this.#first]!
  }
  get value(): string {
    return this.#run.digits.slice(this.first.at, endOf(this.#run.groups[this.#last]!))
  }
  /** How many groups there are. */
  get count(): number {
    return this.#last - this.#first + 1
  }
  get from(): number {
    return this.first.from
  }
  get to(): number {
    return this.#run.groups[this.#last]!.to
  }
  /** What stands between its groups. */
  get gaps(): string[] {
    return this.#run.groups.slice(this.#first + 1, this.#last + 1).map(({ gap }) => gap ?? '')
  }
  /** The mark between its groups, without blanks, if it is the same everywhere; null where it is not. */
  get mark(): string | null {
    const marks = new Set(this.gaps.map((gap) => gap.replace(/[ \n>]/g, '')))
    return marks.size === 1 ? [...marks][0]! : null
  }
  /** Some of its groups are kept apart by what nobody puts into a number. */
  get odd(): boolean {
    return this.#run.groups.slice(this.#first + 1, this.#last + 1).some(({ odd }) => odd)
  }
  /** How many digits each group has. */
  get lengths(): number[] {
    return this.#run.groups.slice(this.#first, this.#last + 1).map(({ from, to }) => to - from)
  }
}
