import type {
  RatingAppealReason,
  RectificationOutcome,
  RectificationState,
} from '../../../db/schema/rectification.ts'
import type { Text } from '../../shared/text.ts'

/** The states of putting right what was rated badly, in words. */
export const rectificationStateNames: Record<RectificationState, Text> = {
  open: { zh: '待联系', en: 'To be contacted' },
  contacted: { zh: '已联系', en: 'Contacted' },
  fixing: { zh: '整改中', en: 'Being put right' },
  fixed: { zh: '已整改', en: 'Put right' },
  called: { zh: '已回访', en: 'Called back' },
  closed: { zh: '已办结', en: 'Closed' },
}

/** Where it can go from each state: the same steps stand in the database (0112), which refuses all others. */
export const rectificationSteps: Record<RectificationState, readonly RectificationState[]> = {
  open: ['contacted', 'fixing', 'fixed', 'closed'],
  contacted: ['fixing', 'fixed', 'closed'],
  fixing: ['fixed', 'closed'],
  fixed: ['fixing', 'called', 'closed'],
  called: ['fixing', 'closed'],
  closed: [],
}

/** What came of it: the four of 好差评 (standards B1, P), and the rating set aside on appeal. */
export const outcomeNames: Record<RectificationOutcome, Text> = {
  'at-once': { zh: '立行立改', en: 'Put right at once' },
  'by-date': { zh: '限期整改', en: 'Put right by a date' },
  explained: { zh: '解释说明', en: 'Explained' },
  'appeal-refused': { zh: '申诉不予采纳', en: 'Appeal not accepted' },
  appealed: { zh: '申诉采纳，评价另计', en: 'Appeal accepted, rating set aside' },
}

/** Why a station appeals, in words. */
export const appealReasonNames: Record<RatingAppealReason, Text> = {
  'mistaken-station': { zh: '评的是别的单位', en: 'Meant for another place' },
  duplicate: { zh: '同一件事评了几次', en: 'The same matter rated more than once' },
  abusive: { zh: '只有辱骂，没有事情', en: 'Nothing but abuse' },
  'not-about-us': { zh: '说的不是我们能管的事', en: 'About something that is not ours to decide' },
  other: { zh: '其他', en: 'Something else' },
}
