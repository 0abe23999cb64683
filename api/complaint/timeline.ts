import { dayOf, toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import { deskName } from './answerers.ts'
import type { ComplaintRow, EventRow } from './query.ts'
import { states } from './states.ts'

type Told = Pick<ComplaintRow, 'anonymous' | 'confirmedAt'>

/** A moment as it is told: of an anonymous complaint nobody knows more than the day. */
export const toldAt = ({ anonymous }: Pick<ComplaintRow, 'anonymous'>, at: number): string =>
  anonymous ? dayOf(at) : toIso(at)

/** What a step says to its author; taken up as of the day on which both sides confirmed it, that is said. */
function wordsOf({ confirmedAt }: Told, { fromState, toState, deskZh, deskEn, desk, at }: EventRow): Text {
  if (fromState === toState) {
    const to = desk === '*' ? deskName : { zh: deskZh ?? '', en: deskEn ?? '' }
    return { zh: `转给${to.zh}办理`, en: `Passed on to ${to.en}` }
  }
  if (fromState === 'waiting' && (toState === 'working' || toState === 'received'))
    return { zh: '收到您的补充', en: 'Your reply came in' }
  if (fromState === 'elsewhere' && toState === 'working')
    return { zh: '其他部门已答复', en: 'The other office has answered' }
  if (toState === 'accepted' && at === confirmedAt)
    return {
      zh: '我们也确认了：从这一天算收到',
      en: 'We confirmed it too: it counts as received on this day',
    }
  if (toState === 'answered') return { zh: '已答复', en: 'Answered' }
  if (toState === 'reopened')
    return {
      zh: '您提出异议，由上一级另派人办理',
      en: 'You objected: others, one level up, look at it again',
    }
  return states[toState]
}

/** What happened to a complaint. */
export const timelineOf = (row: Told, events: readonly EventRow[]): TimelineEntry[] =>
  events.map((event) => ({ at: toldAt(row, event.at), text: wordsOf(row, event), done: true }))

/** What comes next, by when. */
export function nextOf(row: ComplaintRow): TimelineEntry[] {
  if (row.turn === 'wait' && row.turnDueAt !== null)
    return [{ at: toIso(row.turnDueAt), text: { zh: '请您补充', en: 'Your reply is needed' }, done: false }]
  if (row.turn === 'reply' && row.turnDueAt !== null && row.state === 'answered')
    return [
      {
        at: toIso(row.turnDueAt),
        text: { zh: '您没有异议就办结', en: 'Closed, unless you object' },
        done: false,
      },
    ]
  if (row.dueAt === null || row.pausedAt !== null) return []
  const text = {
    accept: { zh: '告知是否受理', en: 'Told whether it is taken up' },
    finish: { zh: '答复', en: 'Answered' },
    review: { zh: '对异议的答复', en: 'The objection answered' },
  }[row.clock ?? 'finish']
  return [{ at: toIso(row.dueAt), text, done: false }]
}
