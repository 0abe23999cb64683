import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'

/** What of a complaint is public, as its author and whoever handles it read it. */
export interface OwnPublicRow {
  id: string
  state: 'kept' | 'out' | 'down'
  said: string | null
  did: string | null
  downWhy: string
  /** Why somebody let stand what looked like personal data; empty where nothing did. */
  overWhy: string
  photos: string
}

export const ownPublicSchema = z.object({
  id: z.string().openapi({ example: 'P-7K3M9QXC', description: 'Its public name' }),
  said: z.string(),
  did: z.string(),
  photos: z.number().int(),
})

/** Statement: what of it is public, or was. */
export const publicOf = ({ db }: Ctx, reference: string) =>
  rows<OwnPublicRow>(
    db,
    sql`SELECT p.id AS id, p.state AS state, p.said AS said, p.did AS did, p.down_why AS downWhy, p.over_why AS overWhy,
          (SELECT json_group_array(f.file_id) FROM complaint_public_photo f WHERE f.complaint_id = p.complaint_id) AS photos
        FROM complaint_public p WHERE p.complaint_id = (SELECT id FROM complaint WHERE reference = ${reference})`,
  )

/** What is public now; null: nothing. */
export const publishedFrom = ([row]: readonly OwnPublicRow[]) =>
  row?.state === 'out' && row.said !== null && row.did !== null
    ? { id: row.id, said: row.said, did: row.did, photos: (JSON.parse(row.photos) as string[]).length }
    : null

/** Why what looked like personal data was let stand in what is public; null where nothing was. */
export const letStandFrom = ([row]: readonly OwnPublicRow[]) =>
  row?.state === 'out' && row.overWhy !== '' ? row.overWhy : null

/** Why staff took it down; null where they did not. */
export const downWhyFrom = ([row]: readonly OwnPublicRow[]) =>
  row?.state === 'down' && row.downWhy !== '' ? row.downWhy : null
