import type { Hit } from './finding.ts'
import { nameEndsAt } from './nameAt.ts'
import { COMPOUND, GIVEN, SURNAMES, WORDS } from './nameWords.ts'

/** Words for people a case is about, or who came to the police (standards B6: parties, victims, reporters). */
const PARTY =
  /嫌疑人员?|嫌犯|违法行为人|违法人员|行为人|被告人|被告|原告|被告单位|罪犯|逃犯|涉案人员|同案犯|同伙|参赌人员|吸毒人员|组织者|报警人|报案人|举报人|投诉人|控告人|信访人|来访人|来电人|受害人|受害者|被害人|受害群众|当事人|事主|失主|拾得人|拾获人|拾金者|(?:机|车|户|业|店)主(?![管要任张动体办持导])|租户|房东|证人|目击者|知情人|申请人|办事人|申领人|监护人|联系人|驾驶人|驾驶员|司机|乘客|旅客|行人|伤者|伤员|死者|逝者|溺水者|走失者|走失老人|老人|老汉|群众|居民|村民|市民|网民|网友|住户|商户|(?:员工|职工)(?![程作会业资伤期])|男子|女子|妇女|男青年|女青年|其妻|其夫|妻子|丈夫|儿子|女儿|父亲|母亲|邻居|家属|游客|考生|学员|老板娘?|顾客|客人|用户|客户|工人|工友|务工人员|教师|经理|会计|室友|同事|朋友|好友|同乡|亲属|亲戚|前夫|前妻|儿媳|女婿|孙子|孙女|外孙女?|保姆|保安(?![全装排障])|快递员|外卖员|骑手|的哥|的姐|小伙子?|姑娘|骨干成员|团伙成员|主犯|从犯|头目|房主|买家|卖家|租客|借款人|担保人|党员|志愿者|热心人|好心人|患者|病人|吸毒者|肇事者|落水者|轻生者|求助人|求助者|姓名|[我他她]叫(?!做|住|来|到|醒|喊|停)|真名|本名|原名|收款人|持卡人|户名/g
/** What may stand between the word and the name. */
const LINK =
  /^(?:姓名|名字|证言|名叫|名为|叫做|分别为|分别是|之一|[0-9一二三四五六七八九十两]{1,3}[名人]|叫|为|是|系|[ :("“‘「'\n]){0,4}/
const BETWEEN = /^(?: ?[、,和与及] ?|以及)/
const FACTS_BEHIND =
  /[(,] ?(?:[男女](?=[,、) ]|性[,)])|(?:1[89]|[2-9]\d)岁|(?:19|20)\d{2}年\d{1,2}月\d{0,2}日?[出生]|身份证|证号|手机|电话|联系电话|联系方式|住址|家住|现住|户籍)|\((?:系|本案)?(?:受害人|嫌疑人|当事人|失主|报警人)\)/g
const ACTS_BEHIND =
  /等[0-9一二三四五六七八九十两]{0,3}名?人(?![员文才数民群口力物身类工为])|报警称|报案称|被刑事拘留|被行政拘留|被抓获|抓获归案|涉嫌|因涉嫌|到案后|的(?:居民)?(?:身份证|户口簿|驾驶证|行驶证|社保卡|医保卡|银行卡|护照|证件)|[0-9二三四五六七八九十两]{1,3}[名人]?(?:犯罪嫌疑|违法|当事|涉案|受害|被害|参赌|报警)人|系(?:本案|犯罪)?(?:嫌疑人|当事人|受害人|被害人)|[,(](?:往来)?(?:港澳|台湾)?(?:居民)?(?:通行证|护照|居住证|身份证)|女士|先生|老人|老汉|大爷|大妈|大娘|奶奶|爷爷|阿姨/g
/** Officers are named with their lines on purpose (standards B3, article 9). */
const OFFICER = /(?:民警|辅警|警官|所长|队长|教导员|指导员|警长|网格员|局长|主任)[:( ]?$/
const PINYIN =
  'Zhang|Wang|Li|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|He|Guo|Ma|Luo|Liang|Song|Zheng|Xie|Han|Tang|Feng|Dong|Xiao|Cheng|Cao|Yuan|Deng|Fu|Shen|Zeng|Peng|Lu|Lyu|Su|Jiang|Cai|Jia|Ding|Wei|Xue|Ye|Yan|Yu|Pan|Du|Dai|Xia|Zhong|Tian|Ren|Fan|Fang|Shi|Yao|Tan|Liao|Zou|Xiong|Jin|Hao|Kong|Bai|Cui|Kang|Mao|Qiu|Qin|Gu|Hou|Shao|Meng|Long|Wan|Duan|Qian|Yin|Qiao|He|Lai|Gong|Ouyang|Sima|Zhuge'
const ENGLISH = new RegExp(
  `\\b(?:[Ss]uspects?|[Vv]ictims?|[Cc]allers?|[Cc]omplainants?|[Ww]itness(?:es)?|[Dd]rivers?|[Dd]efendants?|[Aa]ccused|[Oo]wners?|[Rr]eporters?|[Ii]nformants?|[Rr]esidents?|[Vv]illagers?|[Oo]ffenders?|[Pp]assengers?)(?:,| named| called| identified as| is| was| by the name of){0,2} (?:Mr\\.? |Ms\\.? |Mrs\\.? )?((?:${PINYIN}) [A-Z][a-z]+(?: ?[A-Z][a-z]+)?)\\b`,
  'g',
)

/** Full names of parties: behind a word for one, before facts or acts of one, and wherever the same name stands again. */
export function findParties(text: string, official: readonly string[]): Hit[] {
  const own = new Set(official)
  const names = new Set<string>()
  const hits: Hit[] = []
  const take = (from: number, to: number) => {
    const name = text.slice(from, to)
    if (own.has(name)) return
    hits.push({ kind: 'party-name', rule: 'party-name', from, to })
    // A name that is a word as well is believed only where a party is spoken of.
    if (!WORDS.has(name)) names.add(name)
  }
  for (const { 0: word, index } of text.matchAll(PARTY)) {
    const start = index + word.length
    const link = LINK.exec(text.slice(start, start + 24))![0]
    for (const [from, to] of namesFrom(text, start + link.length, /[:(为是叫]$/.test(link))) take(from, to)
  }
  for (const { index } of text.matchAll(FACTS_BEHIND)) takeBefore(text, index, take)
  for (const { index } of text.matchAll(ACTS_BEHIND)) takeBefore(text, index, take)
  for (const match of text.matchAll(ENGLISH)) {
    const from = match.index + match[0].length - match[1]!.length
    take(from, from + match[1]!.length)
  }
  return [...hits, ...again(text, names, hits)]
}

/** Names in a row: 张伟、李强和王芳. A masked one among them (王某) does not end the row. */
function namesFrom(text: string, start: number, sure: boolean): [number, number][] {
  const found: [number, number][] = []
  let at = start
  for (let count = 0; count < 60; count += 1) {
    const end = nameEndsAt(text, at, sure)
    if (end > 0) found.push([at, end])
    const masked = end > 0 ? null : /^\p{Script=Han}{1,2}某{1,2}/u.exec(text.slice(at, at + 4))
    const next = end || (masked ? at + masked[0].length : 0)
    if (next === 0) break
    const between = BETWEEN.exec(text.slice(next, next + 3))
    if (!between) break
    at = next + between[0].length
  }
  return found
}

/** The name that ends right in front of a place: the longest that reads as one; two signs only where a clause begins. */
function takeBefore(text: string, end: number, take: (from: number, to: number) => void, rest = 20) {
  for (const length of [4, 3, 2]) {
    const from = end - length
    if (from < 0) continue
    const head = length === 4 ? COMPOUND.has(text.slice(from, from + 2)) : SURNAMES.has(text[from]!)
    const compound = length === 3 && COMPOUND.has(text.slice(from, from + 2))
    if (!(head || compound) || nameEndsAt(text, from, true) !== end) continue
    const opens =
      from === 0 || /[^\p{Script=Han}A-Za-z0-9]|[将对与和是为由叫员民众有的]/u.test(text[from - 1]!)
    if (!opens && (length < 3 || ![...text.slice(end - 2, end)].every((sign) => GIVEN.has(sign)))) continue
    if (OFFICER.test(text.slice(Math.max(0, from - 4), from))) return
    take(from, end)
    // 张伟、李强两名当事人: the row goes on in front.
    if (rest > 0 && /[、和与]/.test(text[from - 1] ?? '')) takeBefore(text, from - 1, take, rest - 1)
    return
  }
}

/** Every other place where one of the names stands. */
function again(text: string, names: ReadonlySet<string>, known: Hit[]): Hit[] {
  if (names.size === 0) return []
  const heads = new Set([...names].map((name) => name[0]!))
  const lengths = [...new Set([...names].map((name) => name.length))].sort((a, b) => b - a)
  const there = new Set(known.map(({ from }) => from))
  const hits: Hit[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (!heads.has(text[at]!) || there.has(at)) continue
    const length = lengths.find((size) => names.has(text.slice(at, at + size)))
    if (length) hits.push({ kind: 'party-name', rule: 'party-name', from: at, to: at + length })
  }
  return hits
}
