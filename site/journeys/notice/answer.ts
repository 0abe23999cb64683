import type { APIContext } from 'astro'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import { formOf } from '../../lib/formOf.ts'
import { readerOf } from '../../lib/text.ts'

/** What became of a posted answer: counted, not chosen, or refused. */
export interface Sent {
  /** The question, where its answer was counted. */
  question?: 'clear' | 'score'
  error?: string
  problem?: ProblemDocument
}

/** Hands a posted answer to the API. */
export async function sendAnswer(
  where: Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>,
  id: string,
): Promise<Sent> {
  const form = await formOf(where.request)
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const question = field('question') === 'score' ? 'score' : 'clear'
  const answer = field('answer')
  if (!/^[0-5]$/.test(answer)) return { error: readerOf(where).t('notice.score.choose') }
  const proof = field('proof').slice(0, 2000)
  const key = field('key').match(/^[\w-]{8,128}$/)?.[0]
  const sent = await ask<unknown>(where, `/notices/${encodeURIComponent(id)}/answers`, {
    method: 'POST',
    body: { question, answer: Number(answer), ...(proof && { proof }) },
    ...(key && { idempotencyKey: key }),
  })
  return sent.ok ? { question } : { problem: sent.problem }
}
