import type { StaffPage } from '../../../lib/staffPage.ts'
import type { Item } from './step.ts'

/** The name of each field of an act, for the messages of the summary. */
export const stepLabels = ({ t }: Pick<StaffPage, 't'>, item: Item): Record<string, string> => ({
  ground: t('application.ground'),
  words: t('application.words'),
  officeZh: t(item === 'elsewhere' ? 'application.elsewhere.office' : 'application.office'),
  officeEn: t('application.office.en'),
  reason: t(item === 'elsewhere' ? 'application.elsewhere.why' : 'application.reason'),
  value: t('application.extend.days'),
  visitDay: t('application.visit.day'),
  visitPart: t('application.visit.part'),
  finding: t('application.finding'),
  how: t('application.handover.how'),
  tracking: t('application.tracking'),
  agentName: t('application.agent.name'),
  agentSeen: t('application.agent.seen'),
  agentAuthority: t('application.agent.authority'),
  seen: t('record.code.seen'),
  numberEnd: t('record.code.number'),
  name: t('record.code.name'),
  phoneEnd: t('application.seen.phone'),
  items: t('application.ask.what'),
})
