import { textOf } from '../person.ts'
import { readSuits, type SuitsForm } from '../waiting/form.ts'

/** What the buttons of a record ask for; those in the second line do something. */
const stages = [
  ...(['look', 'time', 'ask', 'cancel', 'leave', 'earlier', 'code', 'withdraw'] as const),
  ...(['move', 'cancelled', 'take', 'decline', 'left', 'wish', 'send', 'confirm', 'withdrawn'] as const),
] as const
export type TrackStage = (typeof stages)[number]

/** The look-up form, and the buttons of the record it opens. */
export interface TrackForm extends SuitsForm {
  reference: string
  accessCode: string
  stage: TrackStage
  day: string
  slotId: string
  /** The six digits of a text message. */
  code: string
}

export function readTrackForm(data: FormData | URLSearchParams): TrackForm {
  const text = (name: string) => textOf(data, name)
  return {
    ...readSuits(data),
    reference: text('reference'),
    accessCode: text('accessCode'),
    stage: stages.find((stage) => stage === text('stage')) ?? 'look',
    day: text('day'),
    slotId: text('slotId'),
    code: text('code'),
  }
}

export const trackPointers: Record<string, 'reference' | 'accessCode' | 'slotId'> = {
  '/reference': 'reference',
  '/accessCode': 'accessCode',
  '/slotId': 'slotId',
}
