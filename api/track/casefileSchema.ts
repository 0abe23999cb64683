import { z } from '@hono/zod-openapi'
import { caseStates } from '../../db/schema/casefile.ts'
import { standingSchema } from '../casefile/caseSchema.ts'
import { textSchema } from '../openapi.ts'
import { offered } from '../survey/offer.ts'
import { openingsSchema } from './openings.ts'
import { timelineSchema } from './timelineSchema.ts'

export const casefileTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('casefile'),
    status: z.enum(caseStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the present stage is due to end' }),
    can: z.array(z.string()).max(0),
    openings: openingsSchema,
    rating: offered,
    casefile: standingSchema.pick({
      kind: true,
      kindText: true,
      contact: true,
      stages: true,
      clock: true,
      remedy: true,
    }),
  })
  .openapi('CasefileTrack')
/** What those a police case concerns are told of it: stages and whom to ask, never what happened. */
export type CasefileTrack = z.infer<typeof casefileTrackSchema>
