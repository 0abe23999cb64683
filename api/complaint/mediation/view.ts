import { z } from '@hono/zod-openapi'
import { mediationInvites, mediationOutcomes, mediationStates } from '../../../db/schema/complaintWork.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { textSchema } from '../../openapi.ts'
import { unsealed } from '../sealed.ts'
import type { MediationRow } from './query.ts'
import { outcomeTexts } from './words.ts'

/** A date of a dispute, as its author and whoever handles it read it alike. */
export const mediationSchema = z
  .object({
    n: z.number().int(),
    at: z.object({ slug: z.string(), name: textSchema, address: textSchema, phone: z.string() }),
    startsAt: z.string(),
    endsAt: z.string(),
    invites: z.enum(mediationInvites).openapi({ description: 'Who invites the other side' }),
    state: z.enum(mediationStates),
    outcome: z.enum(mediationOutcomes).nullable(),
    outcomeText: textSchema.nullable(),
    words: z.string().nullable().openapi({ description: 'What was agreed, or how far it came' }),
  })
  .openapi('Mediation')

/** The dates of a dispute in clear, the last first. */
export const mediationView = (ctx: Ctx, found: readonly MediationRow[]) =>
  Promise.all(
    found.map(async ({ id, n, startsAt, endsAt, invites, state, outcome, words, ...at }) => ({
      n,
      at: {
        slug: at.slug,
        name: { zh: at.nameZh, en: at.nameEn },
        address: { zh: at.addressZh, en: at.addressEn },
        phone: at.phone,
      },
      startsAt: toIso(startsAt),
      endsAt: toIso(endsAt),
      invites,
      state,
      outcome,
      outcomeText: outcome && outcomeTexts[outcome],
      words: await unsealed(ctx, 'mediation', id, 'words', words),
    })),
  )
