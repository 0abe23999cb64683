import type { Ctx } from '../../context.ts'
import type { OpenFile } from '../../file/store.ts'
import { Problem } from '../../problem.ts'
import { readPhoto } from '../files/bytes.ts'
import { openPhotoOf } from './query.ts'

/** A photo that stands beside what is public, without its metadata. Throws not-found: also once the words came down. */
export async function showPhoto({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string; photo: string }
}): Promise<OpenFile> {
  const [[photo]] = await ctx.db.batch([openPhotoOf(ctx, input.id, input.photo)])
  const body = photo && (await readPhoto(ctx, photo))
  if (!body) throw new Problem('not-found')
  return { type: photo.type, size: photo.size, sha256: photo.sha256, body }
}
