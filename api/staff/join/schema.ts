import { z } from '@hono/zod-openapi'

const code = z.string({ error: 'required' }).min(1, { error: 'required' }).max(60, { error: 'wrong-value' })

export const lookSchema = z.strictObject({ code }).openapi('StaffInvitationCode')

export const invitationSchema = z
  .object({ account: z.string(), name: z.string(), expiresAt: z.string() })
  .openapi('StaffInvitation')
export type Invitation = z.infer<typeof invitationSchema>

export const joinSchema = z
  .strictObject({
    code,
    password: z
      .string({ error: 'required' })
      .min(1, { error: 'required' })
      .max(1000, { error: 'wrong-value' }),
  })
  .openapi('StaffJoin')
export type Join = z.infer<typeof joinSchema>
