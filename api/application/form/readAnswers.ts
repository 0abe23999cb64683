import type { FieldError } from '../../problem.ts'
import type { Form } from './declaration.ts'
import { type Answers, fieldsOf, holds } from './holds.ts'
import { isBlank, readField, requiredCode } from './readField.ts'
import { unknownKeys } from './unknownKeys.ts'

export interface AnswersAsked {
  /** The day in Shanghai, for what must not lie in the past or the future. */
  today: string
  eligibility: Record<string, string>
  /** Who files for the person: their relation, or null. */
  helper?: string | null
  /**
   * What was accepted before, as this function gave it. A day among it that comes back unchanged is not held against
   * today again: a correction a week later may not fail by a day nobody asked about.
   */
  before?: Answers
  /** The key of the one step that is read; without it the whole form is judged. */
  section?: string
}

/**
 * Reads what was typed into a form, or into one step of it. Answers of fields that do not stand (any more) are dropped,
 * all faults are named at once, and what was accepted is accepted again unchanged. Pointers are `/answers/<key>`. Never
 * throws, whatever was typed.
 */
export function readAnswers(
  form: Pick<Form, 'sections'>,
  typed: Record<string, unknown>,
  { today, eligibility, helper, before = {}, section: only }: AnswersAsked,
): { answers: Answers; errors: FieldError[] } {
  const fields = fieldsOf(form)
  const answers: Answers = {}
  const errors = unknownKeys(
    typed,
    fields.map(({ field }) => field.key),
    '/answers',
  )
  for (const { section, field } of fields) {
    // Conditions look back only, so what is known by now decides.
    const standing = { answers, eligibility, helper }
    if (!holds(section.when, standing) || !holds(field.when, standing)) continue
    if (only !== undefined && section.key !== only) {
      if (Object.hasOwn(before, field.key)) answers[field.key] = before[field.key]!
      continue
    }
    const pointer = `/answers/${field.key}`
    const value = Object.hasOwn(typed, field.key) ? typed[field.key] : undefined
    if (isBlank(value)) {
      if (field.required) errors.push({ pointer, code: requiredCode[field.kind] })
      continue
    }
    const earlier = Object.hasOwn(before, field.key) ? before[field.key] : undefined
    if (field.kind === 'day' && earlier !== undefined && earlier === value) {
      answers[field.key] = earlier
      continue
    }
    const read = readField(field, value, today, answers)
    if (read.ok) answers[field.key] = read.value
    else errors.push({ pointer, code: read.code, ...(read.params && { params: read.params }) })
  }
  return { answers, errors }
}
