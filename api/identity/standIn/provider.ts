import { readAssertion, requestLifetime, writeRequest } from '../assertion.ts'
import type { IdentityProvider } from '../provider.ts'

/** The page of this site that stands in for a login. */
export const standInPath = '/identity/stand-in'

/** The login of the demonstration: a page of this site with a closed list of made-up people. It proves nothing. */
export const standIn: IdentityProvider = {
  name: {
    zh: '演示登录（样张，不是真的统一身份登录）',
    en: 'Demonstration login (a specimen, not the real one)',
  },
  standIn: true,
  async begin(ctx, { reference }) {
    const request = await writeRequest(ctx.keys, {
      reference,
      expiresAt: ctx.clock.now() + requestLifetime,
    })
    return { url: standInPath, fields: { request } }
  },
  async finish(ctx, { reference, assertion }) {
    const read = await readAssertion(ctx.keys, assertion, { now: ctx.clock.now(), reference })
    if (!read.ok) return read
    const { name, idType, idNumber, id, expiresAt } = read.value
    return { ok: true, person: { name, idType, idNumber, assertionId: id, expiresAt } }
  },
}
