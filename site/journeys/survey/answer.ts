import type { APIContext } from 'astro'
import type { Rated, RatingForm } from '../../../api/survey/schema.ts'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import { giveBody, newKey, posterBody, type RateForm } from './form.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Why a code opens no form: not yet, no more, or no longer. */
export type ClosedBy = 'later' | 'used' | 'over'

/** What became of a post: a form to fill in, a rating that was taken, or why neither. */
export interface Answered {
  form: RateForm
  of?: RatingForm
  rated?: Rated
  closed?: ClosedBy
  problem?: ProblemDocument
}

const closings: Record<string, ClosedBy> = {
  'rating-later': 'later',
  'rated-before': 'used',
  'rating-over': 'over',
}

/** A problem as the page shows it. */
const shut = (form: RateForm, problem: ProblemDocument): Answered => {
  const closed = closings[problem.code]
  return { form, problem, ...(closed && { closed }) }
}

/** The form a code opens. Uses nothing up: it may be asked for as often as one likes. */
export async function openForm(where: Where, form: RateForm): Promise<Answered> {
  const answer = await ask<RatingForm>(where, '/ratings/open', {
    method: 'POST',
    body: { token: form.token },
  })
  return answer.ok ? { form, of: answer.data } : shut(form, answer.problem)
}

/** The form of a poster. */
export async function openPoster(where: Where, station: string, form: RateForm): Promise<Answered> {
  const answer = await ask<RatingForm>(where, `/ratings/poster/${encodeURIComponent(station)}`)
  return answer.ok ? { form, of: answer.data } : shut(form, answer.problem)
}

/** Gives the rating; where it is refused, the form comes again with what was typed and why. */
async function give(where: Where, path: string, body: object, form: RateForm, open: () => Promise<Answered>) {
  const answer = await ask<Rated>(where, path, { method: 'POST', body, idempotencyKey: form.key })
  if (answer.ok) return { form, rated: answer.data }
  const { problem } = answer
  const refused = shut(form, problem)
  if (refused.closed) return refused
  const again = await open()
  if (!again.of) return again
  // The form was sent before with other words: with a new key it is another one.
  const stale = problem.code === 'idempotency-mismatch'
  return { ...again, form: stale ? { ...form, key: newKey() } : form, problem }
}

export const giveRating = (where: Where, form: RateForm): Promise<Answered> =>
  give(where, '/ratings', giveBody(form), form, () => openForm(where, form))

export const givePoster = (where: Where, station: string, form: RateForm): Promise<Answered> =>
  give(where, '/ratings/poster', posterBody(station, form), form, () => openPoster(where, station, form))
