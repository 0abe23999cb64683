import type { APIContext } from 'astro'
import type { Unmasked } from '../../../../api/record/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** What a button of the page of one application asks for, by the name of its route. */
const stages = [
  'take',
  'take-over',
  'accept',
  'process',
  'resume',
  'assign',
  'message',
  'template',
  'note',
  'ask-opinion',
  'give-opinion',
  'unmask',
  'hold',
  'release',
] as const
export type CaseStage = (typeof stages)[number]

/** Everything that can be typed on the page of one application; each form of it carries its own part. */
export interface CaseForm {
  stage: CaseStage | null
  rev: number
  staffId: string
  words: string
  templateId: string
  asks: boolean
  wordId: string
  fields: string[]
  reason: string
  /** For what kind of proceedings it is held. */
  holdReason: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readCaseForm(data: FormData): CaseForm {
  const text = (name: string) => textOf(data, name)
  return {
    stage: stages.find((stage) => stage === text('stage')) ?? null,
    rev: Number(text('rev')) || 0,
    staffId: text('staffId'),
    words: text('words'),
    templateId: text('templateId'),
    asks: text('asks') === 'yes',
    wordId: text('wordId'),
    fields: data.getAll('fields').filter((field) => typeof field === 'string'),
    reason: text('reason'),
    holdReason: text('holdReason'),
  }
}

/** Where the API's complaints belong on the page. */
export const casePointers = {
  '/words': 'words',
  '/staffId': 'staffId',
  '/wordId': 'words',
  '/templateId': 'templateId',
  '/fields': 'fields',
  '/reason': 'reason',
} as const

/** What came of a button. */
export interface CaseActed {
  problem?: ProblemDocument
  done?: StaffKey
  /** Shown in this answer alone. */
  unmasked?: Unmasked
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Where an application stands in the API. */
export const pathOf = (reference: string) => `/staff/applications/${encodeURIComponent(reference)}`

function bodyOf({ stage, rev, words, staffId, wordId, asks, holdReason: reason }: CaseForm): object {
  switch (stage) {
    case 'assign':
      return { rev, staffId }
    case 'message':
      return { words, asks }
    case 'note':
      return { words }
    case 'ask-opinion':
      return { staffId, words }
    case 'hold':
      return { on: true, words, reason }
    case 'release':
      return { on: false, words }
    case 'give-opinion':
      return { wordId, words }
    default:
      return { rev }
  }
}

/** Does what a button asks for. A template that is only laid into the box is nothing yet. */
export async function act(where: Where, reference: string, form: CaseForm): Promise<CaseActed> {
  const { stage, fields, reason, words } = form
  if (stage === null || stage === 'template') return {}
  if (stage === 'unmask') {
    const body = { fields, ...(reason && { reason }), ...(words && { words }) }
    const path = `/staff/records/${encodeURIComponent(reference)}/unmask`
    const answer = await staffAsk<Unmasked>(where, path, { method: 'POST', body })
    return answer.ok ? { unmasked: answer.data } : { problem: answer.problem }
  }
  const hold = stage === 'hold' || stage === 'release'
  const answer = await staffAsk<unknown>(where, `${pathOf(reference)}/${hold ? 'legal-hold' : stage}`, {
    method: 'POST',
    body: bodyOf(form),
  })
  return answer.ok ? { done: `done.application.${stage}` } : { problem: answer.problem }
}
