import type { z } from '@hono/zod-openapi'
import type { APIContext } from 'astro'
import type { combinableSchema, slotListSchema } from '../../../api/appointment/schema.ts'
import type { MatterList } from '../../../api/matter/schema.ts'
import type { StationList } from '../../../api/station/schema.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'
import type { Reader } from '../../lib/text.ts'
import { type Astray, astray, isStale } from './astray.ts'
import { askedOf, type BookForm, isTogetherFault } from './form.ts'
import { askPlaces, isNowhere } from './places.ts'
import type { Step } from './step.ts'

export type SlotAnswer = Answer<z.infer<typeof slotListSchema>>
export type TogetherAnswer = Answer<z.infer<typeof combinableSchema>>

/** A step of the journey with what its page has to know. */
export interface Look {
  step: Step
  form: BookForm
  problem?: ProblemDocument
  matters?: Answer<MatterList>
  places?: Answer<StationList>
  slots?: SlotAnswer
  together?: TogetherAnswer
  notice?: string
  further?: Astray['further']
}

interface Asked {
  where: Pick<APIContext, 'request' | 'url' | 'locals'>
  reader: Reader
  /** Sent by a button: what was typed is in it, so nothing leads back to a link. */
  posted: boolean
  day: string | undefined
}

/**
 * Asks what the page of a step shows: one question; two more where a link names what is not there, which then leads to
 * the choice that mends it.
 */
export async function lookUp(look: Look, asked: Asked): Promise<Look> {
  const { where, reader, posted, day } = asked
  const { step, form, problem } = look
  const at = `/stations/${encodeURIComponent(form.station)}`
  if (step === 'matter') return matterLook(look, asked)
  if (step === 'station') {
    const places = await askPlaces(where, form.matter, reader.query)
    if (places.ok && look.notice === undefined && isNowhere(places.data, reader.query))
      return strayed({ ...look, problem: notThere }, asked)
    return { ...look, places }
  }
  if (step === 'together') {
    const together: TogetherAnswer = await ask(where, `${at}/combinable`, { query: { matter: form.matter } })
    if (together.ok) return { ...look, together }
    if (!posted && isStale(together.problem)) return strayed({ ...look, problem: together.problem }, asked)
    return { ...look, together, problem: together.problem }
  }
  if (step === 'time' || (step === 'time-again' && !problem?.nearest?.length)) {
    const slots: SlotAnswer = await ask(where, `${at}/slots`, { query: { ...askedOf(form), from: day } })
    if (slots.ok) return { ...look, slots }
    if (isTogetherFault(slots.problem))
      return lookUp({ step: 'together', form, problem: slots.problem }, asked)
    if (!posted && isStale(slots.problem)) return strayed({ ...look, problem: slots.problem }, asked)
    return { ...look, slots, problem: slots.problem }
  }
  return look
}

const notThere: ProblemDocument = { status: 404, code: 'not-found', title: '' }

async function strayed(look: Look, asked: Asked): Promise<Look> {
  const found = await astray(asked.where, asked.reader, look.form)
  // A matter that exists and that nobody handles leads to its empty list, not here again.
  const notice = found.notice ?? ''
  return lookUp({ ...look, ...found, notice }, asked)
}

async function matterLook(look: Look, { where, reader }: Asked): Promise<Look> {
  const { station } = look.form
  const list = (at: string): Promise<Answer<MatterList>> =>
    ask(where, '/matters', {
      query: { station: at, q: reader.query.get('q') ?? undefined, limit: '100' },
    })
  const matters = await list(station)
  if (matters.ok || matters.problem.code !== 'not-found' || !station) return { ...look, matters }
  return {
    ...look,
    form: { ...look.form, station: '' },
    problem: matters.problem,
    matters: await list(''),
    notice: reader.t('book.astray.station.first'),
  }
}
