/** A text as a reader takes it in, each unit with the place in the given text it comes from. */
export interface Readable {
  text: string
  from: Int32Array
  to: Int32Array
}

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|lrm|rlm|zerowidthspace|middot|hyphen|dash|ndash|mdash|lt|gt|amp|quot|lpar|rpar|comma|period|plus));/iy
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  middot: '·',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  lpar: '(',
  rpar: ')',
  comma: ',',
  period: '.',
  plus: '+',
}
/** A tag that only sets letters apart; one with a digit or an at sign in it may carry a number and stays. */
const TAG = /<\/?[a-z]{1,8}(?:\s[^<>0-9@]{0,80})?\/?>|<!--[^0-9@>]{0,80}-->/iy

/** Nothing is seen of these, but they keep digits apart for a machine. */
function isInvisible(code: number): boolean {
  if (code < 0xad) return code === 0x0d
  return (
    code === 0xad ||
    code === 0x34f ||
    code === 0x61c ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x17b4 ||
    code === 0x17b5 ||
    (code >= 0x180b && code <= 0x180f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x20e3 ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0
  )
}

/** One unit as it is read: half-width, plain space and dash, the everyday form of compatibility characters. */
function plainUnit(code: number): string {
  if (code === 0x09 || code === 0x0b || code === 0x0c || code === 0xa0 || code === 0x3000) return ' '
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return '\n'
  if (code < 0x2000) return String.fromCharCode(code)
  if (code <= 0x200a || code === 0x202f || code === 0x205f) return ' '
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2043 || code === 0x2212 || code === 0xfe63) return '-'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  const unit = String.fromCharCode(code)
  if ((code >= 0x2f00 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) return unit.normalize('NFKC')
  return unit
}

/**
 * The text without what only dresses it: invisible marks, entities, tags, Markdown emphasis and escapes, wide forms. A
 * run of three stars or more is a mask and stays as one star, so that the halves beside it do not grow together.
 */
export function readable(given: string): Readable {
  const units: string[] = []
  const from = new Int32Array(given.length)
  const to = new Int32Array(given.length)
  const put = (unit: string, start: number, end: number) => {
    from[units.length] = start
    to[units.length] = end
    units.push(unit)
  }
  const putCode = (code: number, start: number, end: number) => {
    if (code > 0xffff) put([...String.fromCodePoint(code).normalize('NFKC')][0]!.charAt(0), start, end)
    else if (!isInvisible(code)) put(plainUnit(code), start, end)
  }
  let at = 0
  while (at < given.length) {
    const code = given.charCodeAt(at)
    const length = dressing(given, at, code)
    if (length > 0) at += length
    else if (code === 0x2a) {
      const end = endOfRun(given, at, 0x2a)
      if (end - at > 2) put('*', at, end)
      at = end
    } else {
      ENTITY.lastIndex = at
      const entity = code === 0x26 ? ENTITY.exec(given) : null
      const end = at + (entity ? entity[0].length : code === 0xd835 || code === 0xdb40 ? 2 : 1)
      if (entity?.[3]) {
        const named = NAMED[entity[3].toLowerCase()]
        if (named) put(named, at, end)
      } else if (entity) {
        const number = entity[1] ? Number(entity[1]) : Number.parseInt(entity[2]!, 16)
        if (number <= 0x10ffff && (number < 0xd800 || number > 0xdfff)) putCode(number, at, end)
      } else if (code === 0xd835) putCode(given.codePointAt(at)!, at, Math.min(end, given.length))
      else if (code !== 0xdb40) putCode(code, at, end)
      at = end
    }
  }
  return { text: units.join(''), from: from.subarray(0, units.length), to: to.subarray(0, units.length) }
}

/** How many units at a place are dressing only. */
function dressing(given: string, at: number, code: number): number {
  if (code === 0x60) return 1
  if (code === 0x7e) return given.charCodeAt(at + 1) === 0x7e ? 2 : 0
  if (code === 0x5c) return /[\n!-/:-@[-`{-~]/.test(given[at + 1] ?? '') ? 1 : 0
  if (code !== 0x3c) return 0
  TAG.lastIndex = at
  return TAG.exec(given)?.[0].length ?? 0
}

function endOfRun(given: string, at: number, code: number): number {
  let end = at
  while (given.charCodeAt(end) === code) end += 1
  return end
}
