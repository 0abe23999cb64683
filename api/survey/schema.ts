import { z } from '@hono/zod-openapi'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { ratingModes } from './scale.ts'

export const occasionKinds = ['visit', 'application', 'complaint', 'casefile', 'call'] as const
export type OccasionKind = (typeof occasionKinds)[number]

/** The token of one occasion: 12 characters without look-alikes, shown in groups of four. */
const token = typed(80)
  .min(1, { error: 'rating-token.required' })
  .openapi({ example: 'K7M3 9QXT H4WC', description: 'From the text, from the look-up, or of the ticket' })

const choice = z.object({ key: z.string(), name: textSchema })

export const openRatingSchema = z.strictObject({ token }).openapi('OpenRating')

/** What a token is for: nothing about the person. */
export const ratingFormSchema = z
  .object({
    kind: z.enum(occasionKinds).nullable().openapi({ description: 'null: a poster, without an occasion' }),
    station: z
      .object({ slug: z.string(), name: textSchema })
      .nullable()
      .openapi({ description: 'null: the bureau' }),
    group: textSchema.nullable(),
    mode: z.enum(ratingModes),
    levels: z.array(z.object({ level: z.int(), name: textSchema })),
    aspects: z.array(choice),
    tags: z.object({ good: z.array(choice), bad: z.array(choice) }),
    opened: z
      .string()
      .openapi({ description: 'Send it back with the rating: when the form was opened, signed' }),
    until: z.string().nullable().openapi({ description: 'Good until' }),
    second: z.object({ outcome: textSchema }).nullable().openapi({
      description:
        'The code of the text at the end of a bad rating: what came of it, to be rated with POST /ratings/second',
    }),
  })
  .openapi('RatingForm')
export type RatingForm = z.infer<typeof ratingFormSchema>

const level = z
  .int({ error: 'rating.required' })
  .min(1, { error: 'rating.required' })
  .max(5, { error: 'rating.required' })

const said = {
  overall: level.openapi({ description: '5 非常满意 … 1 非常不满意' }),
  aspects: z.record(z.string().max(40), z.int().min(1).max(5)).default({}),
  tags: z.array(z.string().max(40)).max(12).default([]),
  comment: typed(2000).optional().openapi({ description: 'Free words; sealed' }),
  opened: typed(200).optional(),
  proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
  website: typed(200).optional().openapi({ description: 'Leave empty' }),
}

export const giveRatingSchema = z
  .strictObject({
    token,
    ...said,
    pressed: z
      .boolean()
      .default(false)
      .openapi({ description: '“I was asked to rate in front of staff”: not counted, and looked into' }),
    contact: z.boolean().default(false).openapi({
      description: 'Of a bad rating: whether the bureau’s desk may call. The station is not told who it was',
    }),
    phone: typed(60).optional().openapi({
      description: 'Of a bad rating without a known number: where the bureau’s desk may call; sealed',
    }),
    tellStation: z
      .boolean()
      .default(false)
      .openapi({ description: 'Of a bad rating: the station may know who it was' }),
  })
  .openapi('GiveRating')
export type GiveRating = z.infer<typeof giveRatingSchema>

export const posterRatingSchema = z
  .strictObject({ station: z.string().min(1).max(80), ...said })
  .openapi('PosterRating')
export type PosterRating = z.infer<typeof posterRatingSchema>

export const giveSecondSchema = z
  .strictObject({
    token,
    overall: said.overall,
    comment: said.comment,
    proof: said.proof,
    website: said.website,
  })
  .openapi('GiveSecondRating')
export type GiveSecond = z.infer<typeof giveSecondSchema>
export const secondRatedSchema = z.object({ taken: z.literal(true) }).openapi('SecondRated')
export type SecondRated = z.infer<typeof secondRatedSchema>

export const ratedSchema = z
  .object({
    taken: z.literal(true),
    counts: z.enum(['counted', 'pressed', 'poster']).openapi({ description: 'What it counts as' }),
    bad: z.boolean().openapi({ description: 'Whether it opens a rectification' }),
    contactBy: z.string().nullable().openapi({ description: 'By when the bureau’s desk calls' }),
    showsFrom: z.string().openapi({
      description:
        'The day from which it may be in public numbers: the next Monday, or the day after the quarter',
    }),
  })
  .openapi('Rated')
export type Rated = z.infer<typeof ratedSchema>
