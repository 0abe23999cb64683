import type { APIContext } from 'astro'
import type { CodeSlip, Unmasked } from '../../../../api/record/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'
import { act as recordAct } from '../record/act.ts'
import { readRecordForm } from '../record/form.ts'
import { momentOf } from './form.ts'

/** What came of a button of the page of a case. */
export interface Acted {
  problem?: ProblemDocument
  done?: StaffKey
  /** Shown in this answer alone. */
  slip?: CodeSlip
  unmasked?: Unmasked
}

const done = {
  step: 'done.casefile.step',
  extend: 'done.casefile.extend',
  exclude: 'done.casefile.exclude',
  lift: 'done.casefile.lift',
  wish: 'done.casefile.wish',
  callback: 'done.casefile.callback',
} as const

/** Does what a button asks for; `party` is the reference of one whom the case concerns. */
export async function act(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  reference: string,
  data: FormData,
): Promise<Acted> {
  const text = (name: string) => textOf(data, name)
  const verb = text('verb')
  const party = text('party')
  if (verb === 'record') return recordAct(where, party, readRecordForm(data))
  if (!Object.hasOwn(done, verb)) return {}
  const rev = Number(text('rev'))
  const happenedAt = momentOf(text('day'), text('time'))
  const bodies: Record<keyof typeof done, object> = {
    step: {
      rev,
      ...(text('to') && { to: text('to') }),
      ...(text('kind') && { kind: text('kind') }),
      ...(happenedAt && { happenedAt }),
      ...(text('where') && { where: { zh: text('where'), ...(text('whereEn') && { en: text('whereEn') }) } }),
    },
    extend: { rev, ...(text('limit') && { limit: text('limit') }) },
    exclude: { rev, ...(text('ground') && { ground: text('ground') }) },
    lift: { rev, ground: text('ground') },
    wish: { wish: text('wish'), hidden: text('hidden') === 'yes' },
    callback: { ...(text('reason') && { reason: text('reason') }) },
  }
  const known = verb as keyof typeof done
  const of = encodeURIComponent(party || reference)
  const answer = await staffAsk<unknown>(where, `/staff/casefiles/${of}/${known}`, {
    method: 'POST',
    body: bodies[known],
  })
  return answer.ok ? { done: done[known] } : { problem: answer.problem }
}

/** Where the API's complaints belong on the page. */
export const casePointers = {
  '/to': 'to',
  '/kind': 'kind',
  '/happenedAt': 'day',
  '/where': 'where',
  '/where/zh': 'where',
  '/where/en': 'whereEn',
  '/limit': 'limit',
  '/ground': 'ground',
  '/reason': 'reason',
  '/wish': 'wish',
  '/seen': 'seen',
  '/numberEnd': 'numberEnd',
  '/name': 'name',
  '/phoneEnd': 'phoneEnd',
} as const
