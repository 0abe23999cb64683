import { z } from '@hono/zod-openapi'
import { keyRevocations } from '../../db/schema/certificate.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { documentFormat, documentKind } from './document.ts'
import { certificateTypeNames } from './types.ts'

/** What stands on the paper: its number, and the code printed beside it (or the holder’s own). */
export const numberAndCode = z.strictObject({
  number: typed(80).min(1, { error: 'required' }).openapi({ example: 'Z-20261123-7K3M9Q' }),
  code: typed(80).min(1, { error: 'required' }).openapi({ example: 'H4TX9W2C' }),
})
export type NumberAndCode = z.infer<typeof numberAndCode>

const type = z.enum(certificateTypeNames)
const issuerSchema = textSchema.extend({ slug: z.string() }).openapi('CertificateIssuer')
const day = z.string().openapi({ example: '2026-11-23' })

export const keyStatuses = ['active', 'retired', 'revoked'] as const
export type KeyStatus = (typeof keyStatuses)[number]

/** What somebody may know who was shown a certificate. */
const knownSchema = z.object({
  status: z.enum(['valid', 'expired', 'revoked', 'replaced']),
  number: z.string(),
  type,
  title: textSchema,
  issuer: issuerSchema,
  issuedDay: day,
  validUntil: day.nullable().openapi({ description: 'The last day it holds' }),
  subject: z
    .object({ name: z.string(), idType: z.string(), idNumber: z.string().nullable() })
    .nullable()
    .openapi({ description: 'Masked; null once the time of keeping is over' }),
  endedDay: day.nullable().openapi({ description: 'When it was revoked or replaced' }),
  reason: textSchema.nullable(),
  newer: z.boolean().openapi({ description: 'Another one took its place' }),
  demo: z.boolean().openapi({ description: 'Made by a demonstration: it proves nothing' }),
  signatureHolds: z.boolean().nullable().openapi({ description: 'Null once the time of keeping is over' }),
  keyStatus: z.enum(keyStatuses),
})
export const verifiedSchema = z
  .union([
    knownSchema.extend({
      code: z.enum(['printed', 'holder']).openapi({
        description: 'Which of its two codes was given: the holder’s own opens all of it besides',
      }),
    }),
    z.object({
      status: z
        .literal('unknown')
        .openapi({ description: 'No such number, a wrong code, or nothing we can stand by' }),
    }),
  ])
  .openapi('VerifiedCertificate')
export type Verified = z.infer<typeof verifiedSchema>
export type KnownCertificate = z.infer<typeof knownSchema>

const documentSchema = z
  .object({
    kind: z.literal(documentKind),
    format: z.literal(documentFormat),
    suite: z.string(),
    keyId: z.string(),
    number: z.string(),
    check: z.object({ url: z.string(), code: z.string() }),
    type,
    title: textSchema,
    issuer: issuerSchema,
    subject: z.object({ name: z.string(), idType: z.string(), idNumber: z.string().nullable() }),
    statements: z.array(textSchema),
    purpose: textSchema.optional(),
    legalBasis: z.array(textSchema),
    issuedAt: z.string(),
    validUntil: day.nullable(),
    demo: z.boolean(),
    replaces: z.string().optional(),
    remedies: z.array(z.object({ text: textSchema, basis: textSchema })).optional(),
  })
  .openapi('CertificateDocument')

/** The whole of it, for whoever holds it. */
export const openedSchema = z
  .object({
    certificate: documentSchema,
    signature: z.string().openapi({ description: 'base64url' }),
    file: z.string().openapi({ description: 'The file to keep, byte for byte' }),
    fileName: z.string(),
    standing: knownSchema,
  })
  .openapi('OpenedCertificate')
export type OpenedCertificate = z.infer<typeof openedSchema>

const publishedKeySchema = z
  .object({
    kid: z.string(),
    suite: z.string(),
    publicKey: z.record(z.string(), z.unknown()).openapi({ description: 'JWK' }),
    firstUsedAt: z.string().nullable().openapi({ description: 'Null: it has signed nothing yet' }),
    retiredAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
    revokedReason: z.enum(keyRevocations).nullable(),
  })
  .openapi('CertificateKey')
export const keysSchema = z
  .object({
    issuer: textSchema,
    signing: z
      .string()
      .openapi({ description: 'The `kid` that signs now; no other does, even before its first use' }),
    keys: z.array(publishedKeySchema),
  })
  .openapi('CertificateKeys')
export type CertificateKeys = z.infer<typeof keysSchema>
