import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { answersJsonSchema } from '../../../api/application/form/answersSchema.ts'
import type { Form, FormField } from '../../../api/application/form/declaration.ts'
import { type Answers, fieldsOf, sectionsFor } from '../../../api/application/form/holds.ts'
import { materialsFor } from '../../../api/application/form/materials.ts'
import { printedAnswers } from '../../../api/application/form/printed.ts'
import { readAnswers } from '../../../api/application/form/readAnswers.ts'
import { readEligibility } from '../../../api/application/form/readEligibility.ts'
import { requiredCode } from '../../../api/application/form/readField.ts'
import { forms } from '../../../api/application/forms/index.ts'
import { addDays } from '../../../api/calendar/day.ts'
import { fieldMessages } from '../../../api/fieldMessage.ts'

// Whatever form is declared: nothing that is typed breaks the reading, what was accepted is accepted again unchanged,
// and everything required that is missing is named.

const today = '2026-11-23'
const timeout = 30_000

/** What people type into a field when it is right, and now and then when it is not. */
function typedInto({ kind, options = [], earliest = -400, latest = 400 }: FormField): fc.Arbitrary<unknown> {
  const value = fc.constantFrom(...options.map((option) => option.value), 'x')
  const right = fc.constantFrom(...options.map((option) => option.value), ...(options.length ? [] : ['x']))
  const days = (min: number, max: number) => fc.integer({ min, max }).map((count) => addDays(today, count))
  const kinds: Record<FormField['kind'], [right: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>]> = {
    text: [
      fc.constantFrom('  某某 小学', '\u202eHigh School\n', '芯片 123456'),
      fc.string({ unit: 'grapheme' }),
    ],
    long: [
      fc.constantFrom('照实 写\r\n两行 ', 'As it is: twice'),
      fc.string({ unit: 'binary', maxLength: 90 }),
    ],
    address: [
      fc.constantFrom('青石镇人民路 1 号 2 室', ' 12 High  Street\n'),
      fc.constantFrom('\u202e路', '\u0000'),
    ],
    name: [
      fc.constantFrom('张三', '张  三', 'Anna Müller', '阿依古丽•买买提'),
      fc.constantFrom('〇', '3', '@'),
    ],
    day: [days(earliest, latest), days(earliest - 5, latest + 5)],
    choice: [right, value],
    choices: [
      fc.oneof(right, fc.array(right, { minLength: 1, maxLength: 3 })),
      fc.array(value, { maxLength: 9 }),
    ],
    'yes-no': [fc.constantFrom('yes', 'no', true, false), fc.constantFrom('perhaps', 1)],
    whole: [fc.constantFrom(2, '2', '１２', '-0'), fc.oneof(fc.integer(), fc.constantFrom('1e3', 0.5))],
    phone: [fc.constantFrom('138 0000 0000', '+86-13800000001', '000-0000000'), fc.constantFrom('12', 'x')],
    document: [
      fc.constantFrom('11010519491231002x', '440524188001010014'),
      fc.constantFrom('H12345678', '12345678', 'E12345678', '1'),
    ],
    'credit-code': [fc.constant('91350100m000100y43'), fc.constant('91350100M000100Y44')],
    law: [
      fc.constantFrom('教师法第十四条', ' 《教师法》 第 14 条 ', 'Teachers Law,  article 14'),
      fc.constant('第十四条'),
    ],
  }
  const [rightly, otherwise] = kinds[kind]
  return fc.oneof(
    { weight: 30, arbitrary: rightly },
    { weight: 1, arbitrary: otherwise },
    { weight: 1, arbitrary: fc.constantFrom('', null, ' ') },
  )
}

/** Most of the fields, now and then all of them. */
const answersTo = (form: Form) => {
  const fields = fieldsOf(form).map(({ field }) => field)
  const record = Object.fromEntries(fields.map((field) => [field.key, typedInto(field)]))
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(record) },
    { weight: 1, arbitrary: fc.record(record, { requiredKeys: [] }) },
  )
}

/** Answers to the questions that let through, and who files. */
const standingOf = (form: Form) =>
  fc.record({
    eligibility: fc
      .record(
        Object.fromEntries(
          form.questions.map(({ key, answers }) => [
            key,
            fc.constantFrom(...answers.filter(({ stop }) => !stop).map(({ value }) => value)),
          ]),
        ),
      )
      .map((typed) => readEligibility(form, typed).answers),
    helper: fc.constantFrom(null, ...form.helper.relations.map(({ value }) => value)),
  })

/** Anything at all, under the names of the form’s own fields and others. */
const anything = (form: Form) =>
  fc.dictionary(
    fc.oneof(
      fc.constantFrom(...fieldsOf(form).map(({ field }) => field.key), '__proto__', 'constructor'),
      fc.string(),
    ),
    fc.oneof(fc.anything(), fc.string({ unit: 'binary' })),
    { maxKeys: 8, noNullPrototype: false },
  )

describe.each(forms.map((form) => [`${form.matter}@${form.version}`, form] as const))('%s', (_, form) => {
  const required = (
    answers: Answers,
    standing: { eligibility: Record<string, string>; helper: string | null },
  ) =>
    sectionsFor(form, answers, standing.eligibility, standing.helper)
      .flatMap(({ fields }) => fields)
      .filter((field) => field.required)

  test('takes again, unchanged, what it took, whole and step by step', { timeout }, () => {
    let whole = 0
    fc.assert(
      fc.property(answersTo(form), standingOf(form), (typed, standing) => {
        const asked = { today, ...standing }
        const first = readAnswers(form, typed, asked)
        const again = readAnswers(form, first.answers, asked)
        if (first.errors.length === 0) whole++
        expect(again.answers).toEqual(first.answers)
        if (first.errors.length === 0) expect(again.errors).toEqual([])

        let before: Answers = {}
        for (const { key } of form.sections)
          before = readAnswers(form, typed, { ...asked, before, section: key }).answers
        expect(before).toEqual(first.answers)
        for (const { key } of form.sections)
          expect(readAnswers(form, first.answers, { ...asked, before, section: key }).answers).toEqual(before)
      }),
      { numRuns: 100 },
    )
    // Nothing is proved by answers that were all refused.
    expect(whole).toBeGreaterThan(5)
  })

  test('names every required field that is missing, and no other', { timeout }, () => {
    fc.assert(
      fc.property(answersTo(form), standingOf(form), (typed, standing) => {
        const { answers, errors } = readAnswers(form, typed, { today, ...standing })
        const named = errors.map(({ pointer }) => pointer)
        for (const field of required(answers, standing))
          if (!Object.hasOwn(answers, field.key)) expect(named).toContain(`/answers/${field.key}`)
        // Taken out of what was accepted, it is missed by its own code.
        for (const field of required(answers, standing)) {
          const { [field.key]: gone, ...rest } = answers
          if (gone === undefined) continue
          const missed = readAnswers(form, rest, { today, ...standing }).errors
          expect(missed).toContainEqual({ pointer: `/answers/${field.key}`, code: requiredCode[field.kind] })
        }
        const nothing = readAnswers(form, {}, { today, ...standing }).errors.map(({ pointer }) => pointer)
        expect(nothing.sort()).toEqual(
          required({}, standing)
            .map(({ key }) => `/answers/${key}`)
            .sort(),
        )
      }),
      { numRuns: 40 },
    )
  })

  test('never breaks, whatever is typed, and every fault has its words', { timeout }, () => {
    fc.assert(
      fc.property(anything(form), standingOf(form), (typed, standing) => {
        const { answers, errors } = readAnswers(form, typed, { today, ...standing })
        const questions = readEligibility(form, typed)
        for (const { code, pointer } of [...errors, ...questions.errors]) {
          expect(fieldMessages).toHaveProperty([code])
          expect(pointer).toMatch(/^\/(answers|eligibility)\//)
        }
        expect(Object.getPrototypeOf(answers)).toBe(Object.prototype)
        // What was taken can be kept: no half characters, no control characters but line breaks.
        const kept = JSON.stringify(answers)
        expect(kept.isWellFormed() && !/\\u00[01]|\\ud[89a-f]/.test(kept)).toBe(true)
        printedAnswers(form, answers, standing.eligibility, standing.helper)
        materialsFor(form, answers, standing.eligibility, standing.helper)
      }),
      { numRuns: 100 },
    )
  })

  test('says in its JSON Schema what it takes', { timeout }, () => {
    const { $id, $schema, allOf = [], ...plain } = answersJsonSchema(form)
    expect($id).toBe(`urn:kaimen:form:${form.matter}:${form.version}`)
    expect($schema).toContain('2020-12')
    const schema = z.fromJSONSchema(plain as Parameters<typeof z.fromJSONSchema>[0])
    const conditions = z
      .array(
        z.object({
          if: z.object({
            properties: z.record(z.string(), z.looseObject({})),
            required: z.array(z.string()),
          }),
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: z.object({ required: z.array(z.string()) }),
        }),
      )
      .parse(allOf)
    fc.assert(
      fc.property(answersTo(form), standingOf(form), (typed, standing) => {
        const { answers, errors } = readAnswers(form, typed, { today, ...standing })
        const missing = errors.length > 0
        const read = schema.safeParse(answers)
        // Only what is missing may be held against answers that were taken.
        const wrong = read.success
          ? []
          : read.error.issues.filter(({ path }) => Object.hasOwn(answers, path[0] ?? ''))
        expect(wrong).toEqual([])
        if (missing) return
        expect(read.success).toBe(true)
        for (const { if: when, then } of conditions) {
          const met = when.required.every((key) => {
            const { enum: one, contains } = z
              .object({
                enum: z.array(z.unknown()).optional(),
                contains: z.object({ enum: z.array(z.unknown()) }).optional(),
              })
              .parse(when.properties[key])
            const value = answers[key]
            return contains
              ? Array.isArray(value) && value.some((each) => contains.enum.includes(each))
              : one?.includes(value)
          })
          if (met) expect(answers).toHaveProperty(then.required)
        }
      }),
      { numRuns: 40 },
    )
  })
})
