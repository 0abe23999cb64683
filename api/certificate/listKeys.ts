import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { keyRows } from './query.ts'
import type { CertificateKeys } from './schema.ts'
import { activeSuite } from './suite.ts'

const momentOf = (ms: number | null) => (ms === null ? null : toIso(ms))

/**
 * Every key certificates were ever signed with, and the one that signs now, also before its first: what is published at
 * /.well-known/kaimen-keys.json. One read.
 */
export async function listKeys({ ctx }: { ctx: Ctx }): Promise<CertificateKeys> {
  const [found] = await ctx.db.batch([keyRows(ctx)])
  const { kid, publicKey } = activeSuite.publicKeyOf(ctx.keys.sign)
  const used = found.map(({ firstUsedAt, retiredAt, revokedAt, ...row }) => ({
    ...row,
    publicKey: JSON.parse(row.publicKey),
    firstUsedAt: toIso(firstUsedAt),
    retiredAt: momentOf(retiredAt),
    revokedAt: momentOf(revokedAt),
  }))
  const unused = {
    kid,
    suite: activeSuite.name,
    publicKey: { ...publicKey },
    firstUsedAt: null,
    retiredAt: null,
    revokedAt: null,
    revokedReason: null,
  }
  return {
    issuer: ctx.settings.bureauName,
    signing: kid,
    keys: used.some((key) => key.kid === kid) ? used : [unused, ...used],
  }
}
