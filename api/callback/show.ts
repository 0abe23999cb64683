import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'
import { callbackById, itemOf, reach, triesOf } from './query.ts'
import { triesNeeded } from './rules.ts'
import { scriptNamed } from './scripts.ts'
import type { OpenedCallback } from './staffSchema.ts'

/**
 * Opens a call-back with the script to be said; whom to call is seen by the record itself, with a reason, like any number.
 * One round trip. Throws record-not-found, not-allowed, callback-barred.
 */
export async function showCallback({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string }
}): Promise<OpenedCallback> {
  const [found, tries] = await ctx.db.batch([callbackById(ctx, input.id), triesOf(ctx, input.id)])
  const { row } = reach(ctx, found)
  return {
    ...itemOf(ctx, row),
    rev: row.rev,
    counted: JSON.parse(row.counted),
    script: scriptOf(row.script),
    tries: tries.map(({ how, at }) => ({ how, at: toIso(at) })),
    triesNeeded,
    outcome: row.outcome,
    satisfied: row.satisfied,
    answers: JSON.parse(row.answers),
    words: await clearWords(ctx, row.id, row.words),
  }
}

function scriptOf(key: string): OpenedCallback['script'] {
  const { questions, ...script } = scriptNamed(key)
  return { ...script, questions: questions.map(({ choices, ...one }) => ({ ...one, choices: [...choices] })) }
}

async function clearWords(ctx: Ctx, row: string, words: string | null): Promise<string | null> {
  if (words === null) return null
  try {
    return await open(ctx.keys, { table: 'callback', column: 'words', row }, words)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `callback ${row}`, fault: error.fault }))
    return null
  }
}
