import type { z } from '@hono/zod-openapi'
import { toIso } from '../calendar/day.ts'
import type { RootRow } from './query.ts'
import { chainHash, checkpointOf } from './root.ts'
import type { rootSchema } from './schema.ts'

/** A sealed day as it is published, with the hash the next day carries and what of it fits on paper. */
export async function publishedRoot(row: RootRow): Promise<z.infer<typeof rootSchema>> {
  const chain = await chainHash(row)
  return { ...row, chain, checkpoint: checkpointOf(row.day, chain), sealedAt: toIso(row.sealedAt) }
}
