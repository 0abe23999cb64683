import type { Text } from './shared/text.ts'

/** What stands beside a field of a rating. See fieldMessage.ts. */
export const ratingFieldMessages: Record<string, Text> = {
  'rating.required': {
    zh: '请选一项：从非常满意到非常不满意',
    en: 'Choose one, from very satisfied to very dissatisfied',
  },
  'rating-token.required': { zh: '请填评价码，12 位', en: 'Enter the rating code, 12 characters' },
  'rating.reason': {
    zh: '不满意的话，请至少勾一个原因',
    en: 'If you are not satisfied, tick at least one reason',
  },
}
