import type { z } from '@hono/zod-openapi'
import { offerSchema, standingSchema } from './appointment/waiting/schema.ts'
import { waitRangeSchema } from './queue/schema.ts'
import { townSchema } from './station/schema.ts'
import { offerSchema as ratingOfferSchema } from './survey/offer.ts'

/**
 * Named schemas whose first use in the document is "this, or null". They are entered before the routes, or the library
 * would make the name itself mean "or null" everywhere. test/worker/openapi/document.test.ts tells when one is missing.
 */
export const named: Record<string, z.ZodType> = {
  RatingOffer: ratingOfferSchema,
  Town: townSchema,
  WaitRange: waitRangeSchema,
  WaitingOffer: offerSchema,
  WaitingStanding: standingSchema,
}
