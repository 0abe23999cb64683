import { z } from '@hono/zod-openapi'
import { releaseStates } from '../../../db/schema/waiting.ts'
import { countedDay, daySchema } from '../../calendar/schema.ts'
import { listOf, textSchema } from '../../openapi.ts'

/** People are counted in public only from this many on: fewer could be known by name. */
export const fewest = 5

/** How many people, as the public may know it: null below `fewest`. */
export const shownCount = (people: number | null) => (people !== null && people >= fewest ? people : null)

const instant = z.string().openapi({ example: '2026-11-23T08:00:00+08:00' })
const people = z.number().int().nullable()

const releaseFields = {
  station: z.object({ slug: z.string(), name: textSchema }),
  counterGroup: z.string().openapi({ example: 'household' }),
  day: z.string().openapi({ description: 'The day of the visits', example: '2026-12-07' }),
  opensFrom: instant,
  opensTo: instant.openapi({ description: 'The places open at a drawn minute of this window' }),
  state: z.enum(releaseStates).openapi({
    description: 'planned: not open yet; drawn: open; void: the day has no places after all',
  }),
  commitment: z.string().openapi({ description: 'SHA-256 of the seed, published before the draw' }),
  places: z.number().int().nullable().openapi({ description: 'Public places; null before the draw' }),
  listed: people.openapi({
    description: `People on the waiting list whom this day suited; null before the draw and when fewer than ${fewest}`,
  }),
  offered: people.openapi({ description: 'Offers made to them at the draw; null when `listed` is' }),
  drawnAt: instant.nullable(),
  goneAt: instant.nullable().openapi({ description: 'When the last public place was first gone' }),
  goneAfterMinutes: z
    .number()
    .int()
    .nullable()
    .openapi({ description: 'How fast they went: goneAt less drawnAt' }),
}

export const releaseSchema = z.object(releaseFields).openapi('Release')
export type ReleaseView = z.infer<typeof releaseSchema>

export const releaseQuery = z.strictObject({
  station: z.string().max(80).optional(),
  from: countedDay.optional().openapi({ description: 'Days on which places open; today unless said' }),
  to: countedDay.optional(),
  order: z.enum(['soonest', 'latest']).default('soonest'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
})
export type ReleaseQuery = z.infer<typeof releaseQuery>

export const releaseListSchema = listOf(releaseSchema)
  .extend({
    station: releaseFields.station.nullable(),
    from: z.string(),
    to: z.string(),
    summary: z
      .object({
        days: z.number().int(),
        releases: z.number().int(),
        places: z.number().int(),
        goneWithinHour: z.number().int(),
        goneWithinDay: z.number().int(),
        gone: z.number().int(),
      })
      .openapi({
        description: 'What opened in the last 30 days, and how many of those releases were gone how soon',
      }),
  })
  .openapi('ReleaseList')
export type ReleaseList = z.infer<typeof releaseListSchema>

export const releaseParams = z.strictObject({
  slug: z.string().max(80),
  counterGroup: z.string().max(40),
  day: daySchema,
})

export const drawnReleaseSchema = releaseSchema
  .extend({
    seed: z.string().nullable().openapi({ description: 'Published with the draw' }),
    drawnMinute: instant.nullable().openapi({ description: 'The minute the seed gives' }),
    tickets: z
      .array(
        z.object({
          place: z.number().int(),
          ticket: z.string(),
          recent: z
            .boolean()
            .openapi({ description: 'Had a place in this matter recently, and stands behind the others' }),
          joinedDay: z.string(),
          offered: z.boolean(),
        }),
      )
      .nullable()
      .openapi({
        description: `In their order, the first 1,000; null before the draw and when fewer than ${fewest}`,
      }),
  })
  .openapi('DrawnRelease')
export type DrawnReleaseView = z.infer<typeof drawnReleaseSchema>
