import { z } from '@hono/zod-openapi'
import { attemptHows, callbackReasons, callbackStates } from '../../db/schema/callback.ts'
import { caseKinds, caseStates } from '../../db/schema/casefile.ts'
import { textSchema } from '../openapi.ts'

const certainty = z.enum(['S', 'P', 'K1', 'K2']).openapi({ description: 'How sure the basis is' })

/** Whom to ask about a case. Never a mobile. */
export const contactSchema = z.object({
  station: z.object({ slug: z.string(), name: textSchema }),
  unit: textSchema,
  officer: z.object({ name: z.string(), badge: z.string() }),
  dutyPhone: z.string(),
})

/** A notice of a stage: which, since when, when it was entered. */
export const stageSchema = z.object({
  state: z.enum(caseStates),
  text: textSchema,
  certainty: certainty.openapi({ description: 'How sure it is that the law calls the stage so' }),
  happenedAt: z.string(),
  enteredAt: z.string(),
  late: z.boolean().openapi({ description: 'Entered later than promised' }),
  where: textSchema.nullable().openapi({ description: 'Whom it was passed on to' }),
})

/** What comes next, and by when. */
export const caseClockSchema = z.object({
  next: textSchema,
  dueAt: z.string(),
  exact: z.boolean().openapi({ description: 'At that very time, and not only by that day' }),
  late: z.boolean(),
  counted: z.array(textSchema).openapi({ description: 'How it was counted, step by step' }),
  basis: textSchema,
  certainty,
})

/** What somebody can do against a decision. */
export const remedySchema = z.object({ text: textSchema, basis: textSchema, certainty })

/** A call-back as those who work on the case see it: that it was made, and nothing of what was said. */
export const callbackLineSchema = z.object({
  reason: z.enum(callbackReasons),
  text: textSchema,
  state: z.enum(callbackStates),
  at: z.string().openapi({ description: 'When it was made, or is due' }),
  attempts: z.number().int(),
  lastAttempt: z.enum(attemptHows).nullable(),
})

/** How a case stands: the same to those it concerns and to staff. */
export const standingSchema = z.object({
  kind: z.enum(caseKinds),
  kindText: textSchema,
  state: z.enum(caseStates),
  statusText: textSchema,
  contact: contactSchema,
  stages: z.array(stageSchema),
  clock: caseClockSchema.nullable(),
  remedy: z.array(remedySchema),
})
export type CaseStanding = z.infer<typeof standingSchema>
