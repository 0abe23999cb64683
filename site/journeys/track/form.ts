/** The look-up form, and the buttons of the record it opens. */
export interface TrackForm {
  reference: string
  accessCode: string
  stage: 'look' | 'time' | 'ask' | 'move' | 'cancel' | 'cancelled'
  day: string
  slotId: string
}

const stages = ['look', 'time', 'ask', 'move', 'cancel', 'cancelled'] as const

export function readTrackForm(data: FormData | URLSearchParams): TrackForm {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    reference: text('reference'),
    accessCode: text('accessCode'),
    stage: stages.find((stage) => stage === text('stage')) ?? 'look',
    day: text('day'),
    slotId: text('slotId'),
  }
}

export const trackPointers: Record<string, 'reference' | 'accessCode' | 'slotId'> = {
  '/reference': 'reference',
  '/accessCode': 'accessCode',
  '/slotId': 'slotId',
}
