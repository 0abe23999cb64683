import type { StaffPage } from '../../../lib/staffPage.ts'

/** The name of each field of an act, for the messages of the summary. */
export const stepLabels = ({ t }: Pick<StaffPage, 't'>): Record<string, string> => ({
  ground: t('application.ground'),
  words: t('application.words'),
  officeZh: t('application.office'),
  officeEn: t('application.office.en'),
  reason: t('application.reason'),
  value: t('application.extend.days'),
  visitDay: t('application.visit.day'),
  visitPart: t('application.visit.part'),
  finding: t('application.finding'),
  how: t('application.handover.how'),
  tracking: t('application.tracking'),
  seen: t('record.code.seen'),
  numberEnd: t('record.code.number'),
  name: t('record.code.name'),
  phoneEnd: t('application.seen.phone'),
  items: t('application.ask.what'),
})
