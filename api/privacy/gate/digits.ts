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

/** The digit each sign of speech stands for. */
const SPOKEN: ReadonlyMap<number, number> = new Map(
  ['〇零○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign): [number, number] => [sign.charCodeAt(0), digit]),
  ),
)
/** What people put inside one number: a few spaces, dashes, dots, brackets or commas, a line break. */
const GAP = /^[ \n\-.·•,、/()_>]{0,4}$/

/** The digits of a readable text, spoken ones (一三八, 幺) as figures. */
export function readDigits(text: string): Digits {
  const groups: Group[] = []
  const digits = new Uint8Array(text.length)
  let count = 0
  let open: Group | null = null
  let plain = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const figure = code >= 0x30 && code <= 0x39
    const digit = figure ? code - 0x30 : code > 0x25ca ? SPOKEN.get(code) : undefined
    if (digit === undefined) continue
    if (open && open.to === at && plain === figure) open.to += 1
    else {
      const gap: string | null = open && at - open.to <= 4 ? text.slice(open.to, at) : null
      open = { from: at, to: at + 1, at: count, gap: gap !== null && GAP.test(gap) ? gap : null }
      groups.push(open)
      plain = figure
    }
    digits[count] = 0x30 + digit
    count += 1
  }
  return { digits: new TextDecoder().decode(digits.subarray(0, count)), groups }
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
  /** How many digits each group has. */
  get lengths(): number[] {
    return this.#run.groups.slice(this.#first, this.#last + 1).map(({ from, to }) => to - from)
  }
}
