import type { Ctx } from '../context.ts'
import { codeFor } from '../shared/accessCode.ts'

/**
 * The name under which everybody may know a complaint one day. It is drawn under a key that is not in the database, so whoever
 * knows it does not know the reference, nor the other way round; and a request that is repeated is told the same one.
 */
export const publicNameOf = async ({ keys }: Pick<Ctx, 'keys'>, reference: string): Promise<string> =>
  // No reference begins like this, so no access code is drawn from the same words.
  `P-${await codeFor(keys.code, `public ${reference}`, '', 8)}`
