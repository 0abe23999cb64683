import { z } from '@hono/zod-openapi'
import { basisSchema, identityLevelSchema, limitSchema, textSchema } from '../../matter/catalogue.ts'
import { forbiddenPapers, paperKinds } from './paperKinds.ts'

/**
 * What an application form is, as data. One declaration gives the page, the shape the API takes, what is checked, the
 * print, what staff see and the open catalogue. A declaration that was published is never changed: law or practice that
 * changes adds a version, and an application keeps the one it was made with.
 */

const key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
/** Of a reason that staff choose: stands in records and letters. */
const reasonKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/**
 * Holds where an earlier answer is one of these; of a question before the form: `question:<key>`; whether somebody files
 * for the person: `helper`, which is `none` or their relation. A yes-no answer is `yes` or `no` here.
 */
export const conditionSchema = z.object({ field: z.string(), is: z.array(z.string()).min(1) })
export type Condition = z.infer<typeof conditionSchema>

const optionSchema = z.object({
  value: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: textSchema,
  note: textSchema.optional(),
})

/** Kinds of fields. What each takes is decided in readField.ts; nothing but these exists. */
export const fieldKinds = [
  'text', // one line
  'long', // several lines
  'name', // a person's name
  'day', // a real day, YYYY-MM-DD
  'choice', // one of `options`
  'choices', // some of `options`
  'yes-no',
  'whole', // a whole number
  'phone',
  'document', // a document's number; `documentOf` names the field with its kind, else a resident's ID
  'address',
  'credit-code', // 统一社会信用代码
  'law', // the exact article of a law: name and article number, both
] as const
export type FieldKind = (typeof fieldKinds)[number]

export const fieldSchema = z.object({
  key,
  kind: z.enum(fieldKinds),
  label: textSchema,
  hint: textSchema.optional(),
  required: z.boolean(),
  when: z
    .array(conditionSchema)
    .optional()
    .openapi({ description: 'All must hold; without it the field always stands' }),
  options: z.array(optionSchema).optional(),
  most: z.int().optional().openapi({ description: 'Characters of words, or the greatest number' }),
  least: z.int().optional(),
  documentOf: key.optional(),
  /** For a day: not before, not after, counted in days from today. */
  earliest: z.int().optional(),
  latest: z.int().optional(),
  /** Whether it says something about health, belief, or a child: shown to the handler alone (PIPL 28). */
  sensitive: z.boolean().optional(),
  /** Whether the answer stands on what is issued; without it the answer is for the office alone. */
  onResult: z.boolean().optional(),
  /** What it is needed for: the list of the privacy notice is made of these (网络数据安全管理条例 21). */
  purpose: textSchema.optional(),
})
export type FormField = z.infer<typeof fieldSchema>

/** One step of the form, a page of its own. */
export const sectionSchema = z.object({
  key,
  title: textSchema,
  lead: textSchema.optional(),
  when: z.array(conditionSchema).optional(),
  fields: z.array(fieldSchema).min(1),
})
export type FormSection = z.infer<typeof sectionSchema>

/** Asked before anything is typed; an answer that ends the way says why and where to go. */
export const questionSchema = z.object({
  key,
  ask: textSchema,
  hint: textSchema.optional(),
  when: z.array(conditionSchema).optional(),
  answers: z
    .array(
      z.object({
        value: z.string().regex(/^[a-z0-9-]{1,40}$/),
        name: textSchema,
        note: textSchema.optional(),
        stop: z
          .object({
            why: textSchema,
            instead: textSchema,
            /** A matter or a page of this site that helps. */
            matter: z.string().optional(),
            path: z.string().optional(),
          })
          .optional(),
      }),
    )
    .min(2),
})
export type Question = z.infer<typeof questionSchema>

/** How a paper comes: the applicant sends it, the state has it already (never asked), or it is looked at at the counter. */
export const materialFrom = ['applicant', 'state', 'counter'] as const

export const formMaterialSchema = z.object({
  key,
  /** What sort of paper it is: a kind of `forbiddenPapers` is refused when the house is built. */
  kind: z.enum([...paperKinds, ...forbiddenPapers]),
  name: textSchema,
  note: textSchema.optional(),
  from: z.enum(materialFrom),
  required: z.boolean(),
  when: z.array(conditionSchema).optional(),
  /** Files taken for it. */
  most: z.int().min(1).max(10),
  /** The photo of an ID card, of a child, of health: shown to the handler alone. */
  sensitive: z.boolean().optional(),
  /** The check page of this very form, printed and stamped: it comes last. */
  checkPage: z.boolean().optional(),
  basis: basisSchema,
})
export type FormMaterial = z.infer<typeof formMaterialSchema>

/** A reason for which the law lets the clock stand still while another office is asked. */
export const pauseSchema = z.object({ key: reasonKey, reason: textSchema, basis: basisSchema })

/** Grounds on which it can be refused, or not be accepted: staff choose one and add words. */
export const groundSchema = z.object({
  key: reasonKey,
  says: textSchema,
  basis: basisSchema,
  /** Of declining: the office it belongs to. */
  office: textSchema.optional(),
})
export type Ground = z.infer<typeof groundSchema>

export const deliveryWays = ['counter', 'post', 'home', 'electronic'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

/** What comes out of it: the type of certificate that is issued, or none. */
export const resultTypes = [
  'no-record',
  'employer-result',
  'household',
  'temporary-identity',
  'residence-registration',
  'residence-permit-receipt',
  'lost-id-receipt',
  'pre-check',
  'dog',
  'lodging',
  'visit-record',
] as const

export const formSchema = z
  .object({
    matter: z.string(),
    version: z.int().min(1),
    effectiveFrom: z.string(),
    title: textSchema,
    /** Said before it begins: what it gives and what it does not. */
    lead: textSchema,
    /** A permit: the office that asks for nothing within five working days has accepted (行政许可法 32(4)). */
    permit: z.boolean(),
    /** By how much the time to decide may be extended, once, and the law that says so; none where none does. */
    extension: z
      .strictObject({ value: z.int().min(1), unit: limitSchema.shape.unit, basis: textSchema })
      .optional(),
    /** Who may ask: a person, or a unit with its unified social credit code. */
    applicant: z.enum(['person', 'unit']),
    /** Whether somebody may file for the person, and what shows that they may. */
    helper: z.object({
      may: z.boolean(),
      relations: z.array(optionSchema),
      authority: textSchema.optional(),
      /** False where no letter is asked for: nothing is asked about what shows it. */
      letter: z.boolean().optional(),
    }),
    /** Decided within, from acceptance: what this bureau promises for applications online. Never longer than the law. */
    promise: limitSchema.extend({
      value: z.int().min(1),
      basis: textSchema,
      certainty: z.enum(['S', 'P', 'K1', 'K2']),
    }),
    identity: z.object({
      toFile: identityLevelSchema,
      toReceive: identityLevelSchema,
      /** Asked for without the number of a document, although it is looked at in the end. */
      withoutNumber: z.boolean().optional(),
    }),
    questions: z.array(questionSchema),
    sections: z.array(sectionSchema).min(1),
    materials: z.array(formMaterialSchema),
    pauses: z.array(pauseSchema),
    declines: z.array(groundSchema).min(1),
    refusals: z.array(groundSchema),
    /** What can be done about the result besides the remedies every decision has, e.g. a review by the same office. */
    review: z.object({ says: textSchema, basis: basisSchema }).optional(),
    /** What still has to be done by whoever withdraws it: a duty to register does not go away. */
    duty: textSchema.optional(),
    deliveries: z.array(z.enum(deliveryWays)),
    /** A visit that is needed before it can be decided: why, and how long, minutes. */
    visit: z.object({ why: textSchema, minutes: z.int().min(5).max(120) }).nullable(),
    result: z
      .object({ type: z.enum(resultTypes), validDays: z.int().min(1).nullable(), says: textSchema })
      .nullable(),
    /** The sealed words and files are kept so many days after its end (product rule; a bureau may have to keep others). */
    keptDays: z.int().min(30),
  })
  .openapi('ApplicationForm')
export type Form = z.infer<typeof formSchema>
