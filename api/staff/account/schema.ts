import { z } from '@hono/zod-openapi'

/** One's own account: what it comes in by, and where it is signed in. */
export const accountSchema = z
  .object({
    account: z.string(),
    name: z.string(),
    code: z.boolean(),
    /** How many backup codes are left. */
    backupCodes: z.number().int(),
    passkeys: z.array(z.object({ id: z.string(), name: z.string(), addedAt: z.string() })),
    sessions: z.array(
      z.object({
        id: z.string(),
        /** System and browser, "" when unknown. */
        machine: z.string(),
        method: z.enum(['password', 'code', 'passkey']),
        beganAt: z.string(),
        /** To within five minutes. */
        seenAt: z.string(),
        /** Whether it is the one that asks. */
        own: z.boolean(),
      }),
    ),
  })
  .openapi('StaffAccount')
export type Account = z.infer<typeof accountSchema>

const typed = z
  .string({ error: 'required' })
  .min(1, { error: 'required' })
  .max(1000, { error: 'wrong-value' })

export const passwordChangeSchema = z
  .strictObject({ present: typed, wanted: typed })
  .openapi('StaffPasswordChange')
export type PasswordChange = z.infer<typeof passwordChangeSchema>

/** Which one, by its id. */
export const oneSchema = z.object({ id: z.string().max(80) })
