import { plainDay } from '../../calendar/dayWords.ts'
import type { Text } from '../../shared/text.ts'
import type { Form, FormField } from './declaration.ts'
import { type Answer, type Answers, sectionsFor } from './holds.ts'

export interface PrintedRow {
  key: string
  label: Text
  value: Text
  /** Whether anything was given; `value` says that nothing was. */
  given: boolean
  sensitive: boolean
}
export interface PrintedSection {
  section: string
  title: Text
  rows: PrintedRow[]
}

const same = (words: string): Text => ({ zh: words, en: words })
const yes: Text = { zh: '是', en: 'Yes' }
const no: Text = { zh: '否', en: 'No' }
const nothing: Text = { zh: '未填', en: 'Not given' }

function nameOf(field: FormField, value: string): Text {
  return field.options?.find((option) => option.value === value)?.name ?? same(value)
}

function printedValue(field: FormField, answer: Answer): Text {
  if (typeof answer === 'boolean') return answer ? yes : no
  if (Array.isArray(answer)) {
    const names = answer.map((value) => nameOf(field, value))
    return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join('; ') }
  }
  if (field.kind === 'day') return plainDay(String(answer))
  return field.kind === 'choice' ? nameOf(field, String(answer)) : same(String(answer))
}

/** The answers as people read them, by step: for check-your-answers, the print and staff. Fields that do not stand are left out. */
export function printedAnswers(
  form: Pick<Form, 'sections'>,
  answers: Answers,
  eligibility: Record<string, string>,
  helper?: string | null,
): PrintedSection[] {
  return sectionsFor(form, answers, eligibility, helper).map((section) => ({
    section: section.key,
    title: section.title,
    rows: section.fields.map((field) => {
      const answer = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined
      return {
        key: field.key,
        label: field.label,
        value: answer === undefined ? nothing : printedValue(field, answer),
        given: answer !== undefined,
        sensitive: field.sensitive === true,
      }
    }),
  }))
}

/** The answers that stand on what is issued: those the form marks, where something was given. */
export function answersOnResult(
  form: Pick<Form, 'sections'>,
  answers: Answers,
  eligibility: Record<string, string>,
  helper?: string | null,
): { label: Text; value: Text }[] {
  return sectionsFor(form, answers, eligibility, helper).flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const answer = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined
      return field.onResult === true && answer !== undefined
        ? [{ label: field.label, value: printedValue(field, answer) }]
        : []
    }),
  )
}
