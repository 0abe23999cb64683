import type { APIContext } from 'astro'
import type { Terms } from '../../../../api/application/desk/templateSchema.ts'
import type { Fee } from '../../../../api/matter/catalogue.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** Units in which a time can be promised. */
export const units = ['hour', 'calendar_day', 'working_day'] as const

/** What is typed of a service point's own terms of a matter. */
export interface TermsForm {
  offered: string
  /** `usual` or `own`. */
  promise: string
  value: string
  unit: string
  fee: string
  /** Yuan, as they are typed, one for each item of the fee. */
  yuan: string[]
  seen: string
}

/** Where the terms of a matter stand in the API. */
export const termsPath = (code: string) => `/staff/matters/${encodeURIComponent(code)}/terms`

/** The fee that is edited: its own, else the usual one. */
export const feeOf = ({ fee, usual }: Terms): Fee | null => fee ?? usual.fee

/** Yuan as they are written; empty where each place sets its own. */
const yuanOf = (fen: number | null) => (fen === null ? '' : String(fen / 100))

/** The form of the terms as they stand. */
export function formOfTerms(terms: Terms): TermsForm {
  const { offered, promise, fee, usual, seen } = terms
  const time = promise ?? usual.promise
  return {
    offered: offered ? 'yes' : 'no',
    promise: promise ? 'own' : 'usual',
    value: time ? String(time.value) : '',
    unit: time?.unit ?? 'working_day',
    fee: fee ? 'own' : 'usual',
    yuan: (feeOf(terms)?.items ?? []).map(({ fen }) => yuanOf(fen)),
    seen,
  }
}

/** Reads a posted form; whatever is missing is empty. */
export function readTerms(data: FormData): TermsForm {
  const text = (name: string) => textOf(data, name)
  const count = [...data.keys()].filter((name) => /^yuan-\d+$/.test(name)).length
  return {
    offered: text('offered'),
    promise: text('promise'),
    value: text('value'),
    unit: text('unit'),
    fee: text('fee'),
    yuan: Array.from({ length: count }, (_, i) => text(`yuan-${i}`)),
    seen: text('seen'),
  }
}

/** Where the API's complaints belong on the page. */
export const termsPointers: Record<string, string> = {
  '/offered': 'offered',
  '/promise': 'value',
  '/promise/value': 'value',
  '/promise/unit': 'unit',
  '/fee': 'yuan-0',
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`/fee/items/${i}/fen`, `yuan-${i}`])),
}

/** Fen of what was typed in yuan; what is no amount goes on as it is, and is refused with words. */
function fenOf(typed: string): number | null {
  if (typed.trim() === '') return null
  const yuan = Number(typed.replace(/[¥￥,，\s]/g, ''))
  return Number.isFinite(yuan) ? Math.round(yuan * 100) : -1
}

function bodyOf(terms: Terms, form: TermsForm) {
  const fee = feeOf(terms)
  const items = (fee?.items ?? []).map((item, i) => ({ ...item, fen: fenOf(form.yuan[i] ?? '') }))
  return {
    station: terms.station.slug,
    offered: form.offered === 'yes',
    promise: form.promise === 'own' ? { value: Number(form.value) || 0, unit: form.unit } : null,
    fee: fee && form.fee === 'own' ? { ...fee, items, local: items.some(({ fen }) => fen === null) } : null,
    seen: form.seen,
  }
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Saves the terms against what was seen. */
export async function saveTerms(
  where: Where,
  terms: Terms,
  form: TermsForm,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const answer = await staffAsk<unknown>(where, termsPath(terms.matter.code), {
    method: 'POST',
    body: bodyOf(terms, form),
  })
  return answer.ok ? { done: 'done.application.terms' } : { problem: answer.problem }
}
