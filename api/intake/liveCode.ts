import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { type CodeLength, codeFor, codeHash, sameCode } from '../shared/accessCode.ts'

/**
 * The access code that was given under a key, for a repeated request. One that was replaced since is dead and is not
 * shown again. Throws code-replaced.
 */
export async function liveCode(
  ctx: Ctx,
  reference: string,
  key: string,
  storedHash: string,
  length: CodeLength = 8,
): Promise<string> {
  const code = await codeFor(ctx.keys.code, reference, key, length)
  if (!sameCode(await codeHash(ctx.keys.code, reference, code), storedHash))
    throw new Problem('code-replaced')
  return code
}
