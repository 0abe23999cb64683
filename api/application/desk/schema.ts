import { z } from '@hono/zod-openapi'
import { correctionKinds, visitParts } from '../../../db/schema/application.ts'
import { promiseSchema } from '../../appointment/schema.ts'
import { typed } from '../../appointment/wanted.ts'
import { textSchema } from '../../openapi.ts'
import { shownDocuments } from '../../privacy/documentName.ts'
import { replaceCodeSchema } from '../../record/schema.ts'
import { stateNames } from '../states.ts'

/** The longest message, note, reason or opinion, characters. */
export const wordsMost = 2000
const words = typed(8000)
/** Words that are needed: with nothing in them they are refused together with whatever else is missing. */
const said = words.min(1)

export const referenceParam = z.object({
  reference: z.string().max(80).openapi({ example: 'B-20261123-7K3M9Q' }),
})

/** A step with nothing to say but what was seen. */
export const stepSchema = z.strictObject({
  rev: z.int().min(0).openapi({ description: 'The revision that was seen' }),
})
export type StepInput = z.infer<typeof stepSchema>

export const assignSchema = stepSchema.extend({
  staffId: z.string({ error: 'staff.required' }).min(1, { error: 'staff.required' }).max(80),
})
export type AssignInput = z.infer<typeof assignSchema>

/** An office in both languages; without English the Chinese name stands. */
const officeSchema = z.strictObject({ zh: typed(200), en: typed(300).optional() })

export const declineSchema = stepSchema.extend({
  ground: z
    .string({ error: 'ground.required' })
    .min(1, { error: 'ground.required' })
    .max(60)
    .openapi({ description: 'A key of `form.declines`' }),
  words: said.openapi({ description: 'Why, in the letter' }),
  office: officeSchema
    .optional()
    .openapi({ description: 'The right office; needed where the ground names none' }),
})
export type DeclineInput = z.infer<typeof declineSchema>

export const askSchema = stepSchema.extend({
  items: z
    .array(
      z.strictObject({
        target: z.string().max(60).openapi({
          description: '`field:<key>` or `material:<key>` of the form, or `person`',
        }),
        kind: z.enum(correctionKinds),
        words: words.optional(),
      }),
    )
    .min(1, { error: 'ask.none' })
    .max(40),
})
export type AskInput = z.infer<typeof askSchema>

export const elsewhereSchema = stepSchema.extend({
  // Asked and not answered is not the same as not asked.
  reason: z.string().min(1, { error: 'reason.required' }).max(60).optional().openapi({
    description: 'A key of `form.pauses`: the clock stands still. Without one it runs on',
  }),
  office: officeSchema.extend({ zh: typed(200).min(1) }),
})
export type ElsewhereInput = z.infer<typeof elsewhereSchema>

export const extendSchema = stepSchema.extend({
  value: z
    .int({ error: 'number.whole' })
    .min(1, { error: 'number.whole' })
    .max(400)
    .openapi({ description: 'In the unit of `extension` of the case' }),
  words: said.openapi({ description: 'Why: told to the resident' }),
})
export type ExtendInput = z.infer<typeof extendSchema>

/** The day and half of day of a home visit. */
const visitOn = z.strictObject({
  day: typed(20).openapi({ example: '2026-11-27' }),
  part: z.enum(visitParts, { error: 'visit.part' }),
})

export const decideSchema = stepSchema.extend({
  outcome: z.enum(['approved', 'refused'], { error: 'outcome.required' }),
  ground: z.string().min(1, { error: 'ground.required' }).max(60).optional().openapi({
    description: 'A key of `form.refusals`, to refuse',
  }),
  words: said.optional().openapi({ description: 'Why; needed to refuse' }),
  visitOn: visitOn.optional().openapi({
    description: 'When we come: needed to approve a home visit. A day behind the promised one needs `words`',
  }),
})
export type DecideInput = z.infer<typeof decideSchema>

export const visitDaySchema = stepSchema.extend({
  visitOn,
  words: words
    .optional()
    .openapi({ description: 'Why, told to the resident; needed behind the promised day' }),
})
export type VisitDayInput = z.infer<typeof visitDaySchema>

export const issueSchema = stepSchema.extend({
  finding: z.enum(['none', 'found']).optional().openapi({
    description: 'Of a query of records (`needsFinding` of the case): what was found',
  }),
  words: words.optional().openapi({ description: 'A further sentence of the certificate' }),
})
export type IssueInput = z.infer<typeof issueSchema>

export const handoverSchema = stepSchema.extend({
  how: z
    .enum(['collected', 'agent', 'posted', 'delivered', 'finished', 'returned'], { error: 'how.required' })
    .openapi({
      description:
        'agent: somebody else collected it with an authorisation (`agent`); returned: what was posted came back and waits to be collected',
    }),
  tracking: typed(60).optional().openapi({ description: 'Needed for `posted`' }),
  agent: z
    .strictObject({
      name: typed(400).min(1, { error: 'agent.required' }),
      seen: z.enum(shownDocuments, { error: 'seen.required' }).openapi({
        description: 'Their own document, seen now; no number is kept',
      }),
      authority: z.literal(true, { error: 'agent.authority' }).openapi({
        description: 'The written authorisation was seen',
      }),
    })
    .optional()
    .openapi({ description: 'Needed for `agent`: who collected it, told to the resident' }),
  words: words.optional().openapi({
    description: 'Why a home visit is `finished` without having been made: needed then, told to the resident',
  }),
  seen: replaceCodeSchema.shape.seen.optional().openapi({
    description:
      'The document seen now, where it was not seen before, with the end of its number (without a number: name and end of the phone)',
  }),
  numberEnd: replaceCodeSchema.shape.numberEnd,
  name: replaceCodeSchema.shape.name,
  phoneEnd: replaceCodeSchema.shape.phoneEnd,
})
export type HandoverInput = z.infer<typeof handoverSchema>

export const sayToSchema = z.strictObject({
  words: words.optional(),
  templateId: z.string().max(80).optional().openapi({
    description: 'An answer template, in the language of the resident; `words` take its place where given',
  }),
  asks: z.boolean().default(false).openapi({ description: 'An answer is waited for' }),
})
export type SayToInput = z.infer<typeof sayToSchema>

export const noteSchema = z.strictObject({ words })
export const askOpinionSchema = z.strictObject({
  staffId: z.string().min(1, { error: 'staff.required' }).max(80),
  words: said,
})
export const giveOpinionSchema = z.strictObject({ wordId: z.string().min(1).max(80), words })

/** What every step answers. */
export const steppedSchema = z
  .object({
    reference: z.string(),
    rev: z.number().int(),
    state: z.enum(stateNames),
    stateText: textSchema,
    told: z.enum(['text', 'none']).openapi({ description: 'none: there is no number that takes texts' }),
    certificate: z.string().nullable().openapi({ description: 'The number of what was issued with it' }),
    promise: promiseSchema,
  })
  .openapi('ApplicationStepped')
export type Stepped = z.infer<typeof steppedSchema>

export const saidByStaffSchema = z
  .object({
    reference: z.string(),
    id: z.string(),
    told: z.enum(['text', 'none']),
  })
  .openapi('ApplicationSaidByStaff')
export type SaidByStaff = z.infer<typeof saidByStaffSchema>

/** The most applications of one batch. */
export const batchMost = 50
export const batchActions = ['take', 'assign', 'accept', 'process', 'message'] as const

export const batchSchema = z.strictObject({
  action: z.enum(batchActions),
  references: z.array(z.string().max(80)).min(1, { error: 'references.required' }).max(batchMost),
  staffId: z.string().max(80).optional().openapi({ description: 'For `assign`' }),
  words: words.optional().openapi({ description: 'For `message`' }),
  templateId: z.string().max(80).optional().openapi({ description: 'For `message`' }),
  asks: z.boolean().default(false),
})
export type BatchInput = z.infer<typeof batchSchema>

export const batchedSchema = z
  .object({
    done: z.number().int(),
    items: z.array(
      z.object({
        reference: z.string(),
        ok: z.boolean(),
        code: z.string().nullable().openapi({ description: 'The problem code where it was not done' }),
        why: textSchema.nullable(),
      }),
    ),
  })
  .openapi('ApplicationsBatched')
export type Batched = z.infer<typeof batchedSchema>
