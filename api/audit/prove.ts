import type { z } from '@hono/zod-openapi'
import { addDays, MINUTE, startOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { openRecord } from '../track/openRecord.ts'
import { AUDIT_ACTIONS } from './action.ts'
import { type LeafRow, leavesAbout } from './query.ts'
import type { leafProofSchema, proofInputSchema, proofSchema } from './schema.ts'

/** Leaves shown of one reference; a booking has a handful. */
const MOST = 100

/**
 * What is attested about a record, for whoever holds its reference and code: each leaf with its salt, and its path to
 * the signed root once its day is sealed. Throws as openRecord does.
 */
export async function prove({
  ctx,
  input,
}: {
  ctx: Ctx
  input: z.infer<typeof proofInputSchema>
}): Promise<z.infer<typeof proofSchema>> {
  const { reference } = await openRecord({ ctx, input })
  const [found] = await ctx.db.batch([leavesAbout(ctx, reference, MOST)])
  const leaves = found.map((row) => ({ at: timeIn(row.body), proof: proofOf(row) }))
  leaves.sort((a, b) => a.at - b.at)
  return { reference, leaves: leaves.map(({ proof }) => proof), publicKey: ctx.keys.sign.publicJwk }
}

function timeIn(body: string): number {
  const { at }: { at: number | null } = JSON.parse(body)
  return at ?? 0
}

function proofOf(row: LeafRow): z.infer<typeof leafProofSchema> {
  const {
    leaf,
    leafDay: day,
    body,
    salt,
    hash,
    place,
    path,
    size,
    root,
    previous,
    signature,
    publicKey,
  } = row
  const action = AUDIT_ACTIONS.find((name) => name === row.action)
  if (!action) throw new Error('audit: a leaf of no known action')
  const isSealed =
    place !== null && path && size !== null && root && previous && signature && publicKey !== null
  const sealed = isSealed ? { place, path: readPath(path), size, root, previous, signature, publicKey } : null
  return {
    leaf,
    day,
    action,
    body,
    salt,
    hash,
    sealed,
    sealsAfter: toIso(startOfDay(addDays(day, 1)) + 10 * MINUTE),
  }
}

function readPath(path: string): string[] {
  const steps: string[] = JSON.parse(path)
  return steps
}
