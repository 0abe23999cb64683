import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Batch } from './batch.ts'

/** Items in a batch, at most. */
export const mostItems = 200

/** A receiver as it stands in lists and rows: its address without what may be secret in it. */
export function receiverOf(url: string): string {
  const { host, pathname } = new URL(url)
  return host + pathname
}

/** Statement: the finished cases no batch has yet, in order. */
export const waitingItems = ({ db }: Ctx) =>
  rows<{ id: number; body: string }>(
    db,
    sql`SELECT id, body FROM exchange_item WHERE batch_seq IS NULL ORDER BY id LIMIT ${mostItems}`,
  )

/** Statement: the batch made last. */
export const lastBatch = ({ db }: Ctx) =>
  rows<{ seq: number; sha256: string }>(
    db,
    sql`SELECT seq, sha256 FROM exchange_batch ORDER BY seq DESC LIMIT 1`,
  )

export interface DueRow extends Batch {
  tries: number
  nextAt: number
}

/**
 * Statement: the oldest batches a receiver has no receipt of, in order. The index is named: by the primary key, which is in
 * the same order, everything ever delivered would be read.
 */
export const dueFor = ({ db }: Ctx, receiver: string, most: number) =>
  rows<DueRow>(
    db,
    sql`SELECT b.seq AS seq, b.id AS id, b.body AS body, b.sha256 AS sha256, b.signature AS signature,
          b.key_id AS keyId, d.tries AS tries, d.next_at AS nextAt
        FROM (SELECT * FROM exchange_delivery INDEXED BY exchange_delivery_waits
              WHERE receiver = ${receiver} AND delivered_at IS NULL ORDER BY batch_seq LIMIT ${most}) d
        JOIN exchange_batch b ON b.seq = d.batch_seq ORDER BY d.batch_seq`,
  )
