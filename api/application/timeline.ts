import { toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import { clockName } from './clockView.ts'
import { shownState, shownText } from './outcome.ts'
import type { ApplicationRow, EventRow } from './query.ts'
import type { ApplicationState } from './states.ts'

/** What a step says when it is looked back at. */
const happened: Partial<Record<ApplicationState, Text>> = {
  draft: { zh: '开始填写', en: 'Begun' },
  submitted: { zh: '已提交', en: 'Sent' },
  correction: { zh: '请您补正', en: 'You were asked to put something right' },
  accepted: { zh: '已受理', en: 'Accepted' },
  elsewhere: { zh: '请其他部门核查', en: 'Another office was asked' },
}

/** What happened to an application, and by when what comes next. */
export function timelineOf(
  row: Pick<ApplicationRow, 'clock' | 'dueAt' | 'pausedAt' | 'visitDay'>,
  events: readonly EventRow[],
  withheld: boolean,
): TimelineEntry[] {
  const past = events.map(({ fromState, toState, at }): TimelineEntry => {
    const shown = shownState(toState, withheld)
    const again = fromState === 'correction' && toState === 'submitted'
    return {
      at: toIso(at),
      text: again
        ? { zh: '已补正，重新提交', en: 'Put right and sent again' }
        : ((shown === 'decided' ? undefined : happened[toState]) ?? shownText(shown)),
      done: true,
    }
  })
  // What is kept back is one line, however many steps it took.
  const lines = past.filter(({ text }, place) => text.zh !== past[place - 1]?.text.zh)
  if (withheld || row.clock === null || row.dueAt === null) return lines
  const at = row.pausedAt === null ? toIso(row.dueAt) : null
  return [...lines, { at, text: clockName(row.clock, row), done: false }]
}
