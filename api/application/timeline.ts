import { toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import { type ClockOf, clockName } from './clockView.ts'
import { shownState, shownText } from './outcome.ts'
import type { ApplicationRow, EventRow } from './query.ts'
import { cameBack, notReturned, uncollectedText } from './ready.ts'
import { type ApplicationState, states } from './states.ts'

/** What a step says when it is looked back at. */
const happened: Partial<Record<ApplicationState, Text>> = {
  draft: { zh: '开始填写', en: 'Begun' },
  submitted: { zh: '已提交', en: 'Sent' },
  correction: { zh: '请您补正', en: 'You were asked to put something right' },
  accepted: { zh: '已受理', en: 'Accepted' },
  elsewhere: { zh: '请其他部门核查', en: 'Another office was asked' },
}

type Timed = Pick<ApplicationRow, 'clock' | 'dueAt' | 'pausedAt' | 'delivery' | 'agentSeen'> & ClockOf

/** What a step says besides its state; `left`: what was ready then was posted later. */
function wordsOf({ fromState, toState }: EventRow, row: Timed, left: boolean): Text | undefined {
  if (fromState === 'correction' && toState === 'submitted')
    return { zh: '已补正，重新提交', en: 'Put right and sent again' }
  if (fromState === 'identity' && toState === 'expired') return unproved
  if (toState === 'issued') {
    if (fromState === 'posted') return cameBack
    return left ? states.issued : undefined
  }
  if (fromState === 'posted' && toState === 'finished') return notReturned
  if (toState === 'collected' && row.agentSeen !== null) return byAgent
  return toState === 'uncollected' ? uncollectedText(row) : happened[toState]
}

/** Whoever was never asked for a correction has not failed to answer one. */
export const unproved: Text = {
  zh: '没有在期限内核对身份，已结束',
  en: 'ended: who you are was not shown in time',
}

/** Read where the application is looked up: whoever authorised nobody notices. */
export const byAgent: Text = {
  zh: '已由您委托的人领走',
  en: 'collected by somebody you authorised',
}

/** What happened to an application, and by when what comes next. */
export function timelineOf(row: Timed, events: readonly EventRow[], withheld: boolean): TimelineEntry[] {
  const past = events.map((event, place): TimelineEntry => {
    const shown = shownState(event.toState, withheld)
    const left = events.slice(place + 1).some(({ toState }) => toState === 'posted')
    return {
      at: toIso(event.at),
      text: (shown === 'decided' ? undefined : wordsOf(event, row, left)) ?? shownText(shown, row),
      done: true,
    }
  })
  // What is kept back is one line, however many steps it took.
  const lines = past.filter(({ text }, place) => text.zh !== past[place - 1]?.text.zh)
  if (withheld || row.clock === null || row.dueAt === null) return lines
  const at = row.pausedAt === null ? toIso(row.dueAt) : null
  return [...lines, { at, text: clockName(row.clock, row), done: false }]
}
