import { z } from '@hono/zod-openapi'
import { listOf, textSchema } from '../openapi.ts'
import { isRealDay } from '../shared/realDay.ts'
import { endOfDay, startOfDay } from './day.ts'

const certainty = z.enum(['S', 'P', 'K1', 'K2']).openapi({
  description:
    'S: the text of the law was read; P: seen second-hand; K1: known with confidence, not yet held against the text; K2: to be checked. What is our own promise says its scope',
})
const unit = z.enum(['hour', 'calendar_day', 'working_day'])
export const daySchema = z
  .string()
  .refine((day) => day !== '', { error: 'day-required', abort: true })
  .refine(isRealDay, { error: 'day-invalid', abort: true })
  .openapi({ example: '2026-11-23', description: 'A day in Asia/Shanghai' })

/** What the calendar counts in: before and after it no year is entered and no law is known. */
const [first, last] = [startOfDay('2000-01-01'), endOfDay('2199-12-31')]
const moment = z.iso.datetime({ offset: true })

/** The instant a plain day or a moment stands for, or null. */
function instantOf(text: string): number | null {
  if (isRealDay(text)) return startOfDay(text)
  const ms = moment.safeParse(text).success ? Date.parse(text) : Number.NaN
  return Number.isFinite(ms) ? ms : null
}
const counted = (text: string) => {
  const ms = instantOf(text)
  return ms !== null && ms >= first && ms <= last
}
const outside = { error: 'day-out-of-range' }

/** A day that days can be counted from, forwards and back. */
export const countedDay = daySchema.refine(counted, outside)

export const yearParams = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) })

export const yearSchema = z
  .object({
    year: z.number().int(),
    status: z.enum(['official', 'provisional']).openapi({
      description: 'provisional: the holiday notice of the year is not out, only statutory days are listed',
    }),
    source: textSchema,
    certainty,
    /** Every year that has been entered. */
    years: z.array(z.number().int()),
    days: z.array(z.object({ day: z.string(), kind: z.enum(['holiday', 'workday']), name: textSchema })),
  })
  .openapi('CalendarYear')

export const ruleQuery = z.strictObject({ on: countedDay.optional() })

export const ruleSchema = z
  .object({
    key: z.string().openapi({ example: 'permit.decision' }),
    version: z.number().int(),
    name: textSchema,
    value: z.number().int(),
    unit,
    /** `20 个工作日`, in words. */
    length: textSchema,
    startEvent: textSchema,
    basis: textSchema,
    certainty,
    scope: z.enum(['national', 'province', 'city', 'product']),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    extension: z
      .object({ value: z.number().int(), unit, times: z.number().int(), certainty: certainty.optional() })
      .nullable(),
  })
  .openapi('DeadlineRule')

export const ruleList = listOf(ruleSchema)

export const dueQuery = z.strictObject({
  rule: z.string().min(1).max(80).openapi({ example: 'permit.decision' }),
  from: z
    .string()
    .refine((text) => instantOf(text) !== null, { error: 'day-invalid', abort: true })
    .refine(counted, outside)
    .openapi({
      example: '2026-11-23',
      description: 'The day of the start event; for a rule in hours the moment, as 2026-11-23T09:30:00+08:00',
    }),
})

export const dueSchema = z
  .object({
    rule: ruleSchema,
    dueAt: z.string().openapi({ example: '2026-12-21T23:59:59+08:00' }),
    dueDay: z.string(),
    provisional: z.boolean(),
    counted: z.array(textSchema).openapi({ description: 'How it was counted, one sentence a step' }),
  })
  .openapi('DueDate')

export type CalendarYearAnswer = z.infer<typeof yearSchema>
export type RuleAnswer = z.infer<typeof ruleSchema>
export type RuleListAnswer = z.infer<typeof ruleList>
export type DueAnswer = z.infer<typeof dueSchema>
