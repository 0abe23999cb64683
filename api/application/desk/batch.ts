import type { Ctx } from '../../context.ts'
import { Problem, type ProblemCode, problemOf, problems } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { applicationByReference } from '../query.ts'
import { accept } from './accept.ts'
import { processIt } from './handle.ts'
import { messageTo } from './message.ts'
import { reach } from './reach.ts'
import type { Batched, BatchInput } from './schema.ts'
import { assign, take } from './take.ts'

/** What is nobody's fault of the list but ours is not hidden in it. */
const ours: readonly ProblemCode[] = ['internal', 'unavailable']

/**
 * Does the same with several applications, each by itself: what can be done is done, whole, and of each other one it is
 * said why not. Throws invalid-input where what all of them need is missing, record-not-found or not-allowed where none of
 * them is theirs to touch.
 */
export async function batch({ ctx, input }: { ctx: Ctx; input: BatchInput }): Promise<Batched> {
  const items: Batched['items'] = []
  const kept: unknown[] = []
  for (const typed of [...new Set(input.references)]) {
    try {
      await one(ctx, input, typed)
      items.push({ reference: typed, ok: true, code: null, why: null })
    } catch (error) {
      const { code } = problemOf(error)
      // Missing words or nobody to give it to is wrong for all of them.
      if (ours.includes(code) || (error instanceof Problem && ofAll(error))) throw error
      if (code === 'record-not-found' || code === 'not-allowed') kept.push(error)
      items.push({ reference: typed, ok: false, code, why: problems[code].title })
    }
  }
  if (kept.length === items.length) throw kept[0]
  return { done: items.filter(({ ok }) => ok).length, items }
}

const ofAll = ({ code, options }: Problem) =>
  code === 'invalid-input' && !options.errors?.some(({ pointer }) => pointer === '/reference')

async function one(ctx: Ctx, input: BatchInput, typed: string): Promise<unknown> {
  const { action, staffId = '', words, templateId, asks } = input
  const reference = applicationReference(typed)
  if (action === 'message') return messageTo({ ctx, input: { reference, words, templateId, asks } })
  const [found] = await ctx.db.batch([applicationByReference(ctx, reference)])
  const { rev } = reach(ctx, 'application.handle', found).row
  const seen = { reference, rev }
  if (action === 'take') return take({ ctx, input: seen })
  if (action === 'accept') return accept({ ctx, input: seen })
  if (action === 'process') return processIt({ ctx, input: seen })
  return assign({ ctx, input: { ...seen, staffId } })
}
