import type { Text } from './shared/text.ts'

/** What stands beside a field of a rating. See fieldMessage.ts. */
export const ratingFieldMessages: Record<string, Text> = {
  'rating.required': {
    zh: '请选一项：从非常满意到非常不满意',
    en: 'Choose one, from very satisfied to very dissatisfied',
  },
  'rating-token.required': { zh: '请填评价码，12 位', en: 'Enter the rating code, 12 characters' },
  'survey.empty': { zh: '请至少回答一题', en: 'Answer at least one question' },
  'survey-code.required': {
    zh: '请填纸条上的回答码，12 位',
    en: 'Enter the code of your paper, 12 characters',
  },
  'survey.past': { zh: '最后一天已经过了', en: 'The last day is over' },
  'survey.days': {
    zh: '最后一天不能早于开始那天，最多 {most} 天',
    en: 'The last day is not before the first, and at most {most} days after it',
  },
  'survey.questions': { zh: '请至少写一题', en: 'Write at least one question' },
  'survey.choices': { zh: '至少写两个选项', en: 'Write at least two choices' },
  'survey.one-question': {
    zh: '报告工作只问一题，答案是五级满意度',
    en: 'Work reports are scored by one question, with the five levels',
  },
  'survey.seen-once': { zh: '见警率只问一次', en: 'How often police are seen is asked once' },
  'survey.stations': { zh: '请至少选一个派出所', en: 'Choose at least one station' },
  'survey.quota': {
    zh: '每个派出所发 5 到 500 个回答码',
    en: 'Each station has 5 to 500 codes',
  },
  'survey.twice': { zh: '这个派出所写了两次', en: 'This station is named twice' },
  'survey.no-report': {
    zh: '这个派出所还没有写报告。请催一下，或者不把它列进来',
    en: 'This station has written no report: remind it, or leave it out',
  },
  'rating.reason': {
    zh: '不满意的话，请至少勾一个原因',
    en: 'If you are not satisfied, tick at least one reason',
  },
}
