import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'

/** Who handles a complaint; slug null: the bureau's supervision desk. */
export const handledBySchema = z.object({
  slug: z.string().nullable(),
  name: textSchema,
  phone: z.string().nullable(),
})
