import { readIdNumber } from '../idNumber.ts'
import { type Digits, type Group, readDigits } from './digits.ts'
import type { Hit } from './finding.ts'
import { isPhone } from './phoneShape.ts'

/** The gate knows no today: a birthday in the future is a typing error, not a reason to publish the number. */
const END_OF_TIME = '2099-12-31'
const LONGEST = 19
const ID_WORD = /身份|证号|证件|旧证|公民号码|ID\b/i
const CARD_WORD = /卡|账|帐|card|account/i

/** Several groups read as one number. */
export interface Window {
  value: string
  first: Group
  /** Groups in it. */
  count: number
  /** What stands between its groups, and how long each is. */
  gaps: string[]
  lengths: number[]
  from: number
  to: number
}

interface Reader {
  text: string
  run: Digits
  /** Groups that already belong to a finding. */
  taken: Uint8Array
}

/** ID numbers, bank cards and phones, however their digits are spelled and kept apart. */
export function findNumbers(text: string, officialPhones: readonly string[]): Hit[] {
  const run = readDigits(text)
  const reader = { text, run, taken: new Uint8Array(run.groups.length) }
  return [
    ...collect(reader, 14, 18, (window) => idNumber(text, window)),
    ...collect(reader, 16, LONGEST, (window) => bankCard(text, window)),
    ...collect(reader, 7, 18, (window, before) => isPhone(text, window, before, officialPhones)),
  ]
}

/** 'own': the bureau's number, nothing to hide, but not to be read as part of another either. */
type Judge = (window: Window, before: Window | null) => Hit | 'own' | null

/** Tries every row of whole groups with so many digits, the longest first, and takes what the judge takes. */
function collect({ run, taken }: Reader, least: number, most: number, judge: Judge): Hit[] {
  const { digits, groups } = run
  const hits: Hit[] = []
  for (let first = 0; first < groups.length; first += 1) {
    if (taken[first]) continue
    const start = groups[first]!.at
    let last = first
    while (true) {
      const next = groups[last + 1]
      if (!next || taken[last + 1] || next.gap === null) break
      if (next.at + next.to - next.from - start > most) break
      last += 1
    }
    for (; last >= first; last -= 1) {
      const end = groups[last]!.at + groups[last]!.to - groups[last]!.from
      if (end - start < least) break
      if (end - start > most) continue
      const window = windowOf(digits, groups, first, last)
      const chained = first > 0 && !taken[first - 1] && groups[first]!.gap !== null
      const hit = judge(window, chained ? windowOf(digits, groups, first - 1, first - 1) : null)
      if (!hit) continue
      if (hit !== 'own') hits.push(hit)
      taken.fill(1, first, last + 1)
      break
    }
  }
  return hits
}

function windowOf(digits: string, groups: Group[], first: number, last: number): Window {
  const head = groups[first]!
  const tail = groups[last]!
  return {
    value: digits.slice(head.at, tail.at + tail.to - tail.from),
    first: head,
    count: last - first + 1,
    get gaps() {
      return groups.slice(first + 1, last + 1).map(({ gap }) => gap ?? '')
    },
    get lengths() {
      return groups.slice(first, last + 1).map(({ from, to }) => to - from)
    },
    from: head.from,
    to: tail.to,
  }
}

function idNumber(text: string, { value, from, to }: Window): Hit | null {
  if (value[0] === '0' || inCode(text, from, to)) return null
  const hit = (end: number): Hit => ({ kind: 'id-number', rule: 'id-number', from, to: end })
  if (value.length === 17) {
    const x = /^[ \n\-·_]{0,2}[Xx×]/.exec(text.slice(to, to + 3))
    return x && readIdNumber(`${value}X`, END_OF_TIME).ok ? hit(to + x[0].length) : null
  }
  if (value.length === 18) {
    const read = readIdNumber(value, END_OF_TIME)
    if (read.ok) return hit(to)
    // A digit typed wrongly still points at the person.
    return read.reason === 'check' && said(text, from, ID_WORD) ? hit(to) : null
  }
  if (value.length !== 15 || !said(text, from, ID_WORD)) return null
  const [month, day] = [Number(value.slice(8, 10)), Number(value.slice(10, 12))]
  const dated = month >= 1 && month <= 12 && day >= 1 && day <= 31
  return dated ? { kind: 'id-number', rule: 'old-id-number', from, to } : null
}

/** Numbers of bank cards as they are given out here: UnionPay 62 and 81, and the foreign brands of 16 digits. */
function bankCard(text: string, window: Window): Hit | null {
  const { value, count, from, to } = window
  const own = /^(?:62|81)/.test(value)
  if (!own && !(value.length === 16 && /^(?:4|5[1-5]|35[2-8])/.test(value))) return null
  if (!luhn(value) || inCode(text, from, to)) return null
  const fours = count === Math.ceil(value.length / 4)
  if (!own && !fours && !said(text, from, CARD_WORD)) return null
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
