import type { z } from '@hono/zod-openapi'
import { addDays, MINUTE, startOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { openRecord } from '../track/openRecord.ts'
import { AUDIT_ACTIONS, type AuditAction } from './action.ts'
import { publishedRoot } from './published.ts'
import { type LeafRow, leavesAbout, rootsSince } from './query.ts'
import type { leafProofSchema, proofInputSchema, proofSchema } from './schema.ts'

/** Leaves shown of one reference; a booking has a handful, a form that is saved often has many. */
const MOST = 500

/**
 * What is attested about a record, for whoever holds its reference and code: each leaf with its salt, its path to the
 * signed root once its day is sealed, and every root since, each holding the one before. Of an application some come
 * without their words (bare.ts). Throws as openRecord does.
 */
export async function prove({
  ctx,
  input,
}: {
  ctx: Ctx
  input: z.infer<typeof proofInputSchema>
}): Promise<z.infer<typeof proofSchema>> {
  const { reference, application } = await openRecord({ ctx, input })
  const [found, chain] = await ctx.db.batch([
    leavesAbout(ctx, reference, MOST + 1),
    rootsSince(ctx, reference),
  ])
  const leaves = found.slice(0, MOST).map((row) => ({ ...row, action: actionOf(row) }))
  leaves.sort((a, b) => timeOf(a) - timeOf(b))
  // The forms come with it: loaded when an application is first asked about.
  const { given, held } = application
    ? (await import('./bare.ts')).barely(application.row, application.holder, leaves)
    : { given: leaves.map((leaf) => ({ leaf, bare: false })), held: false }
  return {
    reference,
    answeredAt: toIso(ctx.clock.now()),
    leaves: given.map(({ leaf, bare }) => proofOf(leaf, bare)),
    more: found.length > MOST,
    held,
    chain: await Promise.all(chain.map(publishedRoot)),
    publicKey: ctx.keys.sign.publicJwk,
  }
}

/** When it was written; of a leaf that keeps its day only, the beginning of that. */
function timeOf({ body, leafDay }: LeafRow): number {
  const { at }: { at: number | null } = JSON.parse(body)
  return at ?? startOfDay(leafDay)
}

function actionOf({ action }: LeafRow): AuditAction {
  const known = AUDIT_ACTIONS.find((name) => name === action)
  if (!known) throw new Error('audit: a leaf of no known action')
  return known
}

function proofOf(row: LeafRow & { action: AuditAction }, bare: boolean): z.infer<typeof leafProofSchema> {
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
  const isSealed =
    place !== null && path && size !== null && root && previous && signature && publicKey !== null
  const sealed = isSealed ? { place, path: readPath(path), size, root, previous, signature, publicKey } : null
  return {
    leaf,
    day,
    action: bare ? null : row.action,
    body: bare ? null : body,
    salt: bare ? null : salt,
    hash,
    sealed,
    sealsAfter: toIso(startOfDay(addDays(day, 1)) + 10 * MINUTE),
  }
}

function readPath(path: string): string[] {
  const steps: string[] = JSON.parse(path)
  return steps
}
