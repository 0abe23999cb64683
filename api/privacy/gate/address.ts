import type { Hit } from './finding.ts'

const N = '[0-9一二三四五六七八九十百零〇]{1,5}'
const NUMBER = `[A-Za-z甲乙丙丁]?${N}(?:[-之]${N})?`
/** What a number stands for when it is no house: 2号线, 3号门, 5号下午. */
const NO_HOUSE =
  '(?!线|令|文|公告|通知|通告|机|桥|门(?![口前外内旁])|公交|路|车|窗|口|出口|入口|信号|台|桌|球|段|卡|杆|灯|上午|下午|早|晚|凌晨|前|起|开始|当天|以|至|到|和)'
const HOUSE = `${NUMBER}号(?:院|楼|大院|附${N}号)?(?:附${N}号)?${NO_HOUSE}`
const HOME = `(?:${NUMBER}(?:号楼|幢|栋|座|单元|室|房|户)|附${N}号)`
const ROOM = '(?:[0-9]{3,4}(?![0-9年月日元号个人]))?'
const TAIL = `(?:[,， -]?${HOME}){0,4}${ROOM}`
const PLAIN = '[^\\p{P}\\p{Z}\\p{N}\\s一二三四五六七八九的在于将与为了到被从等及并进走去往向]'
const ROAD = new RegExp(
  `(?:(?:大道|大街|路|街|弄|胡同|道)(?:${PLAIN}{0,3}[东南西北中一二三四五六七八九十]{0,2}(?:巷|弄|里|段|院|坊))?|巷) ?(?:${HOUSE}${TAIL}|${NUMBER}弄${HOUSE}${TAIL})`,
  'gu',
)
const VILLAGE = new RegExp(
  `(?:村委会|村民委员会|村|屯|庄|寨|湾)(?:${PLAIN}{1,6}(?:组|队|屯|湾|村|寨|庄|坪|坑|冲|坡|沟|岭|坝|巷|路|街))? ?(?:(?:第?${N}(?:村民小组|组|社|队)(?!织|长|合|建|团|成)(?:${NUMBER}[号户])?${NO_HOUSE})|${HOUSE})${TAIL}`,
  'gu',
)
const ESTATE = new RegExp(
  `(?:小区|花园|公寓|新村|家园|苑|府|城|庭|里|居|湾|宿舍|社区|大院|小镇|广场|楼盘|期)? ?${NUMBER}(?:号楼|幢|栋|座)(?:[, -]?${NUMBER}单元)?(?:[, -]?${NUMBER}(?:室|房|户)|[0-9]{3,4}(?![0-9年月日元号个人])|(?<=单元))`,
  'gu',
)
const ENGLISH = new RegExp(
  '(?:(?:Room|Flat|Unit|Apartment|Building|Block) ?[0-9A-Z-]{1,6},? ?){1,4}(?:(?:No\\. ?)?[0-9]{1,5},? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Alley))?' +
    '|(?<=\\b(?:lives?|living|lived|resid(?:es|ed|ing)|home) (?:at|in|is) )(?:No\\. ?)?[0-9]{1,5},? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Alley)',
  'g',
)

/** A group of a village that has a name and no number tells a home only where somebody lives there. */
const GROUP = new RegExp(`村(?:委会)?(?![民委])${PLAIN}{1,3}(?<!小)组(?![织长合建团成])`, 'gu')

/** Words in front of an address; what follows the last of them is the address. */
const LEAD =
  /.*(?:家住|现住|住在|住址|居住|租住|租房|位于|地址|所在地|户籍地|户籍|籍贯|住|址|家在|暂住|[在于到往从由经及把被为]|和(?![平谐睦顺美兴])|与|系|是|向(?!阳)|至|对|去|送)/su
const DIVISION = /^.{0,16}(?:省|市|县|区|镇|乡|街道)(?!路|街|道)/su
const RESIDENTIAL = /幢|栋|座|单元|室|组|户|附|号楼/
/** Where people meet or come on business, right in front of the street: a venue's address is nobody's home. */
const VENUE_BEFORE =
  /(?:地点|会址|考点|考场|会场|大厅|中心|医院|银行|支行|分行|营业厅|学校|小学|中学|大学|学院|公司|酒店|宾馆|广场|公园|车站|客运站|超市|市场|商场|局|派出所|大队|支队|站|馆|院|厅)(?:地址)?[( :,]*(?:位于|在|地址:?|设在)?[ :]*$/
const VENUE_BEHIND =
  /^ ?\(?[^。,;\n]{0,10}(?:大厅|中心|医院|银行|支行|学校|小学|中学|公司|酒店|宾馆|局|派出所|大队|馆)/
const LIVES = /住|家|户籍|籍贯|租/

/** Addresses down to the house, the group of a village or the flat. What the bureau publishes of itself passes. */
export function findAddresses(text: string, official: readonly string[]): Hit[] {
  const own = official.map((address) => streetOf(plain(address))).filter((street) => street !== '')
  const hits: Hit[] = []
  for (const [pattern, rule] of [
    [ROAD, 'house'],
    [VILLAGE, 'village-group'],
    [GROUP, 'village-group'],
    [ESTATE, 'house'],
  ] as const) {
    for (const { 0: core, index } of text.matchAll(pattern)) {
      const to = index + core.replace(/[ ,，-]+$/, '').length
      const from = beginOf(text, index)
      const whole = plain(text.slice(from, to))
      if (whole.length < 4 || isOwn(streetOf(whole), own)) continue
      const before = text.slice(Math.max(0, from - 16), from)
      const venue = VENUE_BEFORE.test(before) || VENUE_BEHIND.test(text.slice(to, to + 16))
      if (pattern === GROUP && !LIVES.test(before)) continue
      if (venue && !RESIDENTIAL.test(core) && !LIVES.test(before)) continue
      hits.push({ kind: 'address', rule, from, to })
    }
  }
  for (const { 0: match, index } of text.matchAll(ENGLISH)) {
    const length = match.replace(/[ ,]+$/, '').length
    const home = /Room|Flat|Apartment|Unit/.test(match) || !/Building|Block/.test(match)
    if (home && length > 7) hits.push({ kind: 'address', rule: 'house', from: index, to: index + length })
  }
  return hits
}

/** Where the address begins whose street mark or number stands at `at`: behind the words that lead to it. */
function beginOf(text: string, at: number): number {
  const front = /[\p{Script=Han}0-9A-Za-z]{0,28}$/u.exec(text.slice(Math.max(0, at - 28), at))![0]
  const lead = LEAD.exec(front)?.[0].length ?? 0
  return at - front.length + (lead < front.length ? lead : 0)
}

function plain(address: string): string {
  return address.replace(/[\s,]/g, '')
}

function streetOf(address: string): string {
  return address.replace(DIVISION, '')
}

function isOwn(street: string, own: readonly string[]): boolean {
  return own.some((one) => street.startsWith(one) && !/幢|栋|单元|室/.test(street.slice(one.length)))
}
