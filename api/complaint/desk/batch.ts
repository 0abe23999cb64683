import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { Problem, type ProblemCode, problemOf, problems } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { kindOf } from '../kinds/index.ts'
import { complaintInSight } from './found.ts'
import { declineComplaint } from './handle.ts'
import { reach } from './reach.ts'
import type { Batched, BatchInput } from './schema.ts'
import { sortComplaint } from './sort.ts'
import { takeComplaint } from './take.ts'

/** Copies of one text are declined for this: nothing else is true of all of them alike. */
const ground = 'nothing-to-check'
/** What is nobody's fault of the list but ours is not hidden in it. */
const ours: readonly ProblemCode[] = ['internal', 'unavailable']

/**
 * Does the same with several complaints, each by itself: what can be done is done, whole, and of each other one it is said
 * why not. Taken out of the tray, taken as one's own, or declined because it holds nothing that can be checked. Throws
 * invalid-input where the words that all of them need are missing, record-not-found or not-allowed where none of them is
 * theirs to touch.
 */
export async function batch({ ctx, input }: { ctx: Ctx; input: BatchInput }): Promise<Batched> {
  const words = input.action === 'decline' ? readWords(input.words ?? '') : ''
  const items: Batched['items'] = []
  const kept: unknown[] = []
  for (const typed of new Set(input.references)) {
    try {
      await one(ctx, input.action, typed, words)
      items.push({ reference: typed, ok: true, code: null, why: null })
    } catch (error) {
      const { code } = problemOf(error)
      if (ours.includes(code)) throw error
      if (code === 'record-not-found' || code === 'not-allowed') kept.push(error)
      items.push({ reference: typed, ok: false, code, why: problems[code].title })
    }
  }
  if (kept.length === items.length) throw kept[0]
  return { done: items.filter(({ ok }) => ok).length, items }
}

async function one(ctx: Ctx, action: BatchInput['action'], typed: string, words: string): Promise<unknown> {
  const reference = complaintReference(typed)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const { row } = reach(ctx, 'complaint.handle', found)
  const seen = { reference, rev: row.rev }
  if (action === 'take') return takeComplaint({ ctx, input: seen })
  if (action === 'sort') return sortComplaint({ ctx, input: seen })
  // Some kinds are declined on grounds of the law alone.
  if (!kindOf(row.kind).declines.some(({ key }) => key === ground)) throw new Problem('step-refused')
  return declineComplaint({ ctx, input: { ...seen, reason: ground, words } })
}
