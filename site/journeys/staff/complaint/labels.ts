import type { StaffKey, StaffPage } from '../../../lib/staffPage.ts'
import type { Item } from './step.ts'

/** What the words of each act are called beside their field. */
export const wordsKeys: Record<Exclude<Item, 'answer' | 'bar' | 'sort' | 'publish'>, StaffKey> = {
  ask: 'complaint.ask.words',
  decline: 'complaint.decline.words',
  elsewhere: 'complaint.elsewhere.words',
  date: 'complaint.date.words',
  'date-off': 'complaint.date-off.words',
  outcome: 'complaint.outcome.words',
  extend: 'complaint.extend.words',
  pass: 'complaint.pass.words',
  split: 'complaint.split.words',
  merge: 'complaint.merge.words',
  'give-up': 'complaint.give-up.words',
  'take-down': 'complaint.take-down.words',
}

/** The name of each field of an act, for the messages of the summary. */
export const stepLabels = ({ t }: Pick<StaffPage, 't'>, item: Item): Record<string, string> => ({
  ...(item in wordsKeys && { words: t(wordsKeys[item as keyof typeof wordsKeys]) }),
  reason: t('complaint.decline.reason'),
  office: t('complaint.elsewhere.office'),
  value: t('complaint.extend.value'),
  to: t(item === 'date' ? 'complaint.date.to' : 'complaint.pass.to'),
  room: t('complaint.date.room'),
  day: t('complaint.date.day'),
  from: t('complaint.date.from'),
  invites: t('complaint.date.invites'),
  point: t('complaint.bar.point'),
  staffId: t('complaint.bar.staff'),
  into: t('complaint.merge.into'),
  category: t('complaint.category'),
  done: t('complaint.answer.done'),
  by: t('complaint.answer.by'),
  noPhoto: t('complaint.answer.noPhoto'),
  outcome: t(item === 'outcome' ? 'complaint.outcome' : 'complaint.promise.outcome'),
  english: t('complaint.promise.english'),
  file: t('complaint.answer.photo'),
  said: t('complaint.publish.said'),
  did: t('complaint.publish.did'),
  looked: t('complaint.publish.look'),
  why: t('complaint.publish.why'),
})
