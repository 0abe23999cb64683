import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { codeOpens } from '../shared/accessCode.ts'
import { type ComplaintRow, complaintByReference } from './query.ts'

/** The reference of a complaint. Throws invalid-input for what is none, record-not-found for another kind. */
export function complaintReference(typed: string): string {
  const { reference, kind } = referenceOf(typed)
  if (kind !== 'C') throw new Problem('record-not-found')
  return reference
}

/**
 * Lets its author in, and gives the row. A part that was split off opens with the code of the whole. Unknown, wrong and
 * withheld are answered alike. Throws record-not-found, too-many-tries.
 */
export async function letAuthorIn(
  ctx: Ctx,
  reference: string,
  accessCode: string,
  [row]: readonly ComplaintRow[],
  tries: { tries: number }[],
): Promise<ComplaintRow> {
  const part = row?.rootReference ?? null
  if (part !== null && row && (await codeOpens(ctx.keys.code, part, accessCode, row.rootCodeHash))) return row
  await letIn(ctx, reference, accessCode, part === null ? (row?.codeHash ?? null) : null, tries)
  return row!
}

/** Opens a complaint with its code, where nothing else is read beside it. One round trip. Throws record-not-found, too-many-tries. */
export async function openComplaint(
  ctx: Ctx,
  input: { reference: string; accessCode: string },
): Promise<ComplaintRow> {
  const reference = complaintReference(input.reference)
  const [tries, found] = await ctx.db.batch([triesFor(ctx, reference), complaintByReference(ctx, reference)])
  return letAuthorIn(ctx, reference, input.accessCode, found, tries)
}
