import { z } from '@hono/zod-openapi'

/** What is told of a code that was sent. The code itself is nowhere but in the text message. */
export const codeSentSchema = z
  .object({
    reference: z.string(),
    phoneConfirmed: z
      .boolean()
      .openapi({ description: 'true: it was confirmed before, and nothing was sent' }),
    sentTo: z.string().nullable().openapi({ description: 'Masked', example: '138****5678' }),
    expiresAt: z.string().nullable().openapi({ example: '2026-11-23T09:40:00+08:00' }),
    codesLeft: z.number().int().openapi({ description: 'Further codes that can be sent today' }),
  })
  .openapi('PhoneCodeSent')
export type CodeSent = z.infer<typeof codeSentSchema>

/** The code as it is typed back. */
export const typedCodeSchema = z
  .string({ error: 'phone-code.required' })
  .min(1, { error: 'phone-code.required' })
  .max(40)
  .openapi({ example: '402915', description: 'The six digits of the text message' })
