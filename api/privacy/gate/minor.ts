import type { Hit } from './finding.ts'
import { nameEndsAt } from './nameAt.ts'
import { COMPOUND, SURNAMES, WORDS } from './nameWords.ts'

const YEARS =
  '(?<![0-9一二三四五六七八九十])(?:1[0-7]|[0-9]|十[一二三四五六七]?|[一二三四五六七八九]) ?周?岁(?!以|至|到|的?以)(?:半)?'
const CHILD =
  '未成年(?:人|学生|女|男)?|男童|女童|男孩|女孩|幼童|儿童|孩童|小孩|孩子|男婴|女婴|(?<!青)少年(?!宫|儿童|犯|法|先|队)|少女|小学生|中学生|初中生|高中生|男生|女生|学生|小朋友|小男孩|小女孩'
const AGE_FIRST = new RegExp(
  `(?:[男女][,、] ?)?${YEARS}[的 ,]{0,2}(?:${CHILD})?[:,( "“]{0,2}(?:姓名|名叫|叫)?:?`,
  'g',
)
const CHILD_FIRST = new RegExp(`(?:${CHILD})(?:姓名)?[:( "“]{0,2}`, 'g')
const AGE_BEHIND = new RegExp(
  `[(,] ?(?:(?:男|女)(?:童|孩|性)?[, ]{0,2})?(?:汉族[, ]{0,2})?(?:今年|现年)?${YEARS}\\)?`,
  'g',
)
const SCHOOL_CLASS =
  /(?:[一二三四五六](?:年级)?|[初高][一二三]|[1-9]年级|[大中小]班)?[( ]{0,2}(?:[0-9一二三四五六七八九十]{1,2})?[) ]{0,2}班(?!主任|车|级|子|长|组|次|会)/g
const SCHOOL = /[\p{Script=Han}]{0,10}(?:小学|中学|幼儿园|学校|一中|二中|三中|附小|附中|职高)[ ,]?$/u
const PUPIL = /^(?:[就读上的学生]{1,4}|一?名?(?:同学|男生|女生))/
const NICKNAME =
  /^小(?![学区心时孩朋组车型吃声手腿卖狗猫偷便伙商镇路米事女男店额客伤])\p{Script=Han}(?!\p{Script=Han}(?<=童|孩))/u
const DOUBLE = /^(\p{Script=Han})\1/u
const NO_DOUBLE =
  /^(?:常常|刚刚|偷偷|悄悄|天天|人人|渐渐|慢慢|仅仅|往往|每每|双双|大大|多多|紧紧|默默|恰恰|早早|匆匆|深深|时时|纷纷|频频)/
const ENGLISH =
  /(?:\b[A-Z][a-z]+(?: [A-Z][a-z]+)?, an? )?\b(?:1[0-7]|[1-9])-year-old (?:boy|girl|child|pupil|student)(?: (?:named |called )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?/g

/** Children and young people under 18 who can be told: by an age or a word for a child with a name, or by school and class. */
export function findMinors(text: string, official: readonly string[]): Hit[] {
  const hits: Hit[] = []
  const put = (from: number, to: number, rule: 'minor-name' | 'minor-class') =>
    hits.push({ kind: 'minor', rule, from, to })
  for (const { 0: match, index } of text.matchAll(SCHOOL_CLASS)) {
    if (match.length < 3) continue
    const school = SCHOOL.exec(text.slice(Math.max(0, index - 16), index))
    if (!school) continue
    const behind = index + match.length
    const pupil = PUPIL.exec(text.slice(behind, behind + 8))?.[0].length ?? 0
    const at = behind + pupil + (text[behind + pupil] === '的' ? 1 : 0)
    const end = calledTo(text, at, true)
    if (pupil > 0 || end > 0) put(schoolFrom(school[0], index), end || behind + pupil, 'minor-class')
  }
  for (const pattern of [AGE_FIRST, CHILD_FIRST]) {
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const at = index + match.length
      const end = calledTo(text, at, pattern === AGE_FIRST || /童|孩|婴|未成年/.test(match))
      if (end === 0 || official.includes(text.slice(at, end))) continue
      put(index, end + ageLength(text, end), 'minor-name')
    }
  }
  for (const { 0: match, index } of text.matchAll(AGE_BEHIND)) {
    const from = calledFrom(text, index)
    const to = index + match.length
    if (from >= 0) put(from, to + schoolLength(text, index, to), 'minor-name')
  }
  for (const { 0: match, index } of text.matchAll(ENGLISH)) {
    if (/^[A-Z]|[a-z] (?:named |called )?[A-Z]/.test(match)) put(index, index + match.length, 'minor-name')
  }
  return hits
}

/** What is left of a bracket that goes on from the age to the school. */
function schoolLength(text: string, open: number, at: number): number {
  if (text[open] !== '(' || text[at - 1] === ')') return 0
  const rest = /^[^()。;\n]{0,30}\)/.exec(text.slice(at, at + 32))?.[0] ?? ''
  return /学|班|幼儿园/.test(rest) ? rest.length : 0
}

function schoolFrom(school: string, end: number): number {
  const lead = /.*(?:[在于是系为把从到对向找将]|送往)/su.exec(school)?.[0].length ?? 0
  return end - school.length + lead
}

/** Where a name, a pet name or 某 form that begins at a place ends, 0 where there is none. */
function calledTo(text: string, at: number, child: boolean): number {
  const near = text.slice(at, at + 6)
  const masked = /^\p{Script=Han}{1,2}某{1,2}/u.exec(near)?.[0]
  if (masked && (SURNAMES.has(masked[0]!) || masked[0] === '小')) return at + masked.length
  const full = nameEndsAt(text, at)
  if (full > 0) return full
  const nick = NICKNAME.exec(near)?.[0]
  if (nick) return at + nick.length
  return child && DOUBLE.test(near) && !NO_DOUBLE.test(near) ? at + 2 : pupilName(near, at)
}

/** 小学生乐乐: a doubled sign behind any word for a child, where the sentence goes on or ends. */
function pupilName(near: string, at: number): number {
  return DOUBLE.test(near) && !NO_DOUBLE.test(near) && /^..(?:$|[已被在走的(,。]|失踪)/u.test(near)
    ? at + 2
    : 0
}

function ageLength(text: string, at: number): number {
  AGE_BEHIND.lastIndex = 0
  const match = AGE_BEHIND.exec(text.slice(at, at + 20))
  return match?.index === 0 ? match[0].length : 0
}

/** Where the name begins that ends at a place, -1 where there is none. */
function calledFrom(text: string, end: number): number {
  for (const length of [4, 3, 2]) {
    const from = end - length
    const called = text.slice(Math.max(0, from), end)
    if (from < 0 || WORDS.has(called)) continue
    const head = SURNAMES.has(called[0]!) || COMPOUND.has(called.slice(0, 2))
    if (head && /^\p{Script=Han}{1,2}某{1,2}$/u.test(called)) return from
    if (head && nameEndsAt(`${called},男`, 0, true) === length) {
      const opens = from === 0 || !/\p{Script=Han}/u.test(text[from - 1]!) || length === 3
      if (opens || length > 2) return from
    }
    if (length === 2 && (NICKNAME.test(called) || (DOUBLE.test(called) && !NO_DOUBLE.test(called))))
      return from
  }
  return -1
}
