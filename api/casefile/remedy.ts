import type { CaseKind } from '../../db/schema/casefile.ts'
import { period } from '../calendar/dayWords.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { CaseStanding } from './caseSchema.ts'

/** The rule of how long reconsideration can be asked for (行政复议法). */
export const remedyRule = 'reconsideration.apply'

/**
 * What somebody can do when a case is not opened. Numbers come from the rules alone: of criminal cases the standards give
 * none, so the notice in writing is what counts.
 */
export function remedyOf(kind: CaseKind, rules: readonly DeadlineRule[]): CaseStanding['remedy'] {
  if (kind === 'criminal')
    return [
      {
        text: {
          zh: '不服的，可以向作出决定的公安机关申请复议；对复议决定还不服的，可以向上一级公安机关申请复核。期限写在不予立案通知书上。也可以请人民检察院监督。',
          en: 'You may ask the police that decided to reconsider, and then the next higher police to review. How long you have stands on the notice you were given. You may also turn to the procuratorate.',
        },
        basis: {
          zh: '《公安机关办理刑事案件程序规定》关于复议、复核的规定',
          en: 'Procedure for Criminal Cases, on reconsideration and review',
        },
        certainty: 'K1',
      },
    ]
  const rule = rules.find(({ key }) => key === remedyRule)
  if (!rule) return []
  const length = period(rule.value, rule.unit)
  return [
    {
      text: {
        zh: `不服的，可以在${rule.startEvent.zh}起 ${length.zh}内申请行政复议，也可以依法向人民法院起诉。`,
        en: `You may apply for administrative reconsideration within ${length.en} from ${rule.startEvent.en}, or go to court as the law provides.`,
      },
      basis: rule.basis,
      certainty: rule.certainty,
    },
  ]
}
