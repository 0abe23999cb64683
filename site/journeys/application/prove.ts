import type { APIContext } from 'astro'
import type { LoginBegun } from '../../../api/application/identity/schema.ts'
import type { CodeSent } from '../../../api/intake/phoneCodeSchema.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'

/** What the buttons of Phone.astro and Identity.astro ask for; `identity` is the way back from a login. */
export const proveStages = ['send', 'confirm', 'login', 'identity'] as const
export type ProveStage = (typeof proveStages)[number]

/** What those forms post. */
export interface ProveForm {
  reference: string
  accessCode: string
  /** The six digits of the text message. */
  code: string
  /** What a login gave. */
  assertion: string
}

/** What has just happened. */
export interface Proved {
  done?: 'confirmed' | 'verified'
  sent?: CodeSent
  begun?: LoginBegun
  /** The person's new code, in place of the one that a helper handed on. */
  accessCode?: string
  problem?: ProblemDocument
}

/** Does what a button asks for; the journey's page shows the application afterwards, and hands on what came of it. */
export async function prove(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  stage: ProveStage,
  { reference, accessCode, code, assertion }: ProveForm,
): Promise<Proved> {
  const path = `/applications/${encodeURIComponent(reference || '-')}`
  const post = <T>(rest: string, more: object = {}): Promise<Answer<T>> =>
    ask<T>(where, `${path}/${rest}`, { method: 'POST', body: { accessCode, ...more } })
  switch (stage) {
    case 'send': {
      const answer = await post<CodeSent>('phone')
      return answer.ok ? { sent: answer.data } : { problem: answer.problem }
    }
    case 'confirm':
      return after('confirmed', await post('phone/confirm', { code }))
    case 'login': {
      const answer = await post<LoginBegun>('identity/begin')
      return answer.ok ? { begun: answer.data } : { problem: answer.problem }
    }
    case 'identity': {
      const answer = await post<{ accessCode: string | null }>('identity', { assertion })
      const fresh = answer.ok ? answer.data.accessCode : null
      return { ...after('verified', answer), ...(fresh && { accessCode: fresh }) }
    }
  }
}

const after = (done: 'confirmed' | 'verified', answer: Answer<unknown>): Proved =>
  answer.ok ? { done } : { problem: answer.problem }
