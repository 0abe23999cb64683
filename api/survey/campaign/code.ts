import type { Ctx } from '../../context.ts'
import { codeFor, codeHash, typedCodeHash } from '../../shared/accessCode.ts'
import { newId } from '../../shared/id.ts'

type Keys = Pick<Ctx, 'keys'>

const length = 12

/** What is stored of a paper code: it is looked up by it, so it is bound to no survey. */
const hashOf = ({ keys }: Keys, code: string): Promise<string> => codeHash(keys.code, 'survey', code)

/** A new paper code, drawn and not made of anything that could make it again, with its hash. */
export async function drawCode(ctx: Keys): Promise<{ code: string; hash: string }> {
  const code = await codeFor(ctx.keys.code, newId('sc'), 'survey', length)
  return { code, hash: await hashOf(ctx, code) }
}

/** The hash of what somebody typed, or null when it cannot be a code. */
export const typedHash = ({ keys }: Keys, typed: string): Promise<string | null> =>
  typedCodeHash(keys.code, 'survey', typed, length)
