import { z } from 'zod'
import { isWithinLaw } from './promise.ts'

/**
 * What a matter (办事事项) is, as data: the six public elements of a service guide (standards B3:
 * department, conditions, flow, materials, time limit, fee) and what a resident needs besides.
 * Every text is a `{ zh, en }` pair, every legal number carries its basis and certainty.
 */

/** A text in both languages; an empty half is an error, so that no guide is published half translated. */
export const textSchema = z.object({ zh: z.string().trim().min(1), en: z.string().trim().min(1) })

/** S: the law's own text was read; P: seen second-hand; K1: known, confident; K2: shaky, check before use. */
export const certaintySchema = z.enum(['S', 'P', 'K1', 'K2'])
export type Certainty = z.infer<typeof certaintySchema>

/** A document something rests on, and how sure we are of it. */
export const basisSchema = z.object({ name: textSchema, certainty: certaintySchema })
export type Basis = z.infer<typeof basisSchema>

/** Units of the law. Day 0 is never counted; the deadline engine does the counting (standards B9). */
export const limitUnitSchema = z.enum(['hour', 'calendar_day', 'working_day'])
export type LimitUnit = z.infer<typeof limitUnitSchema>

/** A length of time; value 0 means on the spot. */
export const limitSchema = z.object({ value: z.int().min(0), unit: limitUnitSchema })
export type Limit = z.infer<typeof limitSchema>

/** A limit the law sets for the office, counted from `startEvent`. */
export const legalLimitSchema = limitSchema.extend({
  value: z.int().min(1),
  startEvent: textSchema,
  basis: textSchema,
  certainty: certaintySchema,
})
export type LegalLimit = z.infer<typeof legalLimitSchema>

/**
 * The office's time: what the law allows, and what is promised (never longer, standards E14).
 * `promise` is null only where the time hangs on a case, and then `promiseNote` says so.
 */
export const timeLimitSchema = z
  .object({
    legal: legalLimitSchema.nullable(),
    legalNote: textSchema.nullable(),
    promise: limitSchema.nullable(),
    promiseNote: textSchema.nullable(),
  })
  .refine((limit) => limit.promise === null || isWithinLaw(limit.promise, limit.legal), {
    path: ['promise'],
    message: 'promise-too-long',
  })
  .refine((limit) => limit.promise !== null || limit.promiseNote !== null, {
    path: ['promiseNote'],
    message: 'promise-unexplained',
  })
export type TimeLimit = z.infer<typeof timeLimitSchema>

/** A deadline that binds the applicant, not the office. `count` is null where the law counts by an event. */
export const applicantLimitSchema = z.object({
  text: textSchema,
  count: z
    .object({
      value: z.int().min(1),
      unit: z.enum(['hour', 'calendar_day', 'month']),
      startEvent: textSchema,
    })
    .nullable(),
  basis: textSchema,
  certainty: certaintySchema,
})
export type ApplicantLimit = z.infer<typeof applicantLimitSchema>

/** Whom a material concerns, where it is not everybody: citizens, foreign nationals, units, or agents. */
export const materialFor = ['person', 'foreigner', 'unit', 'agent'] as const

/**
 * One thing needed. `applicant`: bring it; `shared`: we look it up, bring it only when we cannot find it;
 * `onsite`: made at the counter. `original`: the original is looked at. `local`: not asked everywhere.
 * `for`: only these people need it; without it everybody does.
 */
export const materialSchema = z.object({
  name: textSchema,
  note: textSchema.optional(),
  obtain: z.enum(['applicant', 'shared', 'onsite']),
  original: z.boolean(),
  local: z.boolean(),
  for: z.enum(materialFor).optional(),
  basis: basisSchema,
})
export type Material = z.infer<typeof materialSchema>

/**
 * One price. `fen` is a whole number of 1/100 yuan, or null where each place sets its own. `short` names it
 * in summaries, where `name` is too long.
 */
export const feeItemSchema = z.object({
  name: textSchema,
  short: textSchema.optional(),
  fen: z.int().min(0, { error: 'fee.amount' }).nullable(),
  note: textSchema.optional(),
})

/** What it costs. `local`: at least one item is set locally. `basis` null: no charging rule exists, so free. */
export const feeSchema = z
  .object({
    items: z.array(feeItemSchema).min(1),
    basis: textSchema.nullable(),
    certainty: certaintySchema,
    local: z.boolean(),
  })
  .refine((fee) => fee.local === fee.items.some((item) => item.fen === null), {
    path: ['local'],
    message: 'local-fee-without-a-number',
  })
export type Fee = z.infer<typeof feeSchema>

/**
 * One way of doing it, and what to know about that way: what the rules of the field allow. Whether this site
 * has the form for it is another matter, see onlineForms.ts.
 */
export const channelSchema = z.object({ possible: z.enum(['yes', 'no', 'partly', 'rare']), note: textSchema })

/** Identity assurance, weakest first (design 6): typed, phone confirmed, national login, seen in person. */
export const identityLevels = ['typed', 'phone', 'verified', 'counter'] as const
export const identityLevelSchema = z.enum(identityLevels)
export type IdentityLevel = z.infer<typeof identityLevelSchema>

/** What a person's age changes. `bands`: validity in years by age at issue, null years = long-term. */
export const ageRuleSchema = z.object({
  note: textSchema,
  bands: z.array(
    z.object({ from: z.int().min(0), to: z.int().nullable(), years: z.int().min(1).nullable() }),
  ),
  basis: textSchema,
  certainty: certaintySchema,
})

export const matterGroups = [
  'id-card',
  'household',
  'residence',
  'certificates',
  'dogs',
  'visitors',
  'cases',
  'home-visit',
  'community',
] as const
export const matterGroupSchema = z.enum(matterGroups)
export type MatterGroup = z.infer<typeof matterGroupSchema>

/** The names of the groups, for headings. */
export const matterGroupNames: Record<MatterGroup, { zh: string; en: string }> = {
  'id-card': { zh: '身份证', en: 'ID cards' },
  household: { zh: '户口', en: 'Household registration' },
  residence: { zh: '居住登记、居住证', en: 'Residence registration and permits' },
  certificates: { zh: '开证明', en: 'Certificates' },
  dogs: { zh: '养犬', en: 'Dogs' },
  visitors: { zh: '境外人员', en: 'Visitors from abroad' },
  cases: { zh: '报案和案件进度', en: 'Reports and cases' },
  'home-visit': { zh: '上门服务', en: 'Home visits' },
  community: { zh: '社区民警', en: 'Community officers' },
}

/** Kinds of window. Slots are published per window kind, not per matter. */
export const counterGroups = ['household', 'exit-entry', 'general'] as const
export const counterGroupSchema = z.enum(counterGroups)
export type CounterGroup = z.infer<typeof counterGroupSchema>

export const counterGroupNames: Record<CounterGroup, { zh: string; en: string }> = {
  household: { zh: '户籍窗口', en: 'Household counter' },
  'exit-entry': { zh: '出入境窗口', en: 'Exit and entry counter' },
  general: { zh: '综合窗口', en: 'General counter' },
}

export const audiences = ['person', 'unit', 'foreigner'] as const
export const deliveries = ['pickup', 'post', 'online', 'electronic', 'home'] as const
/** Kinds of service point; a hall offers a matter only when it has that matter's counter. */
export const offeringKinds = ['hall', 'station', 'room'] as const

const matterCodeSchema = z.string().regex(/^(ID|HK|RP|CR|CT|DOG|FR|CS|HV|TALK)-\d{2}$/)

/** A matter's whole content (standards B3, B5, C). `code` such as `ID-01` never changes. */
export const matterSchema = z.object({
  code: matterCodeSchema,
  group: matterGroupSchema,
  audience: z.array(z.enum(audiences)).min(1),
  name: textSchema,
  /** What people call it. */
  plainName: textSchema,
  summary: textSchema,
  /** What to check before anything else: it may save the whole errand. */
  lookFirst: textSchema.optional(),
  /** Whose name and document to give when booking, where that is not obvious. */
  applicantHint: textSchema.optional(),
  counterGroup: counterGroupSchema,
  /** Length of a booked visit (product default). */
  minutes: z.int().min(5).max(60),
  /** Whether a time at the counter can be booked; walking in is always possible. */
  bookable: z.boolean(),
  /** Needs a visit of its own: nothing else can be done in the same one. */
  alone: z.boolean().optional(),
  /** Nobody asks who somebody is: booking asks for no document. */
  noDocument: z.boolean().optional(),
  /** Whether booking is worth it: `advised` for long talks, `not-needed` where one simply comes. */
  booking: z.enum(['advised', 'optional', 'not-needed']),
  offeredAt: z.array(z.enum(offeringKinds)).min(1),
  department: textSchema,
  conditions: textSchema,
  flow: z.array(textSchema).min(1),
  materials: z.array(materialSchema).min(1),
  timeLimit: timeLimitSchema,
  applicantLimits: z.array(applicantLimitSchema),
  fee: feeSchema,
  result: textSchema,
  delivery: z.array(z.enum(deliveries)).min(1),
  channels: z.object({
    online: channelSchema,
    counter: channelSchema,
    home: channelSchema,
    agent: channelSchema,
  }),
  ageRule: ageRuleSchema.nullable(),
  /** To file the matter itself and to receive its result; booking a time needs none of these. */
  identity: z.object({ toFile: identityLevelSchema, toReceive: identityLevelSchema }),
  notes: z.array(textSchema),
  /** Matters the notes point to, by code. */
  relatedMatters: z.array(matterCodeSchema).min(1).optional(),
  basis: z.array(basisSchema).min(1),
  /** How people really ask for it; indexed together with the names. */
  searchWords: z.object({ zh: z.array(z.string().min(1)).min(1), en: z.array(z.string().min(1)).min(1) }),
  /** Rank among the most used, 1 first; null for the rest. */
  popular: z.int().min(1).nullable(),
})
export type Matter = z.infer<typeof matterSchema>
