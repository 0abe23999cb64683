import { readPhone } from '../phone.ts'
import type { Window } from './digits.ts'
import type { Hit, RuleId } from './finding.ts'

const PHONE_WORD = /(?:电话|座机|致电|拨打|手机|联系方式|热线|传真|tel|phone|call)[^\d。;\n]{0,8}$/i
/** Words that lead to a number of some kind; counts stand behind them too. */
const CONTACT_WORD = /(?:联系|咨询|号码|微信|短信|contact)[^\d。;\n]{0,8}$/i
const MONEY_BEHIND = /^ ?(?:元|万|亿|%|吨|人|件|起|次)/

/** Whether so many digits are a phone that is not the bureau's own; short public lines (110, 12345, 400) have no such shape. */
export function isPhone(
  text: string,
  window: Window,
  before: Window | null,
  official: readonly string[],
): Hit | 'own' | null {
  const rule = mobile(text, window, before) ?? landline(text, window, before)
  if (!rule) return null
  const { value, from, to } = window
  if (MONEY_BEHIND.test(text.slice(to, to + 3)) || /[¥￥$]/.test(text[from - 1] ?? '')) return null
  if (isOfficial(value, official)) return 'own'
  return { kind: 'phone', rule, from: withCountry(text, from, before), to: to + extension(text, to) }
}

/** A number of another country: a plus, a country that is not 86, and 9 to 15 digits in all. */
export function phoneAbroad(text: string, { value, from, to }: Window): Hit | null {
  if (value.startsWith('86') || /^\d/.test(text.slice(to, to + 1))) return null
  return { kind: 'phone', rule: 'phone-abroad', from: from - 1, to }
}

/** The digits the mobile number is made of, without the country in front. */
function mobile(text: string, window: Window, before: Window | null): RuleId | null {
  const { value } = window
  const digits = window.count === 1 ? value.replace(/^(?:0086|86|0)(?=1\d{10}$)/, '') : value
  if (!/^1[3-9]\d{9}$/.test(digits)) return null
  if (inHash(text, window)) return null
  if (window.count === 1) return 'mobile'
  if (!cutAsSpoken(window.lengths)) return null
  if (hidden(text, window, before)) return 'mobile'
  if (window.odd) return null
  const marks = marksOf(window.gaps)
  const rows = marks.length === 0 && window.count > 3 && before !== null
  // A list of counts (138、142、156) goes on before or behind; a number cut by the same mark stands alone.
  if (rows || (marks === '、' && !alone(text, window, before))) return null
  // Figures with points, strokes or commas between them are sums and rows of a table.
  if (!/^(?:|[-·•、_]|[()]{1,2}-?|-?[()]{1,2})$/.test(marks) && !(marks === '.' && window.count > 2))
    return null
  return before && /[-./]/.test(window.first.gap ?? '') && !/^(?:0086|86|0)$/.test(before.value)
    ? null
    : 'mobile'
}

/** Whether a mobile number is cut by what nobody puts there but to hide it: one mark all through, and nothing on either side. */
function hidden(text: string, { mark, lengths, value, from, to }: Window, before: Window | null): boolean {
  if (!mark || before || /^[-·•、_.()]$/.test(mark)) return false
  const front = text.slice(Math.max(0, from - 8), from).replace(/[ \n]/g, '')
  const back = text.slice(to, to + 8).replace(/[ \n]/g, '')
  const words = text.slice(Math.max(0, from - 20), from)
  // A row of a table begins and ends with the mark that parts it.
  const row = mark === '|' || mark === ','
  if (!row && (front.endsWith(mark) || back.startsWith(mark))) return false
  if (/[\d.]$/.test(front.replaceAll(mark, '')) || /^\d/.test(back.replaceAll(mark, ''))) return false
  if (PHONE_WORD.test(words)) return true
  // No count begins with 0, so 138/0013/8000 is no row of counts.
  const zero = /^3,(?:4,4|8)$/.test(String(lengths)) && value[3] === '0'
  if (mark === '|') return zero && CONTACT_WORD.test(words)
  // Three stars or more are one, and a mark of two is no sum and no list.
  return zero || mark.length > 1 || mark === '*' || (!row && lengths.length === 11)
}

/** The marks between groups without spaces, each once. */
function marksOf(gaps: string[]): string {
  return [...new Set(gaps.join('').replace(/[ \n>]/g, ''))].join('')
}

/** Two pieces cut anywhere, three of two digits or more, or digit by digit, by twos or threes. */
function cutAsSpoken(lengths: number[]): boolean {
  const [first = 0, second = 0, ...rest] = lengths
  if (lengths.length === 2) return true
  if (lengths.length === 3) return Math.min(...lengths) > 1
  return first <= 3 && rest.every((length, i) => length === second || i === rest.length - 1)
}

function alone(text: string, { to }: Window, before: Window | null): boolean {
  return before === null && !/^、\d/.test(text.slice(to, to + 2))
}

/** Figures between letters are a code, but a letter or a word in front of a whole number is not. */
function inHash(text: string, { from, to }: Window): boolean {
  const front = /[A-Za-z0-9]{0,20}$/.exec(text.slice(Math.max(0, from - 20), from))?.[0] ?? ''
  const back = /^[A-Za-z0-9]{0,20}/.exec(text.slice(to, to + 20))?.[0] ?? ''
  return /\d/.test(front) || /^[A-Za-z]+\d/.test(back) || (front !== '' && back !== '')
}

function landline(text: string, window: Window, before: Window | null): RuleId | null {
  const { value, from, to, count } = window
  const asked = PHONE_WORD.test(text.slice(Math.max(0, from - 20), from))
  if (/[A-Za-z\d]/.test(text[from - 1] ?? '') || /^[A-Za-z]/.test(text.slice(to, to + 1))) return null
  if (value[0] === '0') {
    if (value.length < 10 || value.length > 12) return null
    const area = /^(?:01|02|00)/.test(value) ? 3 : 4
    // Written apart, the area code is a group of its own.
    const cut = window.first.to - window.first.from
    if (
      count === 1
        ? !(asked || (/^0(?:10|[2-9])/.test(value) && value.length > 10))
        : cut !== area && cut !== 4
    )
      return null
    if (before && /[-./]/.test(window.first.gap ?? '')) return null
    if (!/^(?:|[-·、_]|[()]{1,2}-?|-?[()]{1,2})$/.test(marksOf(window.gaps))) return null
    const read = readPhone(
      cut === 4 && area === 3 && count > 1 ? `${value.slice(0, 4)}-${value.slice(4)}` : value,
    )
    if (read.ok && read.kind === 'landline') return 'landline'
    return asked && value.length >= 11 ? 'landline' : null
  }
  if (!asked || before || value.length > 8 || !/^[2-8]/.test(value)) return null
  return count <= 2 && !/^(?:400|800|955)/.test(value) ? 'landline' : null
}

function isOfficial(value: string, official: readonly string[]): boolean {
  const digits = value.replace(/^(?:0086|86)/, '')
  return official.some((phone) => {
    const own = phone.replace(/\D/g, '').replace(/^86(?=\d{10})/, '')
    return own !== '' && (own === digits || own === value || (digits.length >= 7 && own.endsWith(digits)))
  })
}

/** The country in front, +86 or (0086), is part of what is hidden. */
function withCountry(text: string, from: number, before: Window | null): number {
  const start = before && /^(?:0086|86)$/.test(before.value) ? before.from : from
  return text[start - 1] === '+' ? start - 1 : start
}

function extension(text: string, to: number): number {
  return /^(?:转|分机| ?ext\.? ?)\d{1,6}/i.exec(text.slice(to, to + 10))?.[0].length ?? 0
}
