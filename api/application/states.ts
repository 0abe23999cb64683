import type { ClockName } from '../../db/schema/application.ts'
import type { Text } from '../shared/text.ts'

/** The states of an application, in the words of its holder. */
export const states = {
  draft: { zh: '草稿，还没有提交', en: 'Draft, not sent yet' },
  identity: { zh: '已收到，待核对身份', en: 'Received, waiting for proof of identity' },
  submitted: { zh: '已提交，等待受理', en: 'Sent, waiting to be accepted' },
  correction: { zh: '需要您补正', en: 'Needs a correction from you' },
  accepted: { zh: '已受理', en: 'Accepted' },
  processing: { zh: '办理中', en: 'Being handled' },
  elsewhere: { zh: '等其他部门答复', en: 'Waiting for another office' },
  approved: { zh: '已准予', en: 'Approved' },
  refused: { zh: '不予办理', en: 'Refused' },
  issued: { zh: '已办好', en: 'Ready' },
  collected: { zh: '已领取', en: 'Collected' },
  posted: { zh: '已寄出', en: 'Posted' },
  delivered: { zh: '已送达', en: 'Delivered' },
  finished: { zh: '已办结', en: 'Finished' },
  declined: { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  uncollected: { zh: '逾期未领，已结束', en: 'Ended: not collected in time' },
  expired: { zh: '逾期未补，已结束', en: 'Ended: the time to answer ran out' },
  discarded: { zh: '草稿已删除', en: 'Draft deleted' },
} satisfies Record<string, Text>
export type ApplicationState = keyof typeof states
export const stateNames = Object.keys(states) as [ApplicationState, ...ApplicationState[]]

/** Where an application can go from each state: the same steps stand in the database, which refuses all others. */
export const steps: Record<ApplicationState, readonly ApplicationState[]> = {
  draft: ['identity', 'submitted', 'discarded'],
  identity: ['submitted', 'withdrawn', 'expired'],
  submitted: ['accepted', 'declined', 'correction', 'withdrawn'],
  correction: ['submitted', 'withdrawn', 'expired'],
  accepted: ['processing', 'elsewhere', 'approved', 'refused', 'withdrawn'],
  processing: ['elsewhere', 'approved', 'refused', 'withdrawn'],
  elsewhere: ['processing', 'withdrawn'],
  approved: ['issued', 'delivered', 'finished'],
  issued: ['collected', 'posted', 'delivered', 'finished', 'uncollected'],
  posted: ['delivered', 'issued', 'finished'],
  refused: [],
  collected: [],
  delivered: [],
  finished: [],
  declined: [],
  withdrawn: [],
  uncollected: [],
  expired: [],
  discarded: [],
}

/** Whether an application can go from one state to another. */
export const canStep = (from: ApplicationState, to: ApplicationState): boolean => steps[from].includes(to)

/** Whether nothing can happen to it any more. */
export const isOver = (state: ApplicationState): boolean => steps[state].length === 0

/** The states in which the office works on it. */
export const openStates = stateNames.filter((state) => state !== 'draft' && !isOver(state))

/**
 * Whose move it is: the resident's, the office's, another office's, or nobody's any more. What lies ready waits for the
 * resident, what was posted for nobody at all.
 */
export function waitsFor({
  state,
  clock,
}: {
  state: ApplicationState
  clock: ClockName | null
}): 'resident' | 'office' | 'other' | 'nobody' {
  if (isOver(state) || state === 'posted') return 'nobody'
  if (state === 'draft' || state === 'identity' || state === 'correction') return 'resident'
  if (state === 'issued' && clock === 'collect') return 'resident'
  return state === 'elsewhere' ? 'other' : 'office'
}
