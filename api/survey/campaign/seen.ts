import type { Text } from '../../shared/text.ts'

/** 见警率, the heading of the founding text (standards A2), as it is asked here. */
export const seen: Text = {
  zh: '最近一个月，您在自己的村、社区里多久看到一次民警走访或者巡逻？',
  en: 'In the last month, how often did you see police on foot or on patrol where you live?',
}
/** How often, the most first; also the levels of the indicator `visibility`. */
export const seenLevels: readonly { level: number; name: Text }[] = [
  { level: 5, name: { zh: '差不多每天', en: 'Nearly every day' } },
  { level: 4, name: { zh: '一周几次', en: 'Several times a week' } },
  { level: 3, name: { zh: '一周一次', en: 'Once a week' } },
  { level: 2, name: { zh: '一个月一两次', en: 'Once or twice in the month' } },
  { level: 1, name: { zh: '没有看到', en: 'Never' } },
]
