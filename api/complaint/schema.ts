import { z } from '@hono/zod-openapi'
import { promiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { handledBySchema } from './handledBy.ts'
import { kindCodes, toldCodes } from './kinds/declaration.ts'
import { wordsMost } from './read.ts'

/** A town's code of nine digits (GB/T 2260 and its rural continuation). */
const townCode = z.string().regex(/^\d{9}$/, { error: 'wrong-value' })

/** What somebody tells the police, by the form of its kind. */
export const tellSchema = z
  .strictObject({
    kind: z.enum(toldCodes, { error: 'complaint.kind' }),
    words: typed(wordsMost * 4),
    anonymous: z.boolean().default(false),
    away: z
      .boolean()
      .default(false)
      .openapi({ description: 'Not to the station it is about: the bureau’s supervision desk handles it' }),
    name: typed(400).optional(),
    phone: typed(60).optional().openapi({ description: 'A mobile is told when something happens' }),
    about: typed(60).optional().openapi({ description: 'Slug of the service point it is about' }),
    officer: typed(400).optional().openapi({ description: 'Name or police number' }),
    category: typed(40).optional(),
    town: townCode.optional(),
    area: typed(80).optional().openapi({ description: 'Id of a village or community' }),
    place: typed(2000).optional(),
    point: z.strictObject({ lat: z.number().min(3).max(54), lon: z.number().min(73).max(136) }).optional(),
    answers: z.record(z.string().max(40), typed(4000)).optional(),
    open: z.boolean().default(false).openapi({
      description:
        'May be published: while open, what kind, in which community and, where a point was given, about where to a hundred metres; once answered, words written by staff without any personal data',
    }),
    confirmed: z
      .boolean()
      .default(false)
      .openapi({ description: 'Of an information request: its author confirms it as it stands' }),
    unlessNear: z.boolean().default(false).openapi({
      description:
        'Of a small problem: not taken (`already-known`, with the list) where something alike is open nearby, which one can follow instead',
    }),
    proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('ComplaintInput')
export type TellInput = z.infer<typeof tellSchema>

export const complaintReceiptSchema = z
  .object({
    reference: z.string().openapi({ example: 'C-20261123-7K3M9Q' }),
    accessCode: z.string().openapi({
      description: 'Shown once: 8 characters, of an anonymous complaint 23. Nobody can replace that one',
    }),
    kind: z.enum(kindCodes),
    anonymous: z.boolean(),
    handledBy: handledBySchema,
    why: textSchema.openapi({ description: 'Why it goes there' }),
    dueAt: z.string(),
    dueDay: z.string(),
    dueFor: textSchema.openapi({ description: 'What is due by then' }),
    counted: z.array(textSchema).openapi({ description: 'How the due day was counted, step by step' }),
    told: z.enum(['text', 'look']).openapi({ description: 'How its author hears of it' }),
    urgent: z.boolean().openapi({ description: 'It sounds like an emergency: call 110' }),
    tray: z
      .boolean()
      .openapi({ description: 'It came without a proof of work and is read after the others' }),
    promise: promiseSchema,
  })
  .openapi('ComplaintReceipt')
export type ComplaintReceipt = z.infer<typeof complaintReceiptSchema>
