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
  .object({
    day: z.iso.date(),
    ...rootShape,
    chain: hash.openapi({
      description: 'SHA-256 of what was signed of this day: the `previous` of the next',
    }),
    checkpoint: z.string().openapi({
      description:
        'The day and 16 letters of `chain` (its first 80 bits in base 31, the last digit first): for paper and telephone',
      example: '20261123-7K3M-9QXA-W2RT-5HCN',
    }),
    sealedAt: z.iso.datetime({ offset: true }),
  })
  .openapi('DailyRoot')

export const rootListSchema = listOf(rootSchema).extend({ publicKey: publicKeySchema })

export const rootQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(31),
  cursor: z.string().max(200).optional(),
})

export const rootFeedQuery = z.strictObject({ lang: z.enum(['zh', 'en']).optional() })

export const dayParams = z.object({
  day: z.iso.date().openapi({ example: '2026-11-23' }),
})

export const hashQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  cursor: z.string().max(200).optional(),
})

export const hashListSchema = z
  .object({
    day: z.iso.date(),
    size: z.number().int(),
    root: hash,
    items: z
      .array(hash)
      .openapi({ description: 'Salted hashes of every leaf of the day, in ascending order, as in the tree' }),
    nextCursor: z.string().nullable(),
  })
  .openapi('DayHashes')

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
  answeredAt: z.iso.datetime({ offset: true }),
  leaves: z.array(leafProofSchema),
  more: z.boolean().openapi({ description: 'There are more leaves than are given' }),
  held: z.boolean().openapi({
    description: 'The outcome of an application is kept back, and whatever leaves may follow it',
  }),
  chain: z.array(rootSchema).openapi({
    description: 'Every sealed day from that of the first leaf to the newest, oldest first',
  }),
  publicKey: publicKeySchema,
})
