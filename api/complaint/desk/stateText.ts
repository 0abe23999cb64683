import type { Text } from '../../shared/text.ts'
import { deskName } from '../answerers.ts'
import type { EventRow, PauseRow } from '../query.ts'
import type { ComplaintState } from '../states.ts'

/** The states in the words of those at work: those of `states` speak to whoever sent it. */
export const deskStates: Record<ComplaintState, Text> = {
  received: { zh: '新收到', en: 'New' },
  accepted: { zh: '已受理', en: 'Taken up' },
  working: { zh: '办理中', en: 'Being handled' },
  waiting: { zh: '等本人补充', en: 'Waiting for its author' },
  elsewhere: { zh: '等其他部门答复', en: 'Waiting for another office' },
  answered: { zh: '已答复，等本人表态', en: 'Answered, waiting for its author’s word' },
  followup: { zh: '等回访', en: 'A call-back is due' },
  reopened: { zh: '重新办理', en: 'Reopened' },
  closed: { zh: '已办结', en: 'Closed' },
  declined: { zh: '不予受理', en: 'Not taken up' },
  unanswered: { zh: '没有答复就结束了', en: 'Ended without an answer' },
  withdrawn: { zh: '本人已撤回', en: 'Withdrawn' },
  merged: { zh: '已并入另一件', en: 'Joined to another' },
}

/** A step of the log, as those at work read it. */
export function deskStep({ fromState, toState, desk, deskZh, deskEn }: EventRow): Text {
  if (fromState === toState) {
    const to = desk === '*' ? deskName : { zh: deskZh ?? '', en: deskEn ?? '' }
    return { zh: `转到${to.zh}`, en: `Passed on to ${to.en}` }
  }
  if (fromState === 'waiting' && (toState === 'working' || toState === 'received'))
    return { zh: '本人补充了', en: 'Its author replied' }
  if (fromState === 'elsewhere' && toState === 'working') return { zh: '接着办理', en: 'Went on with' }
  if (toState === 'answered') return { zh: '已答复', en: 'Answered' }
  if (toState === 'reopened') return { zh: '本人有异议，重新办理', en: 'Its author objected: reopened' }
  return deskStates[toState]
}

/** Why the clock stands still, as those at work read it. */
export const deskPauses: Record<PauseRow['reason'], Text> = {
  you: { zh: '等本人补充', en: 'waiting for its author' },
  'third-party': {
    zh: '征求第三方意见（《政府信息公开条例》第33条）',
    en: 'a third party is asked for its view (Regulations on Open Government Information, art. 33)',
  },
}
