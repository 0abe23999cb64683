import type { APIContext } from 'astro'
import type { CodeSlip, Unmasked } from '../../../../api/record/schema.ts'
import type { Answer, ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import type { RecordForm } from './form.ts'

/** What came of a button of the record page. */
export interface Acted {
  problem?: ProblemDocument
  /** Shown in this answer alone. */
  unmasked?: Unmasked
  slip?: CodeSlip
  /** The record has changed: its page is opened anew with this message. */
  done?: StaffKey
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Does what a button asks for. */
export async function act(where: Where, reference: string, form: RecordForm): Promise<Acted> {
  const of = encodeURIComponent(reference)
  const post = <T>(path: string, body: object, idempotencyKey?: string) =>
    staffAsk<T>(where, path, { method: 'POST', body, ...(idempotencyKey && { idempotencyKey }) })
  const booking = `/staff/bookings/${of}`
  const given = ({ why }: RecordForm) => (why ? { reason: why } : {})
  switch (form.stage) {
    case 'unmask': {
      const { fields, reason, words } = form
      const body = { fields, ...(reason && { reason }), ...(words && { words }) }
      const answer = await post<Unmasked>(`/staff/records/${of}/unmask`, body)
      return answer.ok ? { unmasked: answer.data } : { problem: answer.problem }
    }
    case 'code': {
      const { seen, numberEnd, name, phoneEnd } = form
      const body = {
        ...(seen && { seen }),
        ...(numberEnd && { numberEnd }),
        ...(name && { name }),
        ...(phoneEnd && { phoneEnd }),
      }
      const answer = await post<CodeSlip>(`/staff/records/${of}/code`, body, form.key)
      return answer.ok ? { slip: answer.data } : { problem: answer.problem }
    }
    case 'move':
      return after(
        'done.record.moved',
        await post(`${booking}/move`, { slotId: form.slotId, ...given(form) }),
      )
    case 'cancel':
      return after('done.record.cancelled', await post(`${booking}/cancel`, given(form)))
    case 'served':
    case 'missed':
      return after(`done.record.${form.stage}`, await post(`${booking}/attend`, { outcome: form.stage }))
    default:
      return {}
  }
}

const after = (done: StaffKey, answer: Answer<unknown>): Acted =>
  answer.ok ? { done } : { problem: answer.problem }
