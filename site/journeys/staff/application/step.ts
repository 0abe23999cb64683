import type { APIContext } from 'astro'
import type { Act, Case } from '../../../../api/application/desk/caseSchema.ts'
import type { FileLink } from '../../../../api/application/files/schema.ts'
import type { CodeSlip } from '../../../../api/record/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { newKey } from '../../book/form.ts'
import { textOf } from '../../person.ts'
import { pathOf } from './act.ts'
import { askedItems } from './asked.ts'

/** The acts that have a page of their own, by its address. */
export const items = [
  'ask',
  'decline',
  'approve',
  'refuse',
  'elsewhere',
  'extend',
  'issue',
  'identity',
  'handover',
  'visit-day',
  'code',
  'file',
] as const
export type Item = (typeof items)[number]

/** What somebody must be able to do for it. */
export const needed = (item: Item): Act => (item === 'file' ? 'unmask' : item)

/** What was posted to the page of an act. */
export interface StepForm {
  /** Whether it was posted at all. */
  posted: boolean
  /** `check`: look at it first; `back`: change it again; else: do it. */
  stage: string
  get(name: string): string
  all(name: string): string[]
  /** Whether the page asked for it, whatever was typed. */
  has(name: string): boolean
  /** Drawn when the form is shown: a double click gives the same slip. */
  key: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readStep(data: FormData, posted: boolean): StepForm {
  const get = (name: string) => textOf(data, name)
  const key = get('key')
  return {
    posted,
    stage: get('stage'),
    get,
    has: (name) => data.has(name),
    all: (name) => data.getAll(name).filter((one) => typeof one === 'string'),
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
  }
}

/** The fields of the steps, and where the API's complaints belong; those of an ask depend on what is ticked. */
export const stepPointers: Record<string, string> = {
  '/ground': 'ground',
  '/words': 'words',
  '/office': 'officeZh',
  '/office/zh': 'officeZh',
  '/office/en': 'officeEn',
  '/reason': 'reason',
  '/value': 'value',
  '/finding': 'finding',
  '/visitOn': 'visitDay',
  '/visitOn/day': 'visitDay',
  '/visitOn/part': 'visitPart',
  '/how': 'how',
  '/tracking': 'tracking',
  '/seen': 'seen',
  '/numberEnd': 'numberEnd',
  '/name': 'name',
  '/phoneEnd': 'phoneEnd',
  '/items': 'items',
  '/agent/name': 'agentName',
  '/agent/seen': 'agentSeen',
  '/agent/authority': 'agentAuthority',
}

/** What came of it. */
export interface Stepped {
  problem?: ProblemDocument
  done?: StaffKey
  /** Shown in this answer alone. */
  slip?: CodeSlip
  link?: FileLink
}

/** The document that was seen, with the end of its number, or the name and the end of the phone. */
function seenOf({ get }: StepForm): object {
  const given = ['seen', 'numberEnd', 'name', 'phoneEnd'].flatMap((name) =>
    get(name) ? [[name, get(name)]] : [],
  )
  return Object.fromEntries(given)
}

/** Who collects in the person's stead; the rest of what was typed about them is left out where nobody does. */
const agentOf = ({ get }: StepForm) => ({
  name: get('agentName'),
  ...(get('agentSeen') && { seen: get('agentSeen') }),
  authority: get('agentAuthority') === 'yes',
})

/** Whether a document has to be seen for this way of handing over, and the page asked which: what is missing is told beside it. */
const asksSeen = ({ get, has }: StepForm) =>
  ['collected', 'delivered'].includes(get('how')) && (has('numberEnd') || has('phoneEnd'))

function bodyOf(item: Item, form: StepForm): object {
  const { get } = form
  const rev = Number(get('rev')) || 0
  const words = get('words') ? { words: get('words') } : {}
  const office = { zh: get('officeZh'), ...(get('officeEn') && { en: get('officeEn') }) }
  const visitOn = { day: get('visitDay'), part: get('visitPart') }
  switch (item) {
    case 'ask':
      return { rev, items: askedItems(form) }
    case 'decline':
      return { rev, ground: get('ground'), words: get('words'), ...(office.zh && { office }) }
    case 'approve':
      return { rev, outcome: 'approved', ...words, ...((visitOn.day || visitOn.part) && { visitOn }) }
    case 'visit-day':
      return { rev, visitOn, ...words }
    case 'refuse':
      return { rev, outcome: 'refused', ground: get('ground'), words: get('words') }
    case 'elsewhere':
      return { rev, office, ...(get('reason') !== 'none' && { reason: get('reason') }) }
    case 'extend':
      return { rev, value: Number(get('value')) || 0, words: get('words') }
    case 'issue':
      return { rev, ...(get('finding') && { finding: get('finding') }), ...words }
    case 'handover':
      return {
        rev,
        ...(get('how') && { how: get('how') }),
        ...(get('tracking') && { tracking: get('tracking') }),
        ...(get('how') === 'agent' && { agent: agentOf(form) }),
        ...words,
        ...(asksSeen(form) && { seen: '' }),
        ...seenOf(form),
      }
    default:
      return seenOf(form)
  }
}

/** What is said of a handover, by what was done. */
const handedOver = (how: string, visit: boolean): StaffKey =>
  visit
    ? 'done.application.visit'
    : how === 'posted' || how === 'returned'
      ? `done.application.${how}`
      : 'done.application.handover'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Does what the page of an act asks for. */
export async function carryOut(
  where: Where,
  { reference, comesHome }: Pick<Case, 'reference' | 'comesHome'>,
  item: Item,
  form: StepForm,
): Promise<Stepped> {
  const post = <T>(path: string, body: object, idempotencyKey?: string) =>
    staffAsk<T>(where, path, { method: 'POST', body, ...(idempotencyKey && { idempotencyKey }) })
  const own = pathOf(reference)
  if (item === 'code') {
    const path = `/staff/records/${encodeURIComponent(reference)}/code`
    const answer = await post<CodeSlip>(path, bodyOf(item, form), form.key)
    return answer.ok ? { slip: answer.data } : { problem: answer.problem }
  }
  if (item === 'file') {
    const { get } = form
    const body = {
      ...(get('reason') && { reason: get('reason') }),
      ...(get('words') && { words: get('words') }),
    }
    const answer = await post<FileLink>(`${own}/files/${encodeURIComponent(get('file'))}/link`, body)
    return answer.ok ? { link: answer.data } : { problem: answer.problem }
  }
  const verb = item === 'approve' || item === 'refuse' ? 'decide' : item
  const answer = await post<unknown>(`${own}/${verb}`, bodyOf(item, form))
  if (!answer.ok) return { problem: answer.problem }
  return { done: item === 'handover' ? handedOver(form.get('how'), comesHome) : `done.application.${item}` }
}
