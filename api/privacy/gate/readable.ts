import { decimalOf } from './digitOf.ts'

/** A text as a reader takes it in, each unit with the place in the given text it comes from. */
export interface Readable {
  text: string
  from: Int32Array
  to: Int32Array
}

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|lrm|rlm|zerowidthspace|middot|hyphen|dash|ndash|mdash|lt|gt|amp|quot|lpar|rpar|comma|period|plus|commat|sol|colon|lowbar|newline|tab|[a-z][a-z0-9]{1,31}));/iy
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
  commat: '@',
  sol: '/',
  colon: ':',
  lowbar: '_',
  newline: '\n',
  tab: ' ',
}
/** A tag that only sets letters apart; one with a digit or an at sign in it may carry a number and stays. */
const TAG = /<\/?[a-z]{1,8}(?:\s[^<>0-9@]{0,80})?\/?>|<!--[^0-9@>]{0,80}-->/iy

/** Where a Markdown link begins and ends; an address with a digit or an at sign in it may carry a number and stays. */
const LINK = /!?\[(?=[^[\]\n]{0,200}\][([])/y
const LINK_END = /\](?:\([^()\s0-9@]{0,200}\)|\[[^[\]\n0-9@]{0,40}\])/y

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
function plainUnit(code: number): number {
  if (code === 0x09 || code === 0x0b || code === 0x0c || code === 0xa0 || code === 0x3000) return 0x20
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return 0x0a
  if (code < 0x660) return code
  if (mayBeDecimal(code)) {
    const digit = decimalOf(code)
    if (digit !== null) return 0x30 + digit
  }
  if (code < 0x2000) return code
  if (code <= 0x200a || code === 0x202f || code === 0x205f) return 0x20
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2043 || code === 0x2212 || code === 0xfe63) return 0x2d
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0
  if ((code >= 0x2f00 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) return composed(code)
  return code
}

/** Where the digits of other scripts stand, Han and Hangul left out. */
const mayBeDecimal = (code: number) => code < 0x1c60 || (code >= 0xa620 && code <= 0xabf9)

function composed(code: number): number {
  return String.fromCodePoint(code).normalize('NFKC').charCodeAt(0)
}

/**
 * The text without what only dresses it: invisible marks, entities, tags, Markdown emphasis and escapes, wide forms. A
 * run of three stars or more is a mask and stays as one star, so that the halves beside it do not grow together.
 */
export function readable(given: string): Readable {
  const units = new Uint16Array(given.length)
  const from = new Int32Array(given.length)
  const to = new Int32Array(given.length)
  let length = 0
  const put = (code: number, start: number, end: number) => {
    if (code <= 0xffff && isInvisible(code)) return
    from[length] = start
    to[length] = end
    units[length] = code > 0xffff ? composed(code) : plainUnit(code)
    length += 1
  }
  for (let at = 0; at < given.length; ) {
    const code = given.charCodeAt(at)
    if (code >= 0x4e00 && code <= 0x9fff) {
      put(code, at, at + 1)
      at += 1
    } else at = step(given, at, code, put)
  }
  // A lone half of a pair becomes the replacement character, one unit for one.
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units.subarray(0, length))
  return { text, from: from.subarray(0, length), to: to.subarray(0, length) }
}

/** Reads what stands at a place that is no plain Chinese sign, and tells where the next one stands. */
function step(
  given: string,
  at: number,
  code: number,
  put: (code: number, start: number, end: number) => void,
): number {
  const worn = dressing(given, at, code)
  if (worn > 0) return at + worn
  if (code === 0x2a) {
    let end = at
    while (given.charCodeAt(end) === 0x2a) end += 1
    if (end - at > 2) put(0x2a, at, end)
    return end
  }
  if (code === 0x26) {
    ENTITY.lastIndex = at
    const entity = ENTITY.exec(given)
    if (entity) {
      const end = at + entity[0].length
      const [, decimal, hex, name] = entity
      const meant = name
        ? NAMED[name.toLowerCase()]?.charCodeAt(0)
        : decimal
          ? Number(decimal)
          : Number.parseInt(hex!, 16)
      if (meant !== undefined && meant <= 0x10ffff && (meant < 0xd800 || meant > 0xdfff)) put(meant, at, end)
      return end
    }
  }
  // Letters of mathematics are read as letters, digits of every script as digits; what lies beyond plane 14 is never seen.
  if (code >= 0xd801 && code <= 0xd83f && at + 1 < given.length) {
    const whole = given.codePointAt(at)!
    const digit = decimalOf(whole)
    if (digit !== null || (code === 0xd835 && whole > 0xffff)) {
      put(digit === null ? whole : 0x30 + digit, at, at + 2)
      return at + 2
    }
  }
  if (code === 0xdb40) return Math.min(at + 2, given.length)
  put(code, at, at + 1)
  return at + 1
}

/** How many units at a place are dressing only. */
function dressing(given: string, at: number, code: number): number {
  if (code === 0x60) return 1
  if (code === 0x7e) return given.charCodeAt(at + 1) === 0x7e ? 2 : 0
  if (code === 0x5c) return /[\n!-/:-@[-`{-~]/.test(given[at + 1] ?? '') ? 1 : 0
  const worn = code === 0x3c ? TAG : code === 0x5b || code === 0x21 ? LINK : code === 0x5d ? LINK_END : null
  if (worn === null) return 0
  worn.lastIndex = at
  return worn.exec(given)?.[0].length ?? 0
}
