import { env } from 'cloudflare:workers'
import type { Ctx } from '../../api/context.ts'
import { claim } from '../../api/file/drop.ts'
import { beginUpload } from '../../api/file/parts/begin.ts'
import { completeUpload } from '../../api/file/parts/complete.ts'
import { finishUploadStatements } from '../../api/file/parts/finish.ts'
import { putPart } from '../../api/file/parts/put.ts'
import { partSize } from '../../api/file/parts/size.ts'
import type { Bytes } from '../../api/shared/bytes.ts'
import { pdfFile } from './files.ts'

export const owner = 'application:ap_1'

/** A PDF of so many parts and a bit. */
export const longPdf = (parts: number): Bytes =>
  pdfFile({ objects: [`<< /Filler (${'x'.repeat(parts * partSize)}) >>`] })

/** The bytes of one part. */
export const partOf = (bytes: Bytes, index: number): Bytes =>
  bytes.slice(index * partSize, (index + 1) * partSize)

/** Begins an upload of these bytes. */
export const begun = (ctx: Ctx, bytes: Bytes, more: object = {}) =>
  beginUpload(ctx, {
    owner,
    purpose: 'passport',
    name: '张三的证明.pdf',
    size: bytes.length,
    type: 'application/pdf',
    ...more,
  })

/** Sends one part of them. */
export const sent = (ctx: Ctx, uploadId: string, bytes: Bytes, index: number, as = owner) =>
  putPart(ctx, { uploadId, owner: as, index, open: async () => partOf(bytes, index) })

/** Sends them all, in this order. */
export async function sentAll(ctx: Ctx, uploadId: string, bytes: Bytes, order?: number[]) {
  const parts = order ?? [...Array(Math.ceil(bytes.length / partSize)).keys()]
  for (const index of parts) await sent(ctx, uploadId, bytes, index)
}

/** Completes it and owns the whole, as a feature does. */
export async function owned(ctx: Ctx, uploadId: string) {
  const file = await completeUpload(ctx, { uploadId, owner })
  await ctx.db.batch([...claim(ctx, file.key), ...finishUploadStatements(ctx, uploadId)])
  return file
}

/** What the store holds, what the list of what should go names, and the rows of uploads and parts. */
export async function standing() {
  const [drops, uploads, parts] = await env.DB.batch<{ key: string }>([
    env.DB.prepare('SELECT object_key AS key FROM file_drop ORDER BY 1'),
    env.DB.prepare('SELECT id AS key FROM upload ORDER BY 1'),
    env.DB.prepare('SELECT object_key AS key FROM upload_part ORDER BY 1'),
  ])
  const keys = (result: D1Result<{ key: string }> | undefined) => result!.results.map(({ key }) => key)
  return {
    objects: (await env.FILES.list()).objects.map(({ key }) => key).sort(),
    listed: keys(drops),
    uploads: keys(uploads),
    parts: keys(parts),
  }
}
