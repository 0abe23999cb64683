import type { Hit } from './finding.ts'

const N = '[0-9０-９一二三四五六七八九十百千万两零]{1,6}'
const DAYS = `(?:${N} ?[日天])`
const MONEY = `(?:人民币)? ?${N} ?元`
const LEAD = '(?:依法)?(?:处以|处|给予|予以|作出|判处)?'
const DETENTION = `(?:(?:行政|治安)拘留(?:了)?${DAYS}?|${DAYS}(?:的)?(?:行政|治安)?拘留|拘留${DAYS})`
const FINE = `(?:(?:的)?罚款${MONEY}|${MONEY}(?:的)?罚款)`
const WARNING = '警告'
const CORE = new RegExp(
  `${LEAD}(?:${DETENTION}|${FINE}|(?<=处以|给予|予以|作出|处)${WARNING})(?:[,、]?(?:并处|并|和|及|合并执行)?(?:处以|处)?(?:${DETENTION}|${FINE}|罚款))?(?:的?(?:行政)?处罚)?`,
  'g',
)
/** One person the sentence is about, named, masked or plainly somebody. */
const SOMEBODY =
  /\p{Script=Han}某|[A-Z]某|(?<!每)一名?(?:男子|女子|男|女|网民|司机)|某(?:男|女)|(?:男|女)子|先生|女士/u
/** A word for a party, which the law uses as well: only what is told as done to him makes it somebody. */
const PARTY =
  /嫌疑人|违法行为人|行为人|违法人员|当事人|驾驶人|驾驶员|司机|网民|网友|组织者|其|他|她|本人|对方|(?<!违)[者员](?=[被因])/u
const DONE = /(?:已|均|现)?被[^,;]{0,14}$|[已均]$/
/** How rules are worded. */
const RULE = /[的者][,]|应当|有权|不得|规定的|本(?:法|条例|办法|规定)|主管人员|责任人员/
/** Behind a number of days or a sum these make it a scale of the law. */
const SCALE = /^(?:的)?(?:以上|以下|以内|至|到|或|标准|幅度|[0-9一二三四五六七八九十]{1,4}(?:人|名))/
/** A rule, a warning to all or a count, not what happened to somebody. */
const GENERAL =
  /可以|可处|将被|将面临|面临|会被|违者|一律|的,(?:由公安机关)?(?:依法)?$|以上|情节(?:较轻|较重|严重)|切勿|凡|不得|应当|警告或者?$|至$/
const COUNTED = /^(?:了)?[0-9一二三四五六七八九十百千万余多]{1,6}(?:余|多)?(?:人|名|起|件)/
const ENGLISH =
  /\b(?:was|were|been|is) ((?:given|sentenced to|placed under|put in|punished with|fined|served)[^.;\n]{0,40}?(?:administrative detention|(?<=fined )[^.;\n]{0,12}yuan)(?: for [a-z]+ days)?)/g

/** Punishments under the 治安 law of one person (its article 136 seals them); counts, guides and the law itself pass. */
export function findPunishments(text: string, people: readonly Hit[]): Hit[] {
  const hits: Hit[] = []
  const starts = people.map(({ from }) => from).sort((a, b) => a - b)
  for (const { 0: match, index } of text.matchAll(CORE)) {
    const to = index + match.length
    const before = clause(text, index)
    const behind = text.slice(to, to + 8)
    if (text[index - 1] === '事' || COUNTED.test(behind) || SCALE.test(behind)) continue
    if (GENERAL.test(before.slice(-24)) || /以下|以上/.test(match)) continue
    const somebody = SOMEBODY.test(before) || namedWithin(starts, index - before.length, index)
    const exact = /[0-9一二三四五六七八九十百千万两]/.test(match)
    const party = PARTY.test(before) && !RULE.test(before + text.slice(to, to + 2))
    const told = somebody
      ? exact || /[处予以作出]|依法/.test(match) || DONE.test(before)
      : party && (exact || DONE.test(before))
    if (told) hits.push({ kind: 'punishment', rule: 'sealed-punishment', from: index, to })
  }
  for (const match of text.matchAll(ENGLISH)) {
    const from = match.index + match[0].length - match[1]!.length
    hits.push({ kind: 'punishment', rule: 'sealed-punishment', from, to: from + match[1]!.length })
  }
  return hits
}

/** The sentence up to a place, at most 80 units of it. */
function clause(text: string, at: number): string {
  return /[^。;!?\n]*$/.exec(text.slice(Math.max(0, at - 80), at))![0]
}

/** Whether a name found before begins in a stretch; `starts` is in order. */
function namedWithin(starts: readonly number[], from: number, to: number): boolean {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < from) low = middle + 1
    else high = middle
  }
  return low < starts.length && starts[low]! < to
}
