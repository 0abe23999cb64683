import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { letApplicantIn } from '../access.ts'
import type { Form } from '../form/declaration.ts'
import { formOf } from '../forms/index.ts'
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

/** The form an application was made with. */
export function formFor({ matterCode, formVersion }: HolderRow): Form {
  const form = formOf(matterCode, formVersion)
  if (!form) throw new Error(`application: no form ${matterCode} version ${formVersion}`)
  return form
}
