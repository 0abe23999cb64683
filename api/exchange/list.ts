import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { allow } from '../staff/permission.ts'
import { mostItems } from './query.ts'
import type { ExchangeList } from './schema.ts'

const page = 30

interface BatchRow {
  seq: number
  id: string
  items: number
  madeAt: number
  sha256: string
  deliveries: string
}
interface Delivery {
  receiver: string
  tries: number
  reason: string | null
  nextAt: number
  deliveredAt: number | null
  receiptId: string | null
  receiptAt: string | null
}

/** What was sent to other systems, the newest first, and who has it. One read. Throws not-allowed, record-not-found. */
export async function listExchange({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<ExchangeList> {
  allow(ctx.actor, 'exchange.read', '*')
  const [before = Number.MAX_SAFE_INTEGER] = readCursor(input.cursor, 1) ?? []
  const [found, [waits]] = await ctx.db.batch([
    rows<BatchRow>(
      ctx.db,
      sql`SELECT b.seq AS seq, b.id AS id, b.items AS items, b.made_at AS madeAt, b.sha256 AS sha256,
            (SELECT json_group_array(json_object('receiver', d.receiver, 'tries', d.tries, 'reason', d.reason,
              'nextAt', d.next_at, 'deliveredAt', d.delivered_at, 'receiptId', d.receipt_id, 'receiptAt', d.receipt_at))
             FROM exchange_delivery d WHERE d.batch_seq = b.seq) AS deliveries
          FROM exchange_batch b WHERE b.seq < ${before} ORDER BY b.seq DESC LIMIT ${page + 1}`,
    ),
    rows<{ n: number }>(
      ctx.db,
      sql`SELECT count(*) AS n FROM (SELECT 1 FROM exchange_item WHERE batch_seq IS NULL LIMIT ${mostItems})`,
    ),
  ])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  const items = waits?.n ?? 0
  return {
    items: shown.map(({ deliveries, madeAt, ...batch }) => ({
      ...batch,
      madeAt: toIso(madeAt),
      deliveries: (JSON.parse(deliveries) as Delivery[]).map(deliveryOf),
    })),
    nextCursor: found.length > page && last ? cursorOf([last.seq]) : null,
    on: ctx.settings.exchange.urls.length > 0,
    waiting: { items, more: items === mostItems },
  }
}

const deliveryOf = ({ deliveredAt, nextAt, receiptId, receiptAt, ...d }: Delivery) => ({
  ...d,
  state:
    deliveredAt !== null ? ('delivered' as const) : d.tries ? ('failing' as const) : ('waiting' as const),
  nextAt: deliveredAt === null ? toIso(nextAt) : null,
  deliveredAt: deliveredAt === null ? null : toIso(deliveredAt),
  receipt: receiptId === null ? null : { id: receiptId, at: receiptAt },
})
