import { z } from '@hono/zod-openapi'
import { clockNames } from '../../../db/schema/application.ts'
import { textSchema } from '../../openapi.ts'
import { deliveryWays } from '../form/declaration.ts'
import { visitOnSchema } from '../homeVisit.ts'
import { stateNames } from '../states.ts'

/** The tabs of the work list, in their order. */
export const tabs = [
  'take',
  'mine',
  'team',
  'waiting',
  'late',
  'opinions',
  'handover',
  'done',
  'held',
] as const
export type Tab = (typeof tabs)[number]

export const workQuery = z.strictObject({
  tab: z.enum(tabs).optional().openapi({ description: 'The first one that they may see when left out' }),
  station: z.string().max(80).optional().openapi({
    description:
      'Slug. Needed of whoever works for the whole bureau, but for `mine`, `late`, `opinions` and `held`',
  }),
  matter: z.string().max(20).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type WorkInput = z.infer<typeof workQuery>

/** Somebody at work, by name. */
export const colleagueSchema = z.object({ id: z.string(), name: z.string() })

export const workItemSchema = z
  .object({
    reference: z.string(),
    rev: z.number().int(),
    name: z.string().openapi({ description: 'Masked; of who it is for' }),
    matter: z.object({ code: z.string(), name: textSchema }),
    station: z.object({ slug: z.string(), name: textSchema }),
    state: z.enum(stateNames),
    stateText: textSchema,
    waitsFor: z.enum(['resident', 'office', 'other', 'nobody']),
    clock: z.enum(clockNames).nullable(),
    clockName: textSchema.nullable(),
    dueDay: z.string().nullable(),
    daysLeft: z.number().int().nullable().openapi({
      description: 'Calendar days from today to the due day; below 0: late by so many',
    }),
    late: z.boolean(),
    paused: z.boolean(),
    handler: colleagueSchema.nullable(),
    first: colleagueSchema.nullable().openapi({ description: 'Who was given it first stays responsible' }),
    threadWaits: z.enum(['resident', 'office']).nullable(),
    corrections: z.number().int().openapi({ description: 'Rounds asked for' }),
    similar: z.number().int().openapi({
      description:
        'Others of the same person and matter, of the last year, as far as the case itself would name them',
    }),
    similarElsewhere: z.boolean().openapi({
      description: 'There are others: where one opens no records, or this one is not proved yet',
    }),
    delivery: z.enum(deliveryWays).nullable(),
    visitOn: visitOnSchema.nullable(),
    receivedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .openapi('ApplicationWorkItem')
export type WorkItem = z.infer<typeof workItemSchema>

export const workSchema = z
  .object({
    tab: z.enum(tabs),
    tabs: z
      .array(
        z.object({
          tab: z.enum(tabs),
          name: textSchema,
          count: z.number().int().nullable().openapi({
            description: 'Counted up to 99 and on the first page only; null: not counted',
          }),
          more: z.boolean().openapi({ description: 'There are more than the count' }),
        }),
      )
      .openapi({ description: 'Those that they may see' }),
    items: z.array(workItemSchema).openapi({ description: 'What is due first, first: the late lead' }),
    nextCursor: z.string().nullable(),
    station: z.string().nullable(),
    stations: z.array(z.object({ slug: z.string(), name: textSchema })),
    colleagues: z
      .array(colleagueSchema)
      .openapi({ description: 'Who can be given an application at these service points' }),
  })
  .openapi('ApplicationWork')
export type Work = z.infer<typeof workSchema>
