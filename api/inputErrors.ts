import type { z } from '@hono/zod-openapi'
import { fieldMessages } from './fieldMessage.ts'
import { type FieldError, Problem } from './problem.ts'

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** So many faults are told in one answer: a small body must not have a huge one. */
const mostErrors = 50

/**
 * Turns zod's issues into our field errors. A schema names its own code as the message
 * (`z.string({ error: 'name.required' })`); the rest get a general one.
 */
export function inputErrors(error: z.core.$ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const pointer = pointerOf(issue.path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ pointer: `${pointer}${pointerOf([key])}`, code: 'unknown-key' }))
    }
    if (issue.message in fieldMessages) return [{ pointer, code: issue.message, params: limits(issue) }]
    return [{ pointer, code: generalCode(issue), params: limits(issue) }]
  })
  return errors.slice(0, mostErrors)
}

function limits(issue: z.core.$ZodIssue): Record<string, number> {
  return issue.code === 'too_big' ? { most: Number(issue.maximum) } : {}
}

function generalCode(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'wrong-type'
  if (issue.code === 'too_big') {
    return issue.origin === 'string' ? 'too-long' : issue.origin === 'array' ? 'too-many' : 'too-big'
  }
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'required' : 'too-small'
  return 'wrong-value'
}

export const invalidInput = (error: z.core.$ZodError) =>
  new Problem('invalid-input', { errors: inputErrors(error) })
