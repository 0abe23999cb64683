import { type SQL, sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { blindIndex } from '../../privacy/blindIndex.ts'
import { open, seal } from '../../privacy/field.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { kinds } from '../kind.ts'
import { extensionOf } from '../safeName.ts'
import { partsThere, uploadById } from './query.ts'
import { openFor, partSize, partsOf } from './size.ts'
import { stateOf, type UploadState } from './state.ts'

/** A file that somebody wants to send. */
export interface BegunFile {
  /** Whose it is, e.g. `application:<id>`: every later call must name the same. */
  owner: string
  /** What it is for, as the feature says it; given back when it is complete. */
  purpose: string
  name: string
  /** Bytes. */
  size: number
  /** As the browser says it; '' when it does not. */
  type: string
  /** Of the sender: the same key of the same owner is the same upload, for a day. */
  key?: string | undefined
  /** Statements in front of it, to which `when` says whether it is a new one. */
  along?: (when: SQL) => readonly [Statement, Statement]
}
type Statement = ReturnType<typeof exec>

/** The id of an upload: drawn, or made of the sender's key under a secret, so that neither can be guessed. */
export async function uploadIdOf(ctx: Ctx, owner: string, key: string | undefined): Promise<string> {
  if (key === undefined) return newId('up')
  return `up_${await blindIndex(ctx.keys, 'idempotency-key', `upload\n${owner}\n${key}`)}`
}

/**
 * Begins an upload in parts, or tells how far the one of this key is: one round trip. What can be known before the bytes
 * are there is refused now, so that nobody sends in vain. Throws invalid-input (codes of api/file/refusal.ts,
 * upload.full), idempotency-mismatch, not-found (the one of this key has ended).
 */
export async function beginUpload(ctx: Ctx, file: BegunFile): Promise<UploadState> {
  const { owner, purpose, name, size, type, key, along } = file
  const most = ctx.settings.fileBytes
  if (size === 0) throw invalid('/size', 'file.empty')
  if (size > most) throw invalid('/size', 'file.too-large', { most: Math.floor(most / (1024 * 1024)) })
  const said = extensionOf(name)
  if (said && !kinds.some(({ extensions }) => extensions.includes(said))) throw invalid('/name', 'file.type')
  const id = await uploadIdOf(ctx, owner, key)
  const place = { table: 'upload', column: 'name', row: id }
  const [now, sealed] = [ctx.clock.now(), await seal(ctx.keys, place, name)]
  try {
    const begun = exec(
      ctx.db,
      sql`INSERT INTO upload (id, owner, purpose, name, type, size, part_size, parts, begun_at, ends_at)
          VALUES (${id}, ${owner}, ${purpose}, ${sealed}, ${type}, ${size}, ${partSize},
            ${partsOf({ size, partSize })}, ${now}, ${now + openFor})
          ON CONFLICT (id) DO NOTHING`,
    )
    const found = [uploadById(ctx, id), partsThere(ctx, id)] as const
    const fresh = sql`NOT EXISTS (SELECT 1 FROM upload WHERE id = ${id})`
    const [[row], there] = along
      ? await ctx.db.batch([...along(fresh), begun, ...found]).then(([, , , ...read]) => read)
      : await ctx.db.batch([begun, ...found]).then(([, ...read]) => read)
    if (!row || row.endsAt <= now) throw new Problem('not-found')
    const same = row.size === size && row.type === type && row.purpose === purpose
    if (!same || (await open(ctx.keys, place, row.name)) !== name) throw new Problem('idempotency-mismatch')
    return stateOf(row, there)
  } catch (error) {
    if (refusalOf(error) === 'uploads-full') throw invalid('/size', 'upload.full')
    throw error
  }
}
