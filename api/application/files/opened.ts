import type { Ctx } from '../../context.ts'
import type { Answers } from '../form/holds.ts'
import { materialsFor } from '../form/materials.ts'
import { ownForm } from '../ownForm.ts'
import type { FileRow } from '../query.ts'
import { unsealed } from '../sealed.ts'
import type { HolderRow } from './query.ts'

/**
 * The materials that may come now: of a correction those it asks for, and those that are only required since something
 * was put right. Without them it could never be sent back.
 */
export async function openedMaterials(
  ctx: Ctx,
  row: HolderRow,
  asked: readonly { material: string }[],
  files: readonly Pick<FileRow, 'material' | 'round'>[],
): Promise<{ material: string }[]> {
  if (row.state !== 'correction') return [...asked]
  const kept = await unsealed(ctx, 'application', row.id, 'answers', row.answers)
  const answers = kept === null ? {} : (JSON.parse(kept) as Answers)
  const eligibility = JSON.parse(row.eligibility) as Record<string, string>
  const standing = materialsFor(ownForm(row), answers, eligibility, row.helperRelation)
  const sent = new Set(files.filter(({ round }) => round < row.asked).map(({ material }) => material))
  const brought = standing.asked.filter(({ key, required }) => required && !sent.has(key))
  return [...asked, ...brought.map(({ key }) => ({ material: key }))]
}
