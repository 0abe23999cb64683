import type { StaffKey, StaffPage } from '../../../lib/staffPage.ts'
import { idOf } from './asked.ts'
import type { Item } from './step.ts'

/** What the words of each act are called beside their field. */
const wordsKey: Partial<Record<Item, StaffKey>> = {
  approve: 'application.approve.words',
  issue: 'application.issue.words',
  extend: 'application.extend.words',
  handover: 'application.visit.unmade',
  'visit-day': 'application.visit.why',
  file: 'record.unmask.words',
}

/** The name of each field of an act, for the messages of the summary. */
export const stepLabels = (
  { t }: Pick<StaffPage, 't'>,
  item: Item,
  { visit, asked }: { visit: boolean; asked: readonly string[] },
): Record<string, string> => ({
  ...Object.fromEntries(
    asked.flatMap((target) => [
      [`kind-${idOf(target)}`, t('application.ask.kind')],
      [`words-${idOf(target)}`, t('application.ask.words')],
    ]),
  ),
  ground: t('application.ground'),
  words: t(wordsKey[item] ?? 'application.ground.words'),
  officeZh: t(item === 'elsewhere' ? 'application.elsewhere.office' : 'application.office'),
  officeEn: t('application.office.en'),
  reason: t(item === 'elsewhere' ? 'application.elsewhere.why' : 'record.unmask.reason'),
  value: t('application.extend.days'),
  visitDay: t('application.visit.day'),
  visitPart: t('application.visit.part'),
  finding: t('application.finding'),
  how: t(visit ? 'application.visit.how' : 'application.handover.how'),
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
