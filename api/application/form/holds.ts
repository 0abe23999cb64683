import type { Condition, Form, FormField, FormSection } from './declaration.ts'

/** What one field can hold, as it is kept and sent. */
export type Answer = string | string[] | number | boolean
export type Answers = Record<string, Answer>

/** What conditions are judged by: what was answered so far, and who files for the person (null: they themselves). */
export interface Standing {
  answers: Answers
  eligibility: Record<string, string>
  helper?: string | null
}

function valuesOf(field: string, { answers, eligibility, helper }: Standing): string[] {
  if (field === 'helper') return [helper ?? 'none']
  const asked = field.startsWith('question:')
  const key = asked ? field.slice('question:'.length) : field
  const from: Answers = asked ? eligibility : answers
  const value = Object.hasOwn(from, key) ? from[key] : undefined
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  return [String(value)]
}

/** Whether all conditions hold; none given holds always. Of several answers to one field, one that fits is enough. */
export function holds(conditions: readonly Condition[] | undefined, standing: Standing): boolean {
  return (conditions ?? []).every(({ field, is }) =>
    valuesOf(field, standing).some((value) => is.includes(value)),
  )
}

/** The sections that stand, each with the fields of it that stand; a section without one is left out. */
export function sectionsFor(
  form: Pick<Form, 'sections'>,
  answers: Answers,
  eligibility: Record<string, string>,
  helper?: string | null,
): FormSection[] {
  const standing = { answers, eligibility, helper }
  return form.sections
    .filter(({ when }) => holds(when, standing))
    .map((section) => ({ ...section, fields: section.fields.filter(({ when }) => holds(when, standing)) }))
    .filter(({ fields }) => fields.length > 0)
}

/** Every field of a form in its order, with the section it is in. */
export const fieldsOf = (form: Pick<Form, 'sections'>): { section: FormSection; field: FormField }[] =>
  form.sections.flatMap((section) => section.fields.map((field) => ({ section, field })))
