import type { CampaignKind, CampaignState } from '../../../db/schema/campaign.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'

/** The steps of a survey, as the database holds them too (campaign_step; a test holds the two together). */
export const steps: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['review', 'withdrawn'],
  review: ['draft', 'out', 'withdrawn'],
  out: ['over', 'withdrawn'],
  over: [],
  withdrawn: [],
}

/** How a survey stands, for those who work on it. */
export const stateTexts: Record<CampaignState, Text> = {
  draft: { zh: '在写', en: 'Being written' },
  review: { zh: '等另一个人复核', en: 'Waits for a second reader' },
  out: { zh: '已公布', en: 'Published' },
  over: { zh: '已结束，结果已公布', en: 'Over, results published' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

export const kindTexts: Record<CampaignKind, Text> = {
  'open-door': { zh: '开门评警', en: 'Survey about the police' },
  report: { zh: '向群众报告工作', en: 'Work reports to the public' },
}

/** How everybody sees it; `counting`: its last day is over and the results come within minutes. */
export const publicStates = ['coming', 'open', 'counting', 'over', 'withdrawn'] as const
export type PublicState = (typeof publicStates)[number]
export const publicTexts: Record<PublicState, Text> = {
  coming: { zh: '还没有开始', en: 'Not begun yet' },
  open: { zh: '正在进行', en: 'Open now' },
  counting: { zh: '已截止，正在计数', en: 'Closed, being counted' },
  over: { zh: '已结束', en: 'Over' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

/** How everybody sees a survey that was published. */
export function publicState(
  { clock }: Pick<Ctx, 'clock'>,
  { state, opensOn, closesOn }: { state: CampaignState; opensOn: Day; closesOn: Day },
): PublicState {
  if (state === 'over' || state === 'withdrawn') return state
  const today = dayOf(clock.now())
  return today < opensOn ? 'coming' : today > closesOn ? 'counting' : 'open'
}
