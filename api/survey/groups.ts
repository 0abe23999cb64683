import { matterGroupNames, matterGroups } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'

/**
 * What is compared with what: ratings of a passport and of an answered complaint are not alike, so each place is compared
 * within these groups. Those of matters, and what is no matter: what people tell the police, a visit of which nobody noted
 * what for, a call-back, a survey, what is published.
 */
export const ratingGroups = [
  ...matterGroups,
  'voice',
  'counter',
  'call',
  'survey',
  'notice',
  'several',
] as const
export type RatingGroup = (typeof ratingGroups)[number]

/** The groups in words; `several`: too few of each, put together at the end of a period. */
export const ratingGroupNames: Record<RatingGroup, Text> = {
  ...matterGroupNames,
  voice: { zh: '投诉、咨询、小事', en: 'Complaints, questions, small problems' },
  counter: { zh: '窗口办事', en: 'At the counter' },
  notice: { zh: '警务公开', en: 'Publication' },
  call: { zh: '电话回访', en: 'Call-backs' },
  survey: { zh: '开门评警问卷', en: 'Surveys' },
  several: { zh: '几类合在一起', en: 'Several together' },
}
