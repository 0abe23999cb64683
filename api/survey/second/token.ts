import type { Ctx } from '../../context.ts'
import { codeFor } from '../../shared/accessCode.ts'

/** The token of a second rating, 12 characters; stored nowhere. Its hash is that of any rating token (survey/token.ts). */
export const secondToken = ({ keys }: Pick<Ctx, 'keys'>, rectificationId: string): Promise<string> =>
  codeFor(keys.code, rectificationId, 'rating-second', 12)
