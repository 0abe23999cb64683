import type { Text } from '../shared/text.ts'

/** The states of a complaint, in the words of whoever sent it. */
export const states = {
  received: { zh: '已收到', en: 'Received' },
  accepted: { zh: '已受理', en: 'Taken up' },
  working: { zh: '办理中', en: 'Being handled' },
  waiting: { zh: '等您补充', en: 'Waiting for you' },
  elsewhere: { zh: '等其他部门答复', en: 'Waiting for another office' },
  answered: { zh: '已答复，等您看', en: 'Answered, waiting for your word' },
  followup: { zh: '等回访', en: 'A call-back is due' },
  reopened: { zh: '重新办理', en: 'Reopened' },
  closed: { zh: '已办结', en: 'Closed' },
  declined: { zh: '不予受理', en: 'Not taken up' },
  unanswered: { zh: '没有答复就结束了', en: 'Closed without an answer' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  merged: { zh: '并入另一件', en: 'Joined to another' },
} satisfies Record<string, Text>
export type ComplaintState = keyof typeof states
export const stateNames = Object.keys(states) as [ComplaintState, ...ComplaintState[]]

/** Where a complaint can go from each state: the same steps stand in the database, which refuses all others. */
export const steps: Record<ComplaintState, readonly ComplaintState[]> = {
  // What needs no decision whether it is taken up is simply answered.
  received: ['accepted', 'answered', 'declined', 'waiting', 'withdrawn', 'merged'],
  accepted: ['working', 'waiting', 'elsewhere', 'answered', 'withdrawn', 'merged', 'unanswered'],
  working: ['waiting', 'elsewhere', 'answered', 'withdrawn', 'merged', 'unanswered'],
  waiting: ['received', 'working', 'withdrawn', 'unanswered'],
  elsewhere: ['working', 'withdrawn'],
  answered: ['closed', 'followup', 'reopened'],
  followup: ['closed', 'reopened'],
  reopened: ['working', 'waiting', 'elsewhere', 'answered', 'withdrawn'],
  declined: ['reopened'],
  unanswered: ['reopened'],
  closed: [],
  withdrawn: [],
  merged: [],
}

/** Whether a complaint can go from one state to another. */
export const canStep = (from: ComplaintState, to: ComplaintState): boolean => steps[from].includes(to)

/** The states that somebody outside brings about or is waited for in; what nobody outside has told has none of them. */
export const needAuthor: readonly ComplaintState[] = [
  'waiting',
  'declined',
  'withdrawn',
  'merged',
  'unanswered',
  'followup',
  'reopened',
]

/** The states in which the office has to do something. */
export const atWork: readonly ComplaintState[] = [
  'received',
  'accepted',
  'working',
  'elsewhere',
  'reopened',
  'followup',
]

/** The states in which a thread takes messages. */
export const inTalk: readonly ComplaintState[] = [
  'received',
  'accepted',
  'working',
  'waiting',
  'elsewhere',
  'reopened',
]

/** The states from which it ends, unless its author objects. */
export const isOver = (state: ComplaintState): boolean =>
  ['closed', 'declined', 'unanswered', 'withdrawn', 'merged'].includes(state)

/** Whose move it is. */
export function waitsFor(state: ComplaintState): 'resident' | 'office' | 'other' | 'nobody' {
  if (isOver(state)) return 'nobody'
  if (state === 'waiting' || state === 'answered') return 'resident'
  return state === 'elsewhere' ? 'other' : 'office'
}
