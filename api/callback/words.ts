import type { CallbackReason } from '../../db/schema/callback.ts'
import { toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import type { CallbackLine } from './openCallback.ts'

/** Why somebody is called. */
export const reasonWords: Record<CallbackReason, Text> = {
  'rating-low': { zh: '差评回访', en: 'Call-back after a low rating' },
  sample: { zh: '抽样回访', en: 'Call-back by sample' },
  stage: { zh: '案件进展回访', en: 'Call-back about the progress' },
  objection: { zh: '异议回访', en: 'Call-back about an objection' },
  asked: { zh: '本人要求回电', en: 'Call-back they asked for' },
}

/** A call-back as a line of the record it is about. */
export function lineOf({ state, dueAt, doneAt, attempts }: CallbackLine): TimelineEntry {
  if (state === 'open')
    return {
      at: toIso(dueAt),
      text:
        attempts > 0
          ? {
              zh: `回访打过 ${attempts} 次电话没有联系上，最晚这天之前还会打`,
              en: `We rang ${attempts === 1 ? 'once' : `${attempts} times`} and did not reach you; we ring again by then`,
            }
          : {
              zh: '最晚这天之前打电话回访，由没有办这件事的人打',
              en: 'Somebody who had no part in it calls you by then',
            },
      done: false,
    }
  return {
    at: toIso(doneAt ?? dueAt),
    text:
      state === 'done'
        ? { zh: '已回访', en: 'You were called back' }
        : { zh: '回访多次没有联系上', en: 'We could not reach you for the call-back' },
    done: true,
  }
}

/** The same, as those who work on the record read it: nothing of what came of it. */
export const callbackLine = (row: CallbackLine) => ({
  reason: row.reason,
  text: reasonWords[row.reason],
  state: row.state,
  at: toIso(row.doneAt ?? row.dueAt),
  attempts: row.attempts,
  lastAttempt: row.lastHow,
})
