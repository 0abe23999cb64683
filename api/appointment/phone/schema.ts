import { z } from '@hono/zod-openapi'
import { typedCodeSchema } from '../../intake/phoneCodeSchema.ts'
import { accessSchema } from '../schema.ts'

export const confirmSchema = accessSchema.extend({ code: typedCodeSchema })

export const confirmedSchema = z
  .object({ reference: z.string(), phoneConfirmed: z.literal(true) })
  .openapi('PhoneConfirmed')
