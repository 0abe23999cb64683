import { z } from '@hono/zod-openapi'
import { listOf } from '../openapi.ts'
import { AUDIT_ACTIONS } from './action.ts'

const hash = z.string().length(64).openapi({ description: 'SHA-256, hexadecimal' })

const signature = z.string().openapi({
  description:
    'Ed25519, base64url, over "kaimen-signed-v1\\n" and the canonical JSON (RFC 8785) of what is signed',
})

export const publicKeySchema = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.string(),
    alg: z.literal('EdDSA'),
    use: z.literal('sig'),
  })
  .openapi('PublicKey')

const rootShape = {
  size: z.number().int(),
  root: hash,
  previous: hash.openapi({
    description:
      'SHA-256 of what was signed of the day before: {day, kind: "daily-root", previous, root, size}. Zeros before the first day',
  }),
  signature,
  publicKey: z.string().openapi({ description: 'The `x` of the key it was signed with' }),
}

export const rootSchema = z
  .object({ day: z.iso.date(), ...rootShape, sealedAt: z.iso.datetime({ offset: true }) })
  .openapi('DailyRoot')

export const rootListSchema = listOf(rootSchema).extend({ publicKey: publicKeySchema })

export const rootQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(31),
  cursor: z.string().max(200).optional(),
})

export const proofInputSchema = z.strictObject({
  reference: z.string({ error: 'reference.invalid' }).max(64).openapi({ example: 'A-20261123-7K3M9Q' }),
  accessCode: z.string({ error: 'code.required' }).min(1, { error: 'code.required' }).max(64),
})

export const leafProofSchema = z
  .object({
    leaf: z.string(),
    day: z.iso.date(),
    action: z.enum(AUDIT_ACTIONS).nullable().openapi({
      description:
        'null with body and salt where a leaf of an application is not its holder’s to read, or not yet',
    }),
    body: z
      .string()
      .nullable()
      .openapi({ description: 'Canonical JSON of what is attested, to be hashed as it stands' }),
    salt: z.string().nullable().openapi({ description: '16 bytes, hexadecimal' }),
    hash: hash.openapi({ description: 'SHA-256 of "kaimen-leaf-v1", the bytes of salt, and body' }),
    sealed: z
      .object({
        place: z.number().int(),
        path: z.array(hash),
        ...rootShape,
      })
      .nullable()
      .openapi({ description: 'null until the night after its day' }),
    sealsAfter: z.iso
      .datetime({ offset: true })
      .openapi({ description: 'The day is sealed after this moment' }),
  })
  .openapi('LeafProof')

export const proofSchema = z.object({
  reference: z.string(),
  leaves: z.array(leafProofSchema),
  publicKey: publicKeySchema,
})
