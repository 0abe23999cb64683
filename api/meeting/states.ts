import type { EntryState, MeetingState } from '../../db/schema/meeting.ts'
import type { Text } from '../shared/text.ts'

/** The steps of a meeting, as the database holds them too (meeting_step; a test holds the two together). */
export const steps: Record<MeetingState, readonly MeetingState[]> = {
  planned: ['announced', 'cancelled'],
  announced: ['held', 'cancelled'],
  held: ['minuted'],
  minuted: [],
  cancelled: [],
}

/** How a meeting stands, in words. */
export const stateTexts: Record<MeetingState, Text> = {
  planned: { zh: '安排中', en: 'Being planned' },
  announced: { zh: '已公布', en: 'Announced' },
  held: { zh: '已开完，纪要还在写', en: 'Held; the minutes are being written' },
  minuted: { zh: '已公布纪要', en: 'Minutes published' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
}

/** How a sign-up or a question stands, in words. */
export const entryTexts: Record<EntryState, Text> = {
  coming: { zh: '已报名', en: 'Signed up' },
  asked: { zh: '已收到，会上或会前答复', en: 'Received; answered at the meeting or before' },
  answered: { zh: '已答复', en: 'Answered' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  off: { zh: '恳谈会已取消', en: 'The meeting is cancelled' },
}
