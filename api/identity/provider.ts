import type { Ctx } from '../context.ts'
import type { DocumentType } from '../privacy/document.ts'
import type { Text } from '../shared/text.ts'
import type { TokenFault } from './assertion.ts'

/** Who a login says somebody is. */
export interface Proven {
  name: string
  idType: DocumentType
  idNumber: string
  /** Taken once: what was asserted twice is refused by the database. */
  assertionId: string
  /** Epoch ms until which it must be remembered as spent. */
  expiresAt: number
}

/** Where a browser posts these fields to begin. */
export interface Begun {
  url: string
  fields: Record<string, string>
}

/**
 * The port to a login that proves who somebody is: the national login, or 网证 of the national network identity service.
 * Both are voluntary, and whoever does without is served as well (standards B6): the counter and the text message
 * stand beside it. An adapter never hands the access code of an application to the provider: what travels is the request
 * of `begin`, and what comes back is bound to the reference.
 */
export interface IdentityProvider {
  name: Text
  /** True: it proves nothing, and every page and every proof says so. */
  standIn: boolean
  begin(ctx: Ctx, input: { reference: string }): Promise<Begun>
  finish(
    ctx: Ctx,
    input: { reference: string; assertion: string },
  ): Promise<{ ok: true; person: Proven } | { ok: false; fault: TokenFault }>
}
