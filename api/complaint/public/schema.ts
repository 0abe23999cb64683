import { z } from '@hono/zod-openapi'
import { listOf, textSchema } from '../../openapi.ts'
import { answeredItem, openKinds } from './item.ts'

const filters = {
  kind: z.enum(openKinds).optional(),
  station: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional()
    .openapi({ description: 'Slug of a station or a community room' }),
  town: z
    .string()
    .regex(/^\d{9}$/)
    .optional()
    .openapi({ description: 'Code of a town' }),
  category: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .openapi({ example: '2026-11', description: 'The month it was published in' }),
}

export const openQuery = z.strictObject({
  ...filters,
  choices: z.literal('1').optional().openapi({ description: 'Also what the filters can be set to' }),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  cursor: z.string().max(200).optional(),
})
export type OpenQuery = z.infer<typeof openQuery>

export const openFeedQuery = z.strictObject({
  ...filters,
  lang: z.enum(['zh', 'en']).optional().openapi({ description: 'Wins over Accept-Language' }),
})
export type OpenFeedQuery = z.infer<typeof openFeedQuery>
export type OpenFilters = Pick<OpenQuery, 'kind' | 'station' | 'town' | 'category' | 'month'>

const choice = z.object({ key: z.string(), name: textSchema })

export const openList = listOf(answeredItem)
  .extend({
    /** With `choices=1`. */
    choices: z
      .object({
        stations: z.array(choice),
        towns: z.array(choice),
        categories: z.array(choice),
        months: z.array(z.string()),
      })
      .optional(),
  })
  .openapi('AnsweredList')
export type OpenList = z.infer<typeof openList>
