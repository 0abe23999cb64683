import { z } from '@hono/zod-openapi'
import { textSchema } from '../../openapi.ts'

const typed = (most: number) =>
  z.string({ error: 'required' }).min(1, { error: 'required' }).max(most, { error: 'wrong-value' })

/** What somebody signs in with first. */
export const signInSchema = z.strictObject({ account: typed(200), password: typed(1000) }).openapi('SignIn')

/** Six digits of the authenticator app, or one of the codes kept for the day it is lost. */
export const codeSchema = z.strictObject({ code: typed(40) }).openapi('SecondFactor')

/** What comes next: a code, a passkey, setting up the second factor, or nothing. */
export const nextSchema = z
  .object({ next: z.enum(['code', 'passkey', 'set-up', 'done']) })
  .openapi('SignInNext')
export type Next = z.infer<typeof nextSchema>

const binary = z.string().max(16_384, { error: 'wrong-value' })

/** What every answer of a browser for a passkey has (WebAuthn, JSON form). */
export const credentialSchema = z.object({
  id: binary,
  rawId: binary,
  type: z.literal('public-key', { error: 'wrong-value' }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
})

/** What a browser answers when somebody signs in with a passkey. */
export const passkeyAnswerSchema = z
  .strictObject({
    response: credentialSchema.extend({
      response: z.object({
        clientDataJSON: binary,
        authenticatorData: binary,
        signature: binary,
        userHandle: binary.nullish(),
      }),
    }),
  })
  .openapi('PasskeyAnswer')

/** What a browser needs to ask for a passkey (WebAuthn, JSON form). */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() }).openapi('PasskeyOptions')

/** The accounts of the demonstration, shown on the same machine only. */
export const demoSchema = z
  .object({
    demo: z
      .object({
        password: z.string(),
        accounts: z.array(
          z.object({
            account: z.string(),
            name: z.string(),
            grants: z.array(z.object({ roleName: textSchema, point: textSchema.nullable() })),
            /** Six digits, good for about half a minute. */
            code: z.string(),
          }),
        ),
      })
      .nullable(),
  })
  .openapi('SignInDemo')
export type Demo = z.infer<typeof demoSchema>['demo']

export type SignInInput = z.infer<typeof signInSchema>
export type CodeInput = z.infer<typeof codeSchema>
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>
