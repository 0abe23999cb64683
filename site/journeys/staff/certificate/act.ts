import type { APIContext } from 'astro'
import type { StaffCertificate } from '../../../../api/certificate/desk/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** What is typed to end a certificate or to put another in its place. */
export interface EndForm {
  stage: 'revoke' | 'reissue' | null
  rev: number
  reason: string
  words: string
  /** Of a correction; what is empty stays as it is. */
  zh: string
  en: string
  validUntil: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readEnd(data: FormData): EndForm {
  const text = (name: string) => textOf(data, name)
  const stage = text('stage')
  return {
    stage: stage === 'revoke' || stage === 'reissue' ? stage : null,
    rev: Number(text('rev')) || 0,
    reason: text(`reason-${stage}`),
    words: text('words'),
    zh: text('zh'),
    en: text('en'),
    validUntil: text('validUntil'),
  }
}

/** Where the API's complaints belong on the page. */
export const endPointers: Record<string, string> = {
  '/reason': 'reason',
  '/words': 'words',
  '/validUntil': 'validUntil',
  '/statements': 'zh',
  '/subject': 'zh',
}

/** A new certificate; its own code is its holder’s alone. */
export interface Reissued {
  number: string
  checkCode: string
}

const lines = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The statements of a corrected certificate, a line each; undefined where they stay as they are. */
function statementsOf({ zh, en }: EndForm, { statements }: Pick<StaffCertificate, 'statements'>) {
  const [chinese, english] = [lines(zh), lines(en)]
  const same =
    chinese.join('\n') === statements.map((one) => one.zh).join('\n') &&
    english.join('\n') === statements.map((one) => one.en).join('\n')
  if (same || chinese.length === 0) return undefined
  return chinese.map((line, i) => ({ zh: line, en: english[i] ?? '' }))
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Revokes a certificate, or puts another in its place. */
export async function end(
  where: Where,
  one: StaffCertificate,
  form: EndForm,
): Promise<{ done?: StaffKey; reissued?: Reissued; problem?: ProblemDocument }> {
  const { stage, rev, reason, words, validUntil } = form
  const path = `/staff/certificates/${encodeURIComponent(one.number)}/${stage}`
  const common = { rev, ...(reason && { reason }), ...(words && { words }) }
  if (stage === 'revoke') {
    const answer = await staffAsk<unknown>(where, path, { method: 'POST', body: common })
    return answer.ok ? { done: 'done.certificate.revoked' } : { problem: answer.problem }
  }
  const statements = statementsOf(form, one)
  const day = validUntil === (one.validUntil ?? '') ? {} : { validUntil: validUntil || null }
  const body = { ...common, ...(statements && { statements }), ...day }
  const answer = await staffAsk<Reissued>(where, path, { method: 'POST', body })
  return answer.ok ? { reissued: answer.data } : { problem: answer.problem }
}
