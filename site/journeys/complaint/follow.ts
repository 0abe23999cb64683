import type { APIContext } from 'astro'
import type { Followed } from '../../../api/complaint/near/schema.ts'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import { textOf } from '../person.ts'
import { newKey } from './form.ts'

/** What is typed to wait for a small problem, or to stop. */
export interface FollowForm {
  go: 'follow' | 'stop'
  phone: string
  accessCode: string
  website: string
  key: string
  proof: string
}

/** Reads a post, or an empty form. */
export function readFollow(data: FormData): FollowForm {
  const text = (name: string) => textOf(data, name)
  return {
    go: text('go') === 'stop' ? 'stop' : 'follow',
    phone: text('phone'),
    accessCode: text('accessCode'),
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(text('key')) ? text('key') : newKey(),
    proof: text('proof'),
  }
}

/** What became of it. */
export interface FollowDone {
  followed?: Followed
  stopped?: boolean
  /** The code to stop with opens nothing, whether or not anybody waits. */
  wrongCode?: boolean
  problem?: ProblemDocument
}

/** Sends what the button asks for. */
export async function sendFollow(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  id: string,
  { go, phone, accessCode, website, key, proof }: FollowForm,
): Promise<FollowDone> {
  const path = `/complaints/near/${encodeURIComponent(id)}`
  if (go === 'stop') {
    const answer = await ask<object>(where, `${path}/unfollow`, { method: 'POST', body: { accessCode } })
    if (answer.ok) return { stopped: true }
    return { problem: answer.problem, wrongCode: answer.problem.code === 'record-not-found' }
  }
  const given = Object.entries({ phone, website, proof }).filter(([, value]) => value.trim() !== '')
  const body = Object.fromEntries(given)
  const answer = await ask<Followed>(where, `${path}/follow`, { method: 'POST', body, idempotencyKey: key })
  return answer.ok ? { followed: answer.data } : { problem: answer.problem }
}
