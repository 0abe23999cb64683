import type { FieldError } from '../../problem.ts'
import type { Text } from '../../shared/text.ts'
import type { Form } from './declaration.ts'
import { holds } from './holds.ts'
import { unknownKeys } from './unknownKeys.ts'

/** The answer that ends the way before anything personal is typed, and where to go instead. */
export interface Stop {
  question: string
  why: Text
  instead: Text
  matter?: string
  path?: string
}

export interface EligibilityReading {
  answers: Record<string, string>
  stop: Stop | null
  errors: FieldError[]
}

/**
 * Reads the answers to the questions before the form, in their order, up to the first that ends the way. A question that
 * does not stand keeps no answer. Pointers are `/eligibility/<key>`.
 */
export function readEligibility(
  form: Pick<Form, 'questions'>,
  typed: Record<string, unknown>,
): EligibilityReading {
  const answers: Record<string, string> = {}
  const errors = unknownKeys(
    typed,
    form.questions.map(({ key }) => key),
    '/eligibility',
  )
  for (const question of form.questions) {
    if (!holds(question.when, { answers: {}, eligibility: answers })) continue
    const pointer = `/eligibility/${question.key}`
    const value = Object.hasOwn(typed, question.key) ? typed[question.key] : undefined
    if (value === undefined || value === null || value === '') {
      errors.push({ pointer, code: 'choice.required' })
      continue
    }
    const chosen = question.answers.find((answer) => answer.value === value)
    if (!chosen) {
      errors.push({ pointer, code: typeof value === 'string' ? 'wrong-value' : 'wrong-type' })
      continue
    }
    answers[question.key] = chosen.value
    if (chosen.stop) return { answers, stop: { question: question.key, ...chosen.stop }, errors }
  }
  return { answers, stop: null, errors }
}
