import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { CertificateState } from '../../db/schema/certificate.ts'
import type { Ctx } from '../context.ts'
import { codeFor } from '../shared/accessCode.ts'
import type { CertificateType } from './types.ts'

/** What the codes of a certificate that comes of an application are drawn from, with its number. */
export const codeKeyOf = (applicationId: string): string => `application:${applicationId}`

/** The holder's code of a certificate that came of an application: the one it was issued with, drawn again. */
export const certificateCode = (ctx: Ctx, number: string, applicationId: string): Promise<string> =>
  codeFor(ctx.keys.code, number, codeKeyOf(applicationId), 8)

export interface IssuedRow {
  number: string
  type: CertificateType
  state: CertificateState
  /** ms */
  issuedAt: number
}

/** Statement: what was issued on the application of a reference, the oldest first. */
export const certificatesOf = (ctx: Ctx, reference: string) =>
  rows<IssuedRow>(
    ctx.db,
    sql`SELECT c.number AS number, c.type AS type, c.state AS state, c.issued_at AS issuedAt FROM certificate c
        WHERE c.application_id = (SELECT id FROM application WHERE reference = ${reference})
        ORDER BY c.issued_at LIMIT 20`,
  )
