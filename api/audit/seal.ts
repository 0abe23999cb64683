import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { addDays, type Day, dayOf, MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { type Tree, treeOf, treeOfPieces } from './merkle.ts'
import { firstLeafDay, insertProofs, insertRoot, lastRoot, leavesOf, proved, type RootRow } from './query.ts'
import { chainHash, firstPrevious, rootSigned } from './root.ts'
import { signObject } from './sign.ts'

/** A day is sealed this long after its end, when no write that began in it can still be under way. */
const GRACE = 10 * MINUTE

/** Days caught up in one run. */
const DAYS_A_RUN = 31

/** A day is read, and its proofs are written, in pieces of this many leaves (a power of two): what memory holds. */
const PIECE = 16_384

/** Pieces whose proofs are written in one run: some 98,000 proofs. */
const PIECES_A_RUN = 6

const PROOFS_A_STATEMENT = 500
const STATEMENTS_A_BATCH = 10

/**
 * Job `audit.seal`, the only writer of roots and proofs: seals every past day in order, each chained to the one
 * before. From the first sealed day on, days without leaves are sealed as well, so that silence is provable. The root
 * goes first, in a batch that fails when a leaf came in: from then on the day is closed and its proofs, which can
 * never be changed, are certain. They follow in order, a large day's over several runs; a run that was cut short is
 * finished by the next, and two runs at once write nothing twice.
 *
 * Memory is bounded by the piece, time is not: a run hashes its whole day before it writes a proof, about 0.3 s for
 * 16,384 leaves on a busy core. A million leaves take some 20 s of the 30 s of CPU that Workers give such a job; a
 * larger day needs a higher `cpu_ms` in wrangler.toml, or the job fails, loudly, until it has it.
 */
export async function seal(
  ctx: Ctx,
  { piece = PIECE, piecesARun = PIECES_A_RUN } = {},
): Promise<{ sealed: Day[]; leaves: number }> {
  const lastDay = addDays(dayOf(ctx.clock.now() - GRACE), -1)
  const [[last], [first]] = await ctx.db.batch([lastRoot(ctx), firstLeafDay(ctx)])
  let room = piecesARun
  if (last && !last.complete) room -= await writeProofs(ctx, await readDay(ctx, last.day, piece), room)
  const sealed: Day[] = []
  let leaves = 0
  let previous = last ? await chainHash(last) : firstPrevious
  let day = last ? addDays(last.day, 1) : first?.day
  while (day && day <= lastDay && sealed.length < DAYS_A_RUN && room > 0) {
    const whole = await readDay(ctx, day, piece)
    const root = await writeRoot(ctx, whole, previous)
    if (!root) break
    room -= await writeProofs(ctx, whole, room)
    sealed.push(day)
    leaves += root.size
    previous = await chainHash(root)
    day = addDays(day, 1)
  }
  return { sealed, leaves }
}

/** A day's tree without its leaves. */
interface WholeDay {
  day: Day
  size: number
  piece: number
  top: Tree
  /** Of each piece: the hash its leaves come after, and its last leaf. */
  pieces: { after: string; lastId: string }[]
}

async function readDay(ctx: Ctx, day: Day, piece: number): Promise<WholeDay> {
  const pieces: WholeDay['pieces'] = []
  const roots: string[] = []
  let size = 0
  let after = ''
  for (;;) {
    const [page] = await ctx.db.batch([leavesOf(ctx, day, after, piece)])
    const last = page.at(-1)
    if (last) {
      const { root } = await treeOf(page.map(({ hash }) => hash))
      roots.push(root)
      pieces.push({ after, lastId: last.id })
      size += page.length
      after = last.hash
    }
    if (page.length < piece) return { day, size, piece, pieces, top: await treeOfPieces(roots) }
  }
}

async function writeRoot(ctx: Ctx, { day, size, top }: WholeDay, previous: string): Promise<RootRow | null> {
  const { sign } = ctx.keys
  const signed = { day, size, root: top.root, previous }
  const row: RootRow = {
    ...signed,
    signature: await signObject(sign, rootSigned(signed)),
    publicKey: sign.publicJwk.x,
    sealedAt: ctx.clock.now(),
  }
  try {
    await ctx.db.batch([insertRoot(ctx, row), guard(ctx.db)])
    return row
  } catch (error) {
    // Another run sealed it, or a leaf came in: the next run looks again.
    const refusal = refusalOf(error)
    if (refusal === 'stale' || refusal === 'append-only') return null
    throw error
  }
}

/** Writes the proofs of up to `most` of the pieces that lack them, in order; answers how many lacked them. */
async function writeProofs(ctx: Ctx, whole: WholeDay, most: number): Promise<number> {
  if (whole.pieces.length === 0) return 0
  const [found] = await ctx.db.batch([
    proved(
      ctx,
      whole.pieces.map(({ lastId }) => lastId),
    ),
  ])
  const done = new Set(found.map(({ id }) => id))
  const left = [...whole.pieces.entries()].filter(([, { lastId }]) => !done.has(lastId))
  for (const [index] of left.slice(0, most)) await writePiece(ctx, whole, index)
  return left.length
}

async function writePiece(ctx: Ctx, { day, piece, pieces, top }: WholeDay, index: number): Promise<void> {
  const [leaves] = await ctx.db.batch([leavesOf(ctx, day, pieces[index]!.after, piece)])
  const tree = await treeOf(leaves.map(({ hash }) => hash))
  const above = top.pathOf(index)
  const statements = (from: number, to: number) => {
    const made = []
    for (let start = from; start < to; start += PROOFS_A_STATEMENT) {
      const some = leaves.slice(start, start + PROOFS_A_STATEMENT)
      const proofs = some.map(({ id }, i) => ({
        leafId: id,
        place: index * piece + start + i,
        path: [...tree.pathOf(start + i), ...above],
      }))
      made.push(insertProofs(ctx, day, proofs))
    }
    return made
  }
  const perBatch = PROOFS_A_STATEMENT * STATEMENTS_A_BATCH
  for (let start = 0; start < leaves.length; start += perBatch) {
    const [head, ...tail] = statements(start, Math.min(start + perBatch, leaves.length))
    if (head) await ctx.db.batch([head, ...tail])
  }
}
