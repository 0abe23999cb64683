import { z } from '@hono/zod-openapi'
import { credentialSchema } from '../signIn/schema.ts'

/** An authenticator that is being set up: the picture to scan, and the same to type. */
const pendingSchema = z.object({
  /** What the picture holds (otpauth://). */
  uri: z.string(),
  /** The secret in base 32, for an app that takes no picture. */
  secret: z.string(),
  /** An SVG of the QR code. */
  qr: z.string(),
})

/** How far somebody's second factors are set up. */
export const setUpSchema = z
  .object({
    account: z.string(),
    name: z.string(),
    /** Whether an authenticator app is set up. */
    code: z.boolean(),
    passkeys: z.number().int(),
    pending: pendingSchema.nullable(),
  })
  .openapi('StaffSetUp')
export type SetUp = z.infer<typeof setUpSchema>

/** The codes for the day the authenticator is lost: shown this once. */
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) }).openapi('BackupCodes')

const binary = z.string().max(16_384, { error: 'wrong-value' })

/** A new passkey, with what its owner calls it. */
export const newPasskeySchema = z
  .strictObject({
    response: credentialSchema.extend({
      response: z.object({
        clientDataJSON: binary,
        attestationObject: binary,
        transports: z.array(z.string().max(40)).max(10).optional(),
      }),
    }),
    name: z.string().trim().max(60, { error: 'too-long' }).default(''),
  })
  .openapi('NewPasskey')
export type NewPasskey = z.infer<typeof newPasskeySchema>
