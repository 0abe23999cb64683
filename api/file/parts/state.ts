import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { ownUpload, type PartRow, partsThere, type UploadRow, uploadById } from './query.ts'

/** How far an upload is. */
export interface UploadState {
  uploadId: string
  /** Bytes of each part but the last. */
  partSize: number
  /** How many parts there are. */
  parts: number
  /** The places of those that arrived, from 0, in order. */
  there: number[]
  /** Until when it can be completed. */
  endsAt: string
}

/** The state as it is told. */
export const stateOf = (row: UploadRow, there: readonly PartRow[]): UploadState => ({
  uploadId: row.id,
  partSize: row.partSize,
  parts: row.parts,
  there: there.map(({ n }) => n),
  endsAt: toIso(row.endsAt),
})

/** The statements of the batch that uploadState and completeUpload read. */
export const uploadRows = (ctx: Ctx, uploadId: string) =>
  [uploadById(ctx, uploadId), partsThere(ctx, uploadId)] as const

/** What those statements found. */
export type UploadFound = readonly [readonly UploadRow[], readonly PartRow[]]

/**
 * Which parts are there, so that a phone goes on after losing the line or the page. `found` where the caller has read
 * the rows already. Throws not-found (also for another owner's and one that has ended).
 */
export async function uploadState(
  ctx: Ctx,
  { uploadId, owner }: { uploadId: string; owner: string },
  found?: UploadFound,
): Promise<UploadState> {
  const [uploads, there] = found ?? (await ctx.db.batch(uploadRows(ctx, uploadId)))
  return stateOf(ownUpload(ctx, uploads, owner), there)
}
