import type { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import type { ProblemCode } from '../../problem.ts'
import { staffRoute } from '../../staff/contract.ts'
import type { Permission } from '../../staff/permission.ts'
import { referenceParam } from './schema.ts'

export const tags = ['complaint']
/** What every write of staff on a complaint can answer. */
export const changes = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'stale',
  'step-refused',
] as const
export const unkept = { 'Cache-Control': 'no-store' }

/** The contract of one verb. */
export const step = <const P extends string, S extends z.ZodObject, A extends z.ZodObject>(
  verb: P,
  needs: Permission,
  summary: string,
  schema: S,
  answer: A,
  ...errors: ProblemCode[]
) =>
  staffRoute({
    method: 'post',
    path: `/staff/complaints/{reference}/${verb}` as const,
    tags,
    needs,
    summary,
    request: { params: referenceParam, body: jsonBody(schema) },
    responses: { 200: jsonAnswer(answer, 'Done') },
    errors: [...changes, 'not-handler', 'another-person', 'barred', ...errors],
  })
