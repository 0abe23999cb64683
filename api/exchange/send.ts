import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { HOUR, MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { caseItemSchema, makeBatch } from './batch.ts'
import { type Posted, postBatch } from './post.ts'
import { type DueRow, dueFor, lastBatch, receiverOf, waitingItems } from './query.ts'

/** Batches sent to one receiver in one run. */
const mostARun = 5
/** A receiver that did not take a batch is asked again after so long, twice as long each time, six hours at the most (ms). */
const firstWait = 5 * MINUTE
const longestWait = 6 * HOUR

type Post = (url: string, batch: DueRow) => Promise<Posted>

/**
 * Job `exchange.send`: packs up to 200 finished cases into a batch, signs it once and for good, and sends each receiver
 * (EXCHANGE_URL) what it has no receipt of, in order: a batch that is not taken holds up those behind it, so that nobody
 * sees a gap that will close. Off without a receiver: cases wait. Safe to run twice: a batch is known by its id.
 */
export async function sendExchange(
  ctx: Ctx,
  post: Post = (url, batch) => postBatch(ctx, url, batch),
): Promise<{ packed: number; delivered: number; failed: number }> {
  const { urls } = ctx.settings.exchange
  const done = { packed: 0, delivered: 0, failed: 0 }
  if (!urls.length) return done
  done.packed = await pack(ctx, urls)
  for (const url of urls) {
    const [due] = await ctx.db.batch([dueFor(ctx, receiverOf(url), mostARun)])
    for (const batch of due) {
      if (batch.nextAt > ctx.clock.now()) break
      const posted = await post(url, batch)
      await note(ctx, receiverOf(url), batch, posted)
      done[posted.ok ? 'delivered' : 'failed'] += 1
      if (!posted.ok) break
    }
  }
  return done
}

/** Makes one batch of what waits, for every receiver there is now; how many cases are in it. */
async function pack(ctx: Ctx, urls: readonly string[]): Promise<number> {
  const [items, [after]] = await ctx.db.batch([waitingItems(ctx), lastBatch(ctx)])
  if (!items.length) return 0
  const now = ctx.clock.now()
  const batch = await makeBatch(ctx.keys.sign, {
    id: newId('xb'),
    after,
    origin: ctx.settings.origin,
    madeAt: now,
    items: items.map(({ body }) => caseItemSchema.parse(JSON.parse(body))),
  })
  const leaf = await leafFor(ctx, {
    action: 'exchange.send',
    subject: batch.id,
    facts: { seq: batch.seq, items: items.length, sha256: batch.sha256 },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO exchange_batch (seq, id, items, body, sha256, previous, signature, key_id, made_at)
            VALUES (${batch.seq}, ${batch.id}, ${items.length}, ${batch.body}, ${batch.sha256}, ${after?.sha256 ?? null},
              ${batch.signature}, ${batch.keyId}, ${now})`,
      ),
      exec(
        ctx.db,
        sql`UPDATE exchange_item SET batch_seq = ${batch.seq}
            WHERE id IN (SELECT value FROM json_each(${JSON.stringify(items.map(({ id }) => id))})) AND batch_seq IS NULL`,
      ),
      guard(ctx.db, items.length),
      exec(
        ctx.db,
        sql`INSERT INTO exchange_delivery (batch_seq, receiver, next_at)
            SELECT DISTINCT ${batch.seq}, value, ${now} FROM json_each(${JSON.stringify(urls.map(receiverOf))})`,
      ),
      leaf.statement,
    ])
    return items.length
  } catch (error) {
    // Another run made this batch meanwhile.
    if (refusalOf(error) === 'stale') return 0
    throw error
  }
}

/** Notes what became of a try. A receipt is kept once: what was delivered stays as it was noted first. */
async function note(ctx: Ctx, receiver: string, { seq, id, tries }: DueRow, posted: Posted): Promise<void> {
  const now = ctx.clock.now()
  if (!posted.ok) {
    const wait = Math.min(longestWait, firstWait * 2 ** Math.min(tries, 10))
    console.error(JSON.stringify({ exchange: id, receiver, reason: posted.reason, tries: tries + 1 }))
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE exchange_delivery SET tries = tries + 1, next_at = ${now + wait}, reason = ${posted.reason}
            WHERE receiver = ${receiver} AND batch_seq = ${seq} AND delivered_at IS NULL`,
      ),
    ])
    return
  }
  const { receipt } = posted
  const leaf = await leafFor(ctx, {
    action: 'exchange.receipt',
    subject: id,
    facts: { seq, receiver, receipt: receipt.id },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE exchange_delivery SET tries = tries + 1, reason = NULL, delivered_at = ${now},
              receipt_id = ${receipt.id}, receipt_at = ${receipt.at}, receipt = ${receipt.text}
            WHERE receiver = ${receiver} AND batch_seq = ${seq} AND delivered_at IS NULL`,
      ),
      guard(ctx.db),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
  }
}
