import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { letApplicantIn } from '../access.ts'
import { isWithheld } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import type { HolderRow } from './query.ts'

/** An application, and whether its outcome is kept back from this code. */
export type HeldRow = HolderRow & { withheld: boolean }

/** The application that one of its two codes opens. Throws record-not-found, too-many-tries. */
export async function holderOf(
  ctx: Ctx,
  { reference, accessCode }: { reference: string; accessCode: string },
  found: readonly HolderRow[],
  tries: { tries: number }[],
): Promise<HeldRow> {
  const holder = await letApplicantIn(ctx, reference, accessCode, found, tries)
  const [row] = found
  if (!row) throw new Problem('record-not-found')
  return { ...row, withheld: isWithheld(ownForm(row), row, holder) }
}

/** Whose an upload is, as api/file/parts keeps it. */
export const ownerOf = ({ id }: Pick<HolderRow, 'id'>) => `application:${id}`
