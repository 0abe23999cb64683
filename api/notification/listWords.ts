import { shortDay } from '../calendar/dayWords.ts'
import { type Locale, say, type Text } from '../shared/text.ts'
import type { ListWords, Template } from './message.ts'

/** A piece of a message. Those with a rank are said only where they cost no further short message, 1 first. */
export interface Piece {
  text: string
  rank?: number
}

/** The messages about a place on the waiting list itself. */
export const listTemplates = [
  'waiting.joined',
  'waiting.lapsed',
  'waiting.withdrawn',
  'waiting.over',
] as const satisfies Template[]
export type ListTemplate = (typeof listTemplates)[number]

export const listTemplateOf = (template: Template): ListTemplate | undefined =>
  listTemplates.find((each) => each === template)

export const listSubjects: Record<ListTemplate, Text> = {
  'waiting.joined': { zh: '候补登记成功', en: 'You are on the waiting list' },
  'waiting.lapsed': { zh: '给您留的号已经让出', en: 'The time held for you is given on' },
  'waiting.withdrawn': { zh: '给您留的号不能用了', en: 'The time held for you is gone' },
  'waiting.over': { zh: '候补已结束', en: 'Your place on the waiting list has ended' },
}

const leads: Record<ListTemplate, (point: string, until: string, locale: Locale) => string> = {
  'waiting.joined': (point, until, locale) =>
    locale === 'zh'
      ? `已登记候补：${point}，等到${until}。有号会发短信。`
      : `On the waiting list: ${point}, until ${until}. We text you when a time is free.`,
  'waiting.lapsed': (point, until, locale) =>
    locale === 'zh'
      ? `给您留的号过时，已经让出。候补还在：${point}，等到${until}。`
      : `The time held for you is given on. You still wait: ${point}, until ${until}.`,
  'waiting.withdrawn': (point, until, locale) =>
    locale === 'zh'
      ? `给您留的那个时间窗口不开了。候补还在：${point}，等到${until}。`
      : `The counter closes at the time held for you. You still wait: ${point}, until ${until}.`,
  'waiting.over': (point, _, locale) =>
    locale === 'zh'
      ? `${point}的候补已结束。可以重新登记，也可以直接来。`
      : `Your place on the list at ${point} has ended. Join again, or just walk in.`,
}

/** All that a message about a place on the list could say. `link` is where it can be looked up, without a code. */
export function listPieces(template: ListTemplate, locale: Locale, data: ListWords, link: string): Piece[] {
  const both = (zh: string, en: string) => (locale === 'zh' ? zh : ` ${en}`)
  return [
    { text: leads[template](say(data.pointName, locale), say(shortDay(data.toDay), locale), locale) },
    { text: both(`事项：${data.matterName.zh}。`, `For: ${say(data.matterName, 'en')}.`), rank: 2 },
    { text: both(`电话：${data.phone}。`, `Phone: ${data.phone}.`), rank: 3 },
    { text: both(`编号${data.reference}，`, `Ref ${data.reference}.`) },
    { text: both(`查询：${link}`, `Look it up: ${link}`) },
    { text: both('（非紧急）', '(not urgent)') },
    { text: both('急事请拨110。', 'Emergency: call 110.'), rank: 1 },
  ]
}
