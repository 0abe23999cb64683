import {
  ADDRESS_FORM,
  COMPOUND,
  FOLLOWING,
  FOLLOWS,
  GIVEN,
  RARE_AS_SURNAME,
  SURNAMES,
  WORDS,
} from './nameWords.ts'

const HAN = /\p{Script=Han}/u
/** A place called like a name: 柳林村, 江山社区. */
const PLACE =
  /^\p{Script=Han}{2,3}(?:镇|乡|村|路|街道|街|县|市|区|社区|大道|派出所|小区|公司|广场|学校|小学|中学|医院|银行|门口|路口)/u
const DOTTED = /^\p{Script=Han}{2,8}(?:[·•・‧]\p{Script=Han}{2,10}){1,2}/u
/** Facts about a person right behind a word make it a name, whatever else it means. */
const FACTS = /^ ?[(,、] ?(?:男|女|身份证|电话|化名|\d{2}岁|\d{4}年)/
/** Signs a person who is quoted or described stands before, 高兴:"…". */
const QUOTED = /^(?: ?[(,] ?(?:男|女|身份证|电话|\d{2}岁)|:[“"「])/

const isHan = (sign: string | undefined) => sign !== undefined && HAN.test(sign)
const isEnd = (sign: string | undefined) => sign === undefined || !/[\p{Script=Han}A-Za-z0-9×*]/u.test(sign)

/** Where a full Chinese name that begins at `at` of a readable text ends, 0 where none does. `sure`: the word before asks for a name. */
export function nameEndsAt(text: string, at: number, sure = false): number {
  if (!isHan(text[at])) return 0
  const near = text.slice(at, at + 24)
  const dotted = DOTTED.exec(near)
  if (dotted) return at + dotted[0].length
  const pair = near.slice(0, 2)
  if (COMPOUND.has(pair) && near[2] !== '某') {
    const length = givenLength(near, 2, sure)
    if (length > 0) return at + 2 + length
  }
  const surname = near[0]!
  if (!SURNAMES.has(surname) || ADDRESS_FORM.test(near.slice(1))) return 0
  if (WORDS.has(pair)) {
    const end = QUOTED.test(near.slice(2))
    // 江小山 is no 江山; a word goes on as a word unless facts of a person follow.
    if (end) return at + 2
    return FACTS.test(near.slice(3)) && isHan(near[2]) ? at + 3 : 0
  }
  if (PLACE.test(near)) return 0
  const length = givenLength(near, 1, sure)
  if (length === 0) return 0
  if (RARE_AS_SURNAME.has(surname) && !credible(near, 1 + length, sure)) return 0
  return at + 1 + length
}

/** How many signs the given name has that begins at `start`, 0 where there is none. */
function givenLength(near: string, start: number, sure: boolean): number {
  const [one, two, three] = [near[start], near[start + 1], near[start + 2]]
  if (!isHan(one) || (FOLLOWS.has(one!) && !GIVEN.has(one!)) || one === '某') return 0
  if (FOLLOWING.has(near.slice(start, start + 2))) return 0
  const goesOn =
    !isHan(two) || FOLLOWING.has(near.slice(start + 1, start + 3)) || ADDRESS_FORM.test(two ?? '')
  if (!goesOn && !(FOLLOWS.has(two!) && !(GIVEN.has(two!) && isEnd(three)))) {
    const closed = isEnd(three) || FOLLOWS.has(three!) || FOLLOWING.has(near.slice(start + 2, start + 4))
    const known = (GIVEN.has(one!) ? 1 : 0) + (GIVEN.has(two!) ? 1 : 0)
    if (known === 2 || (closed && (known === 1 || isEnd(three) || acts(near, start + 2)))) return 2
    if (sure && closed) return 2
  }
  const closed = isEnd(two) || FOLLOWS.has(two!) || FOLLOWING.has(near.slice(start + 1, start + 3))
  if (closed && (GIVEN.has(one!) || isEnd(two) || acts(near, start + 1))) return 1
  return sure && closed ? 1 : 0
}

/** Whether what follows is what people do or say, so that even a rare sign before it is believed to be a name. */
function acts(near: string, at: number): boolean {
  return /^[称说被]|^(?:到案|报警|驾驶|驾车|反映|涉嫌|拿到|领回|领取|送来|遗失|丢失|报案|到所|酒后|表示|供述|交代|落网|投案|主动|前来|来到|在家|在逃|因涉|等人|等\d|与邻|家住|居住|连声|感激|将)/.test(
    near.slice(at, at + 2),
  )
}

/** For surnames that are mostly words: both signs of the given name known and the name closed off. */
function credible(near: string, length: number, sure: boolean): boolean {
  const given = near.slice(1, length)
  const known = [...given].every((sign) => GIVEN.has(sign))
  const behind = near[length]
  const closed = isEnd(behind) || FOLLOWS.has(behind!) || FOLLOWING.has(near.slice(length, length + 2))
  return known && (closed || sure)
}
