import type { APIContext } from 'astro'
import type { Rated, RatingForm, SecondRated } from '../../../api/survey/schema.ts'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import { giveBody, newKey, posterBody, type RateForm, secondBody } from './form.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Why a code opens no form: not yet, no more, or no longer. */
export type ClosedBy = 'later' | 'used' | 'over'

/** What became of a post: a form to fill in, a rating that was taken, or why neither. */
export interface Answered {
  form: RateForm
  of?: RatingForm
  rated?: Rated
  /** A second rating was taken. */
  second?: SecondRated
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
async function give<T>(
  where: Where,
  path: string,
  body: object,
  form: RateForm,
  open: () => Promise<Answered>,
  taken: (answer: T) => Partial<Answered>,
): Promise<Answered> {
  const answer = await ask<T>(where, path, { method: 'POST', body, idempotencyKey: form.key })
  if (answer.ok) return { form, ...taken(answer.data) }
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
  give<Rated>(
    where,
    '/ratings',
    giveBody(form),
    form,
    () => openForm(where, form),
    (rated) => ({ rated }),
  )

/** How a bad rating was dealt with. */
export const giveSecond = (where: Where, form: RateForm): Promise<Answered> =>
  give<SecondRated>(
    where,
    '/ratings/second',
    secondBody(form),
    form,
    () => openForm(where, form),
    (second) => ({
      second,
    }),
  )

export const givePoster = (where: Where, station: string, form: RateForm): Promise<Answered> =>
  give<Rated>(
    where,
    '/ratings/poster',
    posterBody(station, form),
    form,
    () => openPoster(where, station, form),
    (rated) => ({ rated }),
  )
