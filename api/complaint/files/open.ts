import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { fileOfToken, linkToken } from '../../file/linkToken.ts'
import type { OpenFile } from '../../file/store.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { complaintReference, letAuthorIn } from '../access.ts'
import { complaintInSight } from '../desk/found.ts'
import { reach, readsOn } from '../desk/reach.ts'
import { photosFor } from '../desk/readOn.ts'
import { complaintByReference, eventsOf, photosOf } from '../query.ts'
import type { KeptPhoto } from './bytes.ts'
import { readPhoto } from './bytes.ts'

/** Links to the photos of a complaint, each good for five minutes. */
export interface PhotoLinks {
  photos: { id: string; path: string; expiresAt: string }[]
}

/** Links for its author. Throws record-not-found, too-many-tries. */
export async function linksForAuthor({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<PhotoLinks> {
  const reference = complaintReference(input.reference)
  const [tries, found, photos] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    photosOf(ctx, reference),
  ])
  await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  return linksTo(ctx, photos)
}

/** Links for whoever handles it; to who reads on none to what was added after the objection. Throws record-not-found, not-allowed. */
export async function linksAtDesk({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string }
}): Promise<PhotoLinks> {
  const reference = complaintReference(input.reference)
  const [found, photos, events] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    photosOf(ctx, reference),
    eventsOf(ctx, reference),
  ])
  const { row } = reach(ctx, 'complaint.handle', found, {}, { reads: true })
  return linksTo(ctx, readsOn(ctx.actor, row) ? photosFor(photos, events) : photos)
}

async function linksTo(ctx: Ctx, photos: readonly { id: string }[]): Promise<PhotoLinks> {
  const now = ctx.clock.now()
  return {
    photos: await Promise.all(
      photos.map(async ({ id }) => {
        const { token, expiresAt } = await linkToken(ctx.keys, id, now)
        return { id, path: `/api/v1/complaint-photos/${token}`, expiresAt: toIso(expiresAt) }
      }),
    ),
  }
}

/** The photo a link opens. Throws not-found for a link that is altered or over, and for a photo that is gone. */
export async function openPhoto({ ctx, input }: { ctx: Ctx; input: { token: string } }): Promise<OpenFile> {
  const id = await fileOfToken(ctx.keys, input.token, ctx.clock.now())
  if (!id) throw new Problem('not-found')
  const [[photo]] = await ctx.db.batch([
    rows<KeptPhoto>(
      ctx.db,
      sql`SELECT id, type, size, sha256, object_key AS objectKey, data_key AS dataKey FROM complaint_file
          WHERE id = ${id} AND dropped_at IS NULL`,
    ),
  ])
  const body = photo && (await readPhoto(ctx, photo))
  if (!body) throw new Problem('not-found')
  return { type: photo.type, size: photo.size, sha256: photo.sha256, body }
}
