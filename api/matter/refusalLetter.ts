import { type Locale, say, type Text } from '../shared/text.ts'
import type { Paper } from './paper.ts'

/** A printable letter to the unit that asked for the paper; every field is finished text. */
export interface RefusalLetter {
  title: string
  salutation: string
  paragraphs: string[]
  legalBasis: string
  closing: string
  /** To be filled in by hand: nothing personal is ever typed into it. */
  blanks: string[]
  signature: { station: string; date: string }
}

const blankStation: Text = {
  zh: '（要盖章的，派出所在这里盖章）',
  en: '(where a stamp is wanted, the station puts it here)',
}

/** The paper's name without our remark on it: "亲属关系证明", not "亲属关系证明（在同一本户口簿上）". */
const plainName = ({ name }: Paper): Text => ({
  zh: name.zh.replace(/（[^）]*）$/u, ''),
  en: name.en.replace(/ \([^)]*\)$/u, ''),
})

/** The sentences that say why, by answer. Null where the police issue the paper or who does is shaky (K2). */
function reasons(paper: Paper): Text[] | null {
  const { whoInstead, showInstead } = paper
  const name = plainName(paper)
  if (paper.whoInsteadCertainty === 'K2') return null
  switch (paper.answer) {
    case 'police-issues':
      return null
    case 'no-need':
      return [
        {
          zh: `“${name.zh}”要说明的事，居民的有效证件上已经有记载，公安派出所不再另开证明。`,
          en: `What “${name.en}” is meant to prove is already recorded in the resident’s valid documents, so the police station does not issue a separate certificate.`,
        },
        {
          zh: `请贵单位直接核对：${(showInstead ?? whoInstead).zh}`,
          en: `Please check this instead: ${(showInstead ?? whoInstead).en}`,
        },
      ]
    case 'not-police':
      return [
        {
          zh: `“${name.zh}”要说明的事，不在公安派出所的职责以内，派出所没有依据核实，不能出具证明。`,
          en: `What “${name.en}” is meant to prove is not within the duties of a police station. The station has no grounds on which to verify it and cannot issue a certificate.`,
        },
        { zh: `可以这样核实：${whoInstead.zh}`, en: `It can be verified in this way: ${whoInstead.en}` },
      ]
    case 'not-police-not-committee':
      return [
        {
          zh: `“${name.zh}”不由公安派出所出具，居民委员会、村民委员会也不出具。请贵单位不要再让居民往返开具。`,
          en: `“${name.en}” is issued neither by the police station nor by a residents’ or villagers’ committee. Please do not send the resident from one to the other for it.`,
        },
        { zh: `可以这样核实：${whoInstead.zh}`, en: `It can be verified in this way: ${whoInstead.en}` },
      ]
  }
}

/**
 * The letter a resident hands to the unit that sent them (standards D): polite, short, and with the basis.
 * Null where the police can issue the paper, and where who issues it is not known for sure. Without
 * `station` the signature leaves room for a stamp; it may be handed over without one. No personal data goes into it, and
 * nothing of certainty K2: a sealed letter says only what is known.
 */
export function refusalLetter(paper: Paper, locale: Locale, station?: Text): RefusalLetter | null {
  const why = reasons(paper)
  if (!why) return null
  const name = plainName(paper)
  const opening: Text = {
    zh: `居民说，贵单位请他（她）开一份“${name.zh}”。现将情况说明如下。`,
    en: `A resident tells us that you have asked them for “${name.en}”. This letter explains why the police station does not issue it.`,
  }
  const exception: Text[] =
    paper.exception && paper.exception.certainty !== 'K2'
      ? [
          {
            zh: `有一种情形例外：${paper.exception.text.zh}`,
            en: `There is one exception. ${paper.exception.text.en}`,
          },
        ]
      : []
  const help: Text = {
    zh: '贵单位如有法律、法规的依据要求提供，请写明依据的名称和条款，与派出所联系，我们一起想办法，不让居民来回跑。',
    en: 'If a law or regulation requires it, please tell the station its name and article, and we will work it out with you, so that the resident need not go back and forth.',
  }
  const blanks: Text[] = [
    { zh: '居民姓名：＿＿＿＿＿＿', en: 'Resident’s name: ____________' },
    { zh: '联系电话：＿＿＿＿＿＿', en: 'The station’s phone: ____________' },
  ]
  const labels: Record<'title' | 'salutation' | 'basis' | 'closing' | 'date', Text> = {
    title: { zh: `关于不出具“${name.zh}”的说明`, en: `Why the police do not issue “${name.en}”` },
    salutation: { zh: '＿＿＿＿＿＿＿＿（单位）：', en: 'To ____________________ (unit),' },
    basis: { zh: `依据：${paper.basis.name.zh}。`, en: `Basis: ${paper.basis.name.en}.` },
    closing: { zh: '感谢理解和支持。', en: 'Thank you for your understanding.' },
    date: { zh: '＿＿＿＿年＿＿月＿＿日', en: 'Date: ____________' },
  }
  return {
    title: say(labels.title, locale),
    salutation: say(labels.salutation, locale),
    paragraphs: [opening, ...why, ...exception, help].map((text) => say(text, locale)),
    legalBasis: say(labels.basis, locale),
    closing: say(labels.closing, locale),
    blanks: blanks.map((text) => say(text, locale)),
    signature: { station: say(station ?? blankStation, locale), date: say(labels.date, locale) },
  }
}
