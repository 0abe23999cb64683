import type { Text } from '../shared/text.ts'

/** How it was served: on the spot or online, each with aspects of its own (好差评, 国办发〔2019〕51号, standards B1, P). */
export const ratingModes = ['onsite', 'online'] as const
export type RatingMode = (typeof ratingModes)[number]

/** The five levels, the best first, as they are asked. */
export const ratingLevels: readonly { level: 1 | 2 | 3 | 4 | 5; name: Text }[] = [
  { level: 5, name: { zh: '非常满意', en: 'Very satisfied' } },
  { level: 4, name: { zh: '满意', en: 'Satisfied' } },
  { level: 3, name: { zh: '基本满意', en: 'Basically satisfied' } },
  { level: 2, name: { zh: '不满意', en: 'Dissatisfied' } },
  { level: 1, name: { zh: '非常不满意', en: 'Very dissatisfied' } },
]

/** From here down it is a bad rating (差评), which must lead to something. */
export const badFrom = 2
/** Neither praise nor blame: what was good and what was not may both be said. */
export const middle = 3
/** Whether a rating is a bad one. */
export const isBad = (overall: number): boolean => overall <= badFrom

interface Choice {
  key: string
  name: Text
}

/** What is asked besides the whole: the indicator set of 好差评, online and on the spot. */
export const aspectsOf: Record<RatingMode, readonly Choice[]> = {
  onsite: [
    { key: 'efficiency', name: { zh: '服务效率', en: 'How fast it went' } },
    { key: 'level', name: { zh: '服务水平', en: 'How well they knew it' } },
    { key: 'attitude', name: { zh: '服务态度', en: 'How they treated you' } },
  ],
  online: [
    { key: 'efficiency', name: { zh: '办事效率', en: 'How fast it went' } },
    { key: 'guide', name: { zh: '办事指南准不准', en: 'Whether the guide was right' } },
    { key: 'convenience', name: { zh: '办事方不方便', en: 'How easy it was' } },
    { key: 'platform', name: { zh: '网站好不好用', en: 'How the site worked' } },
  ],
}

/** Reasons to tick, which differ for good and bad; a bad rating needs at least one. */
export const tagsOf: Record<'good' | 'bad', readonly Choice[]> = {
  good: [
    { key: 'fast', name: { zh: '办得快', en: 'Fast' } },
    { key: 'clear', name: { zh: '讲得清楚', en: 'Well explained' } },
    { key: 'kind', name: { zh: '态度好', en: 'Friendly' } },
    { key: 'one-trip', name: { zh: '一趟就办好', en: 'Done in one go' } },
    { key: 'helped', name: { zh: '主动帮忙', en: 'They helped without being asked' } },
  ],
  bad: [
    { key: 'slow', name: { zh: '等得久、办得慢', en: 'Long wait or slow' } },
    { key: 'unclear', name: { zh: '没讲清楚，跑了几趟', en: 'Not told everything, had to come again' } },
    { key: 'rude', name: { zh: '态度不好', en: 'Treated badly' } },
    { key: 'extra', name: { zh: '多要材料', en: 'Papers asked for that are not needed' } },
    { key: 'late', name: { zh: '超过说好的时间', en: 'Later than promised' } },
    { key: 'unsolved', name: { zh: '事情没有办成，也没有说明', en: 'Not done, and not told why' } },
    { key: 'money', name: { zh: '乱收费', en: 'Charged what should not be charged' } },
    { key: 'other', name: { zh: '其他', en: 'Something else' } },
  ],
}
