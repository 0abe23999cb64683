import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { letApplicantIn } from '../access.ts'
import type { HolderRow } from './query.ts'

/** The application that one of its two codes opens. Throws record-not-found, too-many-tries. */
export async function holderOf(
  ctx: Ctx,
  { reference, accessCode }: { reference: string; accessCode: string },
  found: readonly HolderRow[],
  tries: { tries: number }[],
): Promise<HolderRow> {
  await letApplicantIn(ctx, reference, accessCode, found, tries)
  const [row] = found
  if (!row) throw new Problem('record-not-found')
  return row
}

/** Whose an upload is, as api/file/parts keeps it. */
export const ownerOf = ({ id }: Pick<HolderRow, 'id'>) => `application:${id}`
