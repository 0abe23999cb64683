import { z } from '@hono/zod-openapi'
import { typed } from '../../appointment/wanted.ts'
import { textSchema } from '../../openapi.ts'
import { handledBySchema } from '../handledBy.ts'

/** The public name of a problem: 'P-' and eight characters without look-alikes. */
export const publicId = z
  .string()
  .regex(/^P-[2-9A-HJKMNP-Z]{8}$/, { error: 'wrong-value' })
  .openapi({ example: 'P-7K3M9QXT' })

export const nearProblemSchema = z
  .object({
    id: z.string().openapi({ description: 'Its public name', example: 'P-7K3M9QXT' }),
    category: textSchema,
    town: textSchema.nullable(),
    area: textSchema.nullable().openapi({ description: 'Village or community' }),
    since: z.string().openapi({ description: 'The day it came in', example: '2026-11-23' }),
    at: handledBySchema,
    point: z
      .object({ lat: z.number(), lon: z.number() })
      .nullable()
      .openapi({ description: 'To about a hundred metres, and only where its author gave one' }),
    followers: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'How many neighbours wait for the same; null: fewer than five' }),
    alike: z.boolean().openapi({ description: 'It may well be the very thing that was asked about' }),
  })
  .openapi('NearProblem')
export type NearProblem = z.infer<typeof nearProblemSchema>

export const nearListSchema = z.object({ items: z.array(nearProblemSchema) }).openapi('NearProblems')
export type NearList = z.infer<typeof nearListSchema>

const coordinate = (least: number, most: number) => z.coerce.number().min(least).max(most).optional()

export const nearQuery = z.strictObject({
  town: z
    .string()
    .regex(/^\d{9}$/, { error: 'wrong-value' })
    .optional()
    .openapi({ description: 'Code of the town' }),
  area: z.string().max(80).optional().openapi({ description: 'Id of a village or community' }),
  category: z.string().max(40).optional(),
  lat: coordinate(3, 54).openapi({ description: 'With `lon`: what is within 300 metres is found as well' }),
  lon: coordinate(73, 136),
})
export type NearInput = z.infer<typeof nearQuery>

export const followSchema = z
  .strictObject({
    phone: typed(60)
      .optional()
      .openapi({ description: 'A mobile: one text goes there when it is done, then it is deleted' }),
    proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('FollowProblem')
export type FollowInput = z.infer<typeof followSchema> & { id: string }

export const unfollowSchema = z.strictObject({
  accessCode: typed(80).min(1, { error: 'stop-code.required' }).openapi({ example: 'H4TX9W2C' }),
})
export const unfollowedSchema = z
  .object({ id: z.string(), status: z.literal('left') })
  .openapi('ProblemUnfollowed')

export const followedSchema = z
  .object({
    id: z.string(),
    accessCode: z
      .string()
      .openapi({ description: 'The stop code: with it one stops waiting, and opens nothing else' }),
    told: z.enum(['text', 'look']).openapi({ description: 'Whether a text says when it is done' }),
  })
  .openapi('ProblemFollowed')
export type Followed = z.infer<typeof followedSchema>

export const publicProblemSchema = nearProblemSchema
  .omit({ alike: true })
  .extend({
    state: z.enum(['open', 'over', 'published']).openapi({
      description: 'over: it ended, and nothing is published of it; published: what was done can be read',
    }),
    page: z.string().nullable().openapi({ description: 'Where it is published' }),
  })
  .openapi('OpenProblem')
export type PublicProblem = z.infer<typeof publicProblemSchema>
