import type { APIContext } from 'astro'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** What a button of the page of one complaint asks for, by the name of its route. */
const stages = [
  'take',
  'take-over',
  'accept',
  'work',
  'go-on',
  'sort',
  'assign',
  'message',
  'note',
  'photo',
  'unmask',
] as const
export type ComplaintStage = (typeof stages)[number]

/** Everything that can be typed on the page of one complaint; each form of it carries its own part. */
export interface ComplaintForm {
  stage: ComplaintStage | null
  rev: number
  staffId: string
  words: string
  file: File | null
}

/** The file of a form, if one was chosen. */
export function fileOf(data: FormData, name = 'file'): File | null {
  const file = data.get(name)
  return file instanceof File && file.size > 0 ? file : null
}

/** Reads a posted form; whatever is missing is empty. */
export function readComplaintForm(data: FormData): ComplaintForm {
  return {
    stage: stages.find((stage) => stage === textOf(data, 'stage')) ?? null,
    rev: Number(textOf(data, 'rev')) || 0,
    staffId: textOf(data, 'staffId'),
    words: textOf(data, 'words'),
    file: fileOf(data),
  }
}

/** Where the API's complaints belong on the page. */
export const complaintPointers = { '/words': 'words', '/staffId': 'staffId', '/file': 'file' } as const

/** A name and a number in clear. */
export interface Clear {
  name: string
  phone: string | null
}

/** What came of a button. */
export interface ComplaintActed {
  problem?: ProblemDocument
  done?: StaffKey
  /** Shown in this answer alone. */
  clear?: Clear
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Where a complaint stands in the API. */
export const pathOf = (reference: string) => `/staff/complaints/${encodeURIComponent(reference)}`

/** Puts a photo of what was done to it; the answer has the revision that made. */
export function sendPhoto(where: Where, reference: string, file: File | null) {
  const body = new FormData()
  if (file) body.set('file', file)
  return staffAsk<{ rev: number }>(where, `${pathOf(reference)}/photos`, { method: 'POST', body })
}

/** Does what a button asks for. */
export async function act(where: Where, reference: string, form: ComplaintForm): Promise<ComplaintActed> {
  const { stage, rev, words, staffId, file } = form
  if (stage === null) return {}
  if (stage === 'unmask') {
    const body = { words }
    const answer = await staffAsk<Clear>(where, `${pathOf(reference)}/unmask`, { method: 'POST', body })
    return answer.ok ? { clear: answer.data } : { problem: answer.problem }
  }
  if (stage === 'photo') {
    const answer = await sendPhoto(where, reference, file)
    return answer.ok ? { done: 'done.complaint.photo' } : { problem: answer.problem }
  }
  const says = stage === 'message' || stage === 'note'
  const body = { rev, ...(says && { words }), ...(stage === 'assign' && { staffId }) }
  // Taking over is taking: only the button says it.
  const verb = stage === 'take-over' ? 'take' : stage
  const answer = await staffAsk<unknown>(where, `${pathOf(reference)}/${verb}`, { method: 'POST', body })
  return answer.ok ? { done: `done.complaint.${stage}` } : { problem: answer.problem }
}
