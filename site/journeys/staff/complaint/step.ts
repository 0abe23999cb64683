import type { APIContext } from 'astro'
import type { DeskComplaint } from '../../../../api/complaint/desk/show.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'
import { fileOf, pathOf, sendPhoto } from './act.ts'

/** The acts that have a page of their own, by its address. */
export const items = [
  'answer',
  'ask',
  'decline',
  'elsewhere',
  'date',
  'date-off',
  'outcome',
  'extend',
  'pass',
  'bar',
  'split',
  'merge',
  'sort',
  'give-up',
  'publish',
  'take-down',
] as const
export type Item = (typeof items)[number]

/** What was posted to the page of an act; null where it was only opened. */
export interface StepForm {
  posted: boolean
  rev: number
  get(name: string): string
  file: File | null
  /** Photos to be published, and what each shows. */
  chosen: { id: string; shows: 'before' | 'after' }[]
  /** Findings of the privacy gate that may stand. */
  over: string[]
}

/** Reads a posted form; whatever is missing is empty. */
export const readStep = (data: FormData | null): StepForm => ({
  posted: data !== null,
  rev: Number(data && textOf(data, 'rev')) || 0,
  get: (name) => (data ? textOf(data, name) : ''),
  file: data && fileOf(data),
  chosen: [...(data ?? [])].flatMap(([name, value]) =>
    name.startsWith('photo-') && (value === 'before' || value === 'after')
      ? [{ id: name.slice('photo-'.length), shows: value }]
      : [],
  ),
  over: (data?.getAll('over') ?? []).filter((key) => typeof key === 'string'),
})

/** The fields of the steps, and where the API's complaints belong. */
export const stepPointers: Record<string, string> = {
  '/words': 'words',
  '/reason': 'reason',
  '/office': 'office',
  '/value': 'value',
  '/to': 'to',
  '/room': 'room',
  '/day': 'day',
  '/from': 'from',
  '/invites': 'invites',
  '/point': 'point',
  '/staffId': 'staffId',
  '/into': 'into',
  // A reference that is none is the one that was typed: that of the page was just read.
  '/reference': 'into',
  '/category': 'category',
  '/done': 'done',
  '/by': 'by',
  '/noPhoto': 'noPhoto',
  '/outcome': 'outcome',
  '/english': 'english',
  '/file': 'file',
  '/said': 'said',
  '/did': 'did',
  '/looked': 'looked',
  '/why': 'why',
}

/** The code by which another body answers. */
export interface OutsideSlip {
  token: string
  until: string
  office: string
}

/** What came of it. */
export interface Stepped {
  problem?: ProblemDocument
  done?: StaffKey
  /** Shown in this answer alone. */
  slip?: OutsideSlip
}

function bodyOf(item: Item, { get, chosen, over }: StepForm): object {
  const words = get('words')
  switch (item) {
    case 'answer':
      return {
        done: get('done'),
        by: get('by'),
        ...(get('noPhoto') && { noPhoto: get('noPhoto') }),
        ...(get('outcome') && { outcome: get('outcome') }),
        ...(get('english') && { english: get('english') }),
      }
    case 'decline':
      return { reason: get('reason'), words }
    case 'date':
      return {
        room: get('room'),
        day: get('day'),
        from: get('from'),
        to: get('to'),
        ...(get('invites') && { invites: get('invites') }),
        words,
      }
    case 'outcome':
      return { ...(get('outcome') && { outcome: get('outcome') }), words }
    case 'elsewhere':
      return { office: get('office'), words }
    case 'extend':
      return { value: Number(get('value')) || 0, words }
    case 'pass':
      return { to: get('to'), words }
    case 'bar':
      return {
        ...(get('point') && { point: get('point') }),
        ...(get('staffId') && { staffId: get('staffId') }),
      }
    case 'publish':
      return {
        said: get('said'),
        did: get('did'),
        ...(get('lang') && { lang: get('lang') }),
        photos: chosen,
        looked: get('looked') === 'yes',
        over,
        why: get('why'),
      }
    case 'merge':
      return { into: get('into'), words }
    case 'sort':
      return { category: get('category') }
    default:
      return { words }
  }
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/**
 * Does what the page of an act asks for. A photo beside an answer goes first and stays, whatever becomes of the answer:
 * nobody chooses it twice.
 */
export async function carryOut(
  where: Where,
  { reference, rev: now }: Pick<DeskComplaint, 'reference' | 'rev'>,
  item: Item,
  form: StepForm,
): Promise<Stepped> {
  let { rev } = form
  if (item === 'answer' && form.file) {
    const sent = await sendPhoto(where, reference, form.file)
    if (!sent.ok) return { problem: sent.problem }
    // The photo alone moved it; whoever else did is still found out.
    if (rev === now) rev = sent.data.rev
  }
  const answer = await staffAsk<{ token?: string; until?: string }>(where, `${pathOf(reference)}/${item}`, {
    method: 'POST',
    body: { rev, ...bodyOf(item, form) },
  })
  if (!answer.ok) return { problem: answer.problem }
  const { token, until } = answer.data
  if (token && until) return { slip: { token, until, office: form.get('office') } }
  return { done: `done.complaint.${item}` }
}
