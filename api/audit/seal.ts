import { refusalOf } from '../../db/refusal.ts'
import { addDays, type Day, dayOf, MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { treeOf } from './merkle.ts'
import { firstLeafDay, guard, insertProofs, insertRoot, lastRoot, leavesOf, type RootRow } from './query.ts'
import { chainHash, firstPrevious, rootSigned } from './root.ts'
import { signObject } from './sign.ts'

/** A day is sealed this long after its end, when no write that began in it can still be under way. */
const GRACE = 10 * MINUTE

/** Days caught up in one run. */
const DAYS_A_RUN = 31

/** The largest day this sealer takes, held in memory as hashes. Past it the job fails loudly and seals nothing. */
export const MOST_LEAVES = 50_000

const PAGE = 10_000
const PROOFS_A_STATEMENT = 500
const STATEMENTS_A_BATCH = 10

/**
 * Job `audit.seal`, the only writer of roots and proofs: seals every past day in order, each chained to the one
 * before. From the first sealed day on, days without leaves are sealed as well, so that silence is provable. A run
 * that was cut short is finished by the next; two runs at once undo one another's second root, never the first.
 */
export async function seal(ctx: Ctx): Promise<{ sealed: Day[]; leaves: number }> {
  const lastDay = addDays(dayOf(ctx.clock.now() - GRACE), -1)
  const [[last], [first]] = await ctx.db.batch([lastRoot(ctx), firstLeafDay(ctx)])
  if (last && !last.complete) {
    const loaded = await loadDay(ctx, last.day)
    await writeProofs(ctx, last.day, loaded, await treeOver(loaded))
  }
  const sealed: Day[] = []
  let leaves = 0
  let previous = last ? await chainHash(last) : firstPrevious
  let day = last ? addDays(last.day, 1) : first?.day
  while (day && day <= lastDay && sealed.length < DAYS_A_RUN && leaves < MOST_LEAVES) {
    const root = await sealDay(ctx, day, previous)
    if (!root) break
    sealed.push(day)
    leaves += root.size
    previous = await chainHash(root)
    day = addDays(day, 1)
  }
  return { sealed, leaves }
}

interface Leaf {
  id: string
  hash: string
}

type Tree = Awaited<ReturnType<typeof treeOf>>

const treeOver = (leaves: Leaf[]) => treeOf(leaves.map(({ hash }) => hash))

async function loadDay(ctx: Ctx, day: Day): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  for (;;) {
    const [page] = await ctx.db.batch([leavesOf(ctx, day, leaves.at(-1)?.hash ?? '', PAGE)])
    leaves.push(...page)
    if (leaves.length > MOST_LEAVES) throw new RangeError(`audit: more than ${MOST_LEAVES} leaves on ${day}`)
    if (page.length < PAGE) return leaves
  }
}

async function sealDay(ctx: Ctx, day: Day, previous: string): Promise<RootRow | null> {
  const leaves = await loadDay(ctx, day)
  const tree = await treeOver(leaves)
  const { sign } = ctx.keys
  const signed = { day, size: leaves.length, root: tree.root, previous }
  const row: RootRow = {
    ...signed,
    signature: await signObject(sign, rootSigned(signed)),
    publicKey: sign.publicJwk.x,
    sealedAt: ctx.clock.now(),
  }
  try {
    await writeProofs(ctx, day, leaves, tree, row)
    return row
  } catch (error) {
    // Another run sealed it, or a leaf came in: the next run looks again.
    const refusal = refusalOf(error)
    if (refusal === 'stale' || refusal === 'append-only') return null
    throw error
  }
}

/** Root and first proofs in one batch; a large day's further proofs follow, the last leaf's last. */
async function writeProofs(ctx: Ctx, day: Day, leaves: Leaf[], tree: Tree, root?: RootRow): Promise<void> {
  const proofs = (from: number) =>
    insertProofs(
      ctx,
      day,
      leaves.slice(from, from + PROOFS_A_STATEMENT).map(({ id }, i) => ({
        leafId: id,
        place: from + i,
        path: tree.pathOf(from + i),
      })),
    )
  const perBatch = PROOFS_A_STATEMENT * STATEMENTS_A_BATCH
  for (let start = 0; start === 0 || start < leaves.length; start += perBatch) {
    const statements = []
    for (let i = start; i < Math.min(start + perBatch, leaves.length); i += PROOFS_A_STATEMENT) {
      statements.push(proofs(i))
    }
    if (root && start === 0) await ctx.db.batch([insertRoot(ctx, root), guard(ctx), ...statements])
    else if (statements[0]) await ctx.db.batch([statements[0], ...statements.slice(1)])
  }
}
