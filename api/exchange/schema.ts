import { z } from '@hono/zod-openapi'
import { listOf } from '../openapi.ts'

export const exchangeQuery = z.strictObject({ cursor: z.string().max(200).optional() })

const receiptSchema = z.object({ id: z.string().nullable(), at: z.string().nullable() })

const batchSchema = z.object({
  seq: z.int(),
  id: z.string(),
  /** Cases in it. */
  items: z.int(),
  madeAt: z.string(),
  sha256: z.string(),
  deliveries: z.array(
    z.object({
      receiver: z.string(),
      state: z.enum(['waiting', 'failing', 'delivered']),
      tries: z.int(),
      /** Why the last try failed: a word for whoever runs the site. */
      reason: z.string().nullable(),
      nextAt: z.string().nullable(),
      deliveredAt: z.string().nullable(),
      receipt: receiptSchema.nullable(),
    }),
  ),
})

export const exchangeSchema = listOf(batchSchema).extend({
  /** Whether there is a receiver at all. */
  on: z.boolean(),
  /** Finished cases that no batch has yet; `more`: at least so many. */
  waiting: z.object({ items: z.int(), more: z.boolean() }),
})
export type ExchangeList = z.infer<typeof exchangeSchema>
