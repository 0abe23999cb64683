import { readIdNumber } from '../idNumber.ts'
import { CHECK_X, type Digits, endOf, readDigits, Window } from './digits.ts'
import type { Hit } from './finding.ts'
import { isPhone, phoneAbroad } from './phoneShape.ts'

/** The gate knows no today: a birthday in the future is a typing error, not a reason to publish the number. */
const END_OF_TIME = '2099-12-31'

/** For each first digit the lengths a number may have, the longest first. */
type Lengths = readonly (readonly number[])[]
const ID_LENGTHS: Lengths = [[], ...Array.from({ length: 9 }, () => [18, 17, 15])]
const CARD_LENGTHS: Lengths = [[], [], [], [16], [16], [16], [19, 18, 17, 16], [], [19, 18, 17, 16]]
const PHONE_LENGTHS: Lengths = [
  [15, 14, 12, 11, 10],
  [11],
  ...Array.from({ length: 6 }, () => [8, 7]),
  [13, 8, 7],
]
const ABROAD_LENGTHS: Lengths = [[], ...Array.from({ length: 9 }, () => [15, 14, 13, 12, 11, 10, 9])]

const ID_WORD = /身份|证号|证件|旧证|公民号码|ID\b/i
/** The X of an ID number, close behind its digits. */
const CHECK = new RegExp(`^[^\\p{L}\\p{N}。;!?]{0,4}[${CHECK_X}]`, 'u')
const CARD_WORD = /卡|账|帐|card|account/i

/** ID numbers, bank cards and phones, however their digits are spelled and kept apart. */
export function findNumbers(text: string, officialPhones: readonly string[]): Hit[] {
  const run = readDigits(text)
  const reader = { text, run, taken: new Uint8Array(run.groups.length) }
  return [
    ...collect(reader, ID_LENGTHS, (window) => idNumber(text, window)),
    ...collect(reader, CARD_LENGTHS, (window) => bankCard(text, window)),
    ...collect(reader, ABROAD_LENGTHS, (window) => phoneAbroad(text, window), '+'),
    ...collect(reader, PHONE_LENGTHS, (window, before) => isPhone(text, window, before, officialPhones)),
  ]
}

interface Reader {
  text: string
  run: Digits
  /** Groups that already belong to a finding. */
  taken: Uint8Array
}

/** 'own': the bureau's number, nothing to hide, but not to be read as part of another either. */
type Judge = (window: Window, before: Window | null) => Hit | 'own' | null

/** Tries every row of whole groups with a length asked for, the longest first, and takes what the judge takes; `sign` stands in front. */
function collect({ text, run, taken }: Reader, lengths: Lengths, judge: Judge, sign?: string): Hit[] {
  const { groups } = run
  const hits: Hit[] = []
  for (let first = 0; first < groups.length; first += 1) {
    if (taken[first] || (sign && text[groups[first]!.from - 1] !== sign)) continue
    const start = groups[first]!.at
    const wanted = lengths[run.digits.charCodeAt(start) - 48] ?? []
    const most = wanted[0] ?? 0
    let last = first
    while (last + 1 < groups.length && !taken[last + 1] && groups[last + 1]!.gap !== null) {
      if (endOf(groups[last + 1]!) - start > most || (sign && groups[last + 1]!.odd)) break
      last += 1
    }
    for (; last >= first; last -= 1) {
      if (!wanted.includes(endOf(groups[last]!) - start)) continue
      const chained = first > 0 && !taken[first - 1] && groups[first]!.gap !== null && !groups[first]!.odd
      const before = chained ? new Window(run, first - 1, first - 1) : null
      const hit = judge(new Window(run, first, last), before)
      if (!hit) continue
      if (hit !== 'own') hits.push(hit)
      taken.fill(1, first, last + 1)
      break
    }
  }
  return hits
}

function idNumber(text: string, window: Window): Hit | null {
  const { value, from, to, odd } = window
  if (value[0] === '0' || inCode(text, from, to)) return null
  const whole = (number: string, end: number): Hit | null => {
    const read = readIdNumber(number, END_OF_TIME)
    // A digit typed wrongly still points at the person.
    const meant = read.ok || (read.reason === 'check' && !odd && said(text, from, ID_WORD))
    return meant ? { kind: 'id-number', rule: 'id-number', from, to: end } : null
  }
  if (value.length === 17) {
    const x = CHECK.exec(text.slice(to, to + 5))
    return x && whole(`${value}X`, to + x[0].length)
  }
  if (value.length === 18) return whole(value, to)
  if (value.length !== 15 || odd || !said(text, from, ID_WORD)) return null
  const [month, day] = [Number(value.slice(8, 10)), Number(value.slice(10, 12))]
  const dated = month >= 1 && month <= 12 && day >= 1 && day <= 31
  return dated ? { kind: 'id-number', rule: 'old-id-number', from, to } : null
}

/** Numbers of bank cards as they are given out here: UnionPay 62 and 81, and the foreign brands of 16 digits. */
function bankCard(text: string, window: Window): Hit | null {
  const { value, count, from, to, odd } = window
  const own = /^(?:62|81)/.test(value)
  if (!own && !(value.length === 16 && /^(?:4|5[1-5]|35[2-8])/.test(value))) return null
  if (!luhn(value) || inCode(text, from, to)) return null
  const fours = count === Math.ceil(value.length / 4)
  if (!own && !fours && !said(text, from, CARD_WORD)) return null
  if (odd && !(fours && window.mark !== null)) return null
  return { kind: 'bank-card', rule: 'bank-card', from, to }
}

function luhn(value: string): boolean {
  let sum = 0
  for (let i = 0; i < value.length; i += 1) {
    const digit = value.charCodeAt(value.length - 1 - i) - 48
    const twice = i % 2 === 1 ? digit * 2 : digit
    sum += twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}

/** Whether a word stands shortly in front of a place. */
export function said(text: string, at: number, word: RegExp): boolean {
  return word.test(text.slice(Math.max(0, at - 24), at))
}

/** Whether the digits are part of a longer code of letters and figures: a credit code, a hash, an address of a page. */
export function inCode(text: string, from: number, to: number): boolean {
  if (/[A-Za-z]\d{0,4}$/.test(text.slice(Math.max(0, from - 3), from))) return true
  const tail = text.slice(to, to + 2)
  return /^[A-WYZa-wyz]/.test(tail) || /^[Xx][A-Za-z0-9]/.test(tail)
}
