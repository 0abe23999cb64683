import { z } from '@hono/zod-openapi'
import { textSchema } from '../../matter/catalogue.ts'
import { listOf } from '../../openapi.ts'
import { formSchema } from './declaration.ts'
import { privacyRowSchema } from './privacyList.ts'

export const formParams = z.object({ matter: z.string().max(12).openapi({ example: 'CR-01' }) })
export const formQuery = z.object({
  version: z.coerce
    .number({ error: 'wrong-type' })
    .int({ error: 'wrong-type' })
    .min(1, { error: 'too-small' })
    .max(10_000, { error: 'too-big' })
    .optional()
    .openapi({ description: 'Without it, the version in force today' }),
})

export const formList = listOf(
  z
    .object({
      matter: z.string(),
      version: z.int(),
      title: textSchema,
      effectiveFrom: z.string(),
    })
    .openapi('ApplicationFormSummary'),
).openapi('ApplicationFormList')
export type FormList = z.infer<typeof formList>

export const formDetail = z
  .object({
    form: formSchema,
    versions: z.array(z.object({ version: z.int(), effectiveFrom: z.string() })),
    jsonSchema: z.record(z.string(), z.unknown()).openapi({
      description: 'JSON Schema (2020-12) of the answers; conditions on more than answers are left out',
    }),
    privacyList: z.array(privacyRowSchema),
  })
  .openapi('ApplicationFormDetail')
export type FormDetail = z.infer<typeof formDetail>
