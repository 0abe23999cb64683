import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { codeOpens } from '../shared/accessCode.ts'
import { type ApplicationRow, applicationByReference } from './query.ts'

/** Who came in: whoever filed it, or the person it was filed for, by the code of their own. */
export type Holder = 'filer' | 'person'

/** The reference of an application. Throws invalid-input for what is none, record-not-found for another kind. */
export function applicationReference(typed: string): string {
  const { reference, kind } = referenceOf(typed, 'reference.application')
  if (kind !== 'B') throw new Problem('record-not-found')
  return reference
}

/**
 * Lets the holder of one of its two codes in. Unknown, wrong and withheld are answered alike. Throws record-not-found,
 * too-many-tries.
 */
export async function letApplicantIn(
  ctx: Ctx,
  reference: string,
  accessCode: string,
  [row]: readonly Pick<ApplicationRow, 'codeHash' | 'personCodeHash'>[],
  tries: { tries: number }[],
): Promise<Holder> {
  if (await codeOpens(ctx.keys.code, reference, accessCode, row?.personCodeHash ?? null)) return 'person'
  await letIn(ctx, reference, accessCode, row?.codeHash ?? null, tries)
  return 'filer'
}

/** Opens an application with its code, where nothing else is read beside it. One round trip. */
export async function openApplication(
  ctx: Ctx,
  input: { reference: string; accessCode: string },
): Promise<{ row: ApplicationRow; holder: Holder }> {
  const reference = applicationReference(input.reference)
  const [tries, found] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
  ])
  const holder = await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  return { row: found[0]!, holder }
}
