import { z } from '@hono/zod-openapi'
import { typed } from '../appointment/wanted.ts'
import { holderSchema } from './schema.ts'

/** Something said to whoever handles it. */
export const messageSchema = holderSchema.extend({ words: typed(4000) })
export const saidSchema = z.object({ reference: z.string(), id: z.string() }).openapi('ApplicationSaid')
