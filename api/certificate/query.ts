import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { CertificateEvent, CertificateState, KeyRevocation } from '../../db/schema/certificate.ts'
import type { Ctx } from '../context.ts'
import type { CertificateType } from './types.ts'

/** A certificate as it stands, with the key it was signed under. */
export interface CertificateRow {
  id: string
  reference: string
  codeHash: string
  checkHash: string
  type: CertificateType
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
  applicationId: string | null
  suite: string
  keyId: string
  publicKey: string
  keyRetiredAt: number | null
  keyRevokedAt: number | null
  /** Sealed; null once the time of keeping is over. */
  file: string | null
  issuedAt: number
  validUntil: string | null
  state: CertificateState
  endedAt: number | null
  reason: string | null
  words: string | null
  replacedBy: string | null
  replaces: string | null
  rev: number
}

/** Statement: one certificate by its number. */
export function certificateByNumber(ctx: Ctx, number: string) {
  return rows<CertificateRow>(
    ctx.db,
    sql`SELECT c.id AS id, c.number AS reference, c.code_hash AS codeHash, c.check_hash AS checkHash, c.type AS type,
          c.service_point_id AS pointId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
          c.application_id AS applicationId, c.suite AS suite, c.key_id AS keyId, k.public_key AS publicKey,
          k.retired_at AS keyRetiredAt, k.revoked_at AS keyRevokedAt, c.file AS file, c.issued_at AS issuedAt,
          c.valid_until AS validUntil, c.state AS state, c.ended_at AS endedAt, c.reason AS reason, c.words AS words,
          c.replaced_by AS replacedBy, c.replaces AS replaces, c.rev AS rev
        FROM certificate c JOIN certificate_key k ON k.kid = c.key_id JOIN service_point p ON p.id = c.service_point_id
        WHERE c.number = ${number}`,
  )
}

/** Statement: what opens a certificate for its holder. */
export function certificateAccess(ctx: Ctx, number: string) {
  return rows<{ codeHash: string }>(
    ctx.db,
    sql`SELECT code_hash AS codeHash FROM certificate WHERE number = ${number}`,
  )
}

/** Statement: what happened to one certificate, the oldest first. */
export function eventsOf(ctx: Ctx, number: string) {
  return rows<{ what: CertificateEvent; at: number; reason: string | null; other: string | null }>(
    ctx.db,
    sql`SELECT e.what AS what, e.at AS at, e.reason AS reason, e.other AS other
        FROM certificate c JOIN certificate_event e ON e.certificate_id = c.id
        WHERE c.number = ${number} ORDER BY e.at LIMIT 20`,
  )
}

export interface KeyRow {
  kid: string
  suite: string
  publicKey: string
  firstUsedAt: number
  retiredAt: number | null
  revokedAt: number | null
  revokedReason: KeyRevocation | null
}

/** Statement: every key certificates were signed with, the newest first; a bureau changes its key once a year or so. */
export function keyRows(ctx: Ctx) {
  return rows<KeyRow>(
    ctx.db,
    sql`SELECT kid, suite, public_key AS publicKey, first_used_at AS firstUsedAt, retired_at AS retiredAt,
          revoked_at AS revokedAt, revoked_reason AS revokedReason
        FROM certificate_key ORDER BY first_used_at DESC LIMIT 40`,
  )
}
