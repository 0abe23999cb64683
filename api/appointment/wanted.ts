import { z } from '@hono/zod-openapi'

/** Text as JSON carries it; half a surrogate pair is no character. */
export const typed = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed(), { error: 'characters' })

/** What a visit is to hold. */
export const wantedShape = {
  matterCode: typed(20).min(1).openapi({ example: 'ID-02' }),
  alsoMatters: z
    .array(typed(20).min(1))
    .max(20)
    .optional()
    .openapi({ description: 'Further matters of the same visit', example: ['ID-05'] }),
  people: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .openapi({ description: 'How many people come together, each with these matters' }),
}

/** The visit wanted, with what is left out filled in. */
export const wantedOf = (input: {
  matterCode: string
  alsoMatters?: string[] | undefined
  people?: number | undefined
}) => ({ matterCode: input.matterCode, alsoMatters: input.alsoMatters ?? [], people: input.people ?? 1 })

/** The visit wanted, as a query says it. */
export const wantedQuery = {
  matter: z.string().max(20),
  also: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'Further matters, separated by commas', example: 'ID-05' }),
  people: z.coerce.number().int().min(1).max(20).default(1),
}

/** The visit a query asks about. */
export const wantedIn = ({
  matter,
  also,
  people,
}: {
  matter: string
  also?: string | undefined
  people: number
}) => ({
  matterCode: matter,
  alsoMatters: also ? also.split(',') : [],
  people,
})
