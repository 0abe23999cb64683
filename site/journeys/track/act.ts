import type { APIContext } from 'astro'
import type { Receipt } from '../../../api/appointment/schema.ts'
import type { CodeSent } from '../../../api/intake/phoneCodeSchema.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'
import { suitsOf } from '../waiting/form.ts'
import type { TrackForm, TrackStage } from './form.ts'

/** What a button has just done. */
export type Done =
  | 'moved'
  | 'cancelled'
  | 'taken'
  | 'declined'
  | 'left'
  | 'wished'
  | 'sent'
  | 'confirmed'
  | 'withdrawn'

export interface Acted {
  done?: Done
  problem?: ProblemDocument
  /** Of the booking that was taken or moved. */
  receipt?: Receipt
  sent?: CodeSent
}

/** Does what the button of a record asks for; a stage that only shows does nothing. */
export async function act(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  form: TrackForm,
): Promise<Acted> {
  const { accessCode, slotId } = form
  const reference = encodeURIComponent(form.reference || '-')
  const post = <T>(path: string, more: object = {}): Promise<Answer<T>> =>
    ask<T>(where, path, { method: 'POST', body: { accessCode, ...more } })
  const booking = `/appointments/${reference}`
  const waiting = `/waiting/${reference}`
  const meant = slotId ? { slotId } : {}
  switch (form.stage) {
    case 'cancelled':
      return after('cancelled', await post(`${booking}/cancel`))
    case 'move':
      return after('moved', await post(`${booking}/reschedule`, { slotId }))
    case 'take': {
      const answer = await post<Receipt>(`${waiting}/take`, meant)
      return answer.ok ? { done: 'taken', receipt: answer.data } : { problem: answer.problem }
    }
    case 'decline':
      return after('declined', await post(`${waiting}/decline`, meant))
    case 'left':
      return after('left', await post(`${waiting}/leave`))
    case 'wish':
      return after('wished', await post(`${booking}/earlier`, suitsOf(form)))
    case 'send': {
      const answer = await post<CodeSent>(`${booking}/phone`)
      return answer.ok ? { done: 'sent', sent: answer.data } : { problem: answer.problem }
    }
    case 'confirm':
      return after('confirmed', await post(`${booking}/phone/confirm`, { code: form.code }))
    case 'withdrawn':
      return after(
        'withdrawn',
        await post(
          /^N/i.test(form.reference.trim())
            ? `/volunteers/${reference}/leave`
            : `/meetings/entries/${reference}/cancel`,
        ),
      )
    default:
      return {}
  }
}

const after = (done: Done, answer: Answer<unknown>): Acted =>
  answer.ok ? { done } : { problem: answer.problem }

/**
 * The stage to show again in another language or size: what was done is not done again. Only taking a place on the
 * list gives the same receipt however often it is asked.
 */
export function stageAgain(stage: TrackStage, { done, receipt }: Acted, waiting: boolean): TrackStage {
  if (stage === 'take' && waiting && receipt) return 'take'
  if (stage === 'send' || (stage === 'confirm' && !done)) return 'code'
  if (stage === 'move' && !done) return 'time'
  if (stage === 'wish' && !done) return 'earlier'
  return ['look', 'time', 'ask', 'cancel', 'leave', 'earlier', 'code', 'withdraw'].includes(stage)
    ? stage
    : 'look'
}
