import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskIdNumber, maskName } from '../privacy/mask.ts'
import { type OpenedFile, openFile } from './openFile.ts'
import type { CertificateRow } from './query.ts'
import { reasonText } from './reason.ts'
import type { KeyStatus, KnownCertificate } from './schema.ts'
import { certificateTypes } from './types.ts'

/** How the key of a certificate stands today. */
export const keyStatusOf = (row: Pick<CertificateRow, 'keyRetiredAt' | 'keyRevokedAt'>): KeyStatus => {
  if (row.keyRevokedAt !== null) return 'revoked'
  return row.keyRetiredAt === null ? 'active' : 'retired'
}

/** A certificate of the register: what a checker may know of it, and its file where that is still kept. */
export interface Standing {
  known: KnownCertificate
  opened: OpenedFile | null
}

/**
 * How a certificate stands by the register, and its file in clear. Null where the file does not open or its signature does
 * not hold although it should stand: nothing we could answer for. The register counts for a certificate signed before its
 * key was revoked; the key's standing is told beside it.
 */
export async function standingOf(ctx: Ctx, row: CertificateRow): Promise<Standing | null> {
  const { file } = row
  const opened = file === null ? null : await openFile(ctx, { ...row, file })
  const broken = file !== null && !opened?.holds
  if (broken && row.state === 'valid') return null
  const document = opened?.certificate
  const known: KnownCertificate = {
    status: statusOf(row, dayOf(ctx.clock.now())),
    number: row.reference,
    type: row.type,
    title: document?.title ?? certificateTypes[row.type].title,
    issuer: document?.issuer ?? { zh: row.nameZh, en: row.nameEn, slug: row.slug },
    issuedDay: dayOf(row.issuedAt),
    validUntil: row.validUntil,
    subject: document ? maskedSubject(document.subject) : null,
    endedDay: row.endedAt === null ? null : dayOf(row.endedAt),
    reason: reasonText(row.reason),
    newer: row.replacedBy !== null,
    demo: document?.demo ?? ctx.settings.demo,
    signatureHolds: file === null ? null : !broken,
    keyStatus: keyStatusOf(row),
  }
  return { known, opened }
}

const statusOf = ({ state, validUntil }: CertificateRow, today: string) =>
  state === 'valid' && validUntil !== null && today > validUntil ? 'expired' : state

const maskedSubject = ({ name, idType, idNumber }: OpenedFile['certificate']['subject']) => ({
  name: maskName(name),
  idType,
  idNumber: idNumber === null ? null : maskIdNumber(idNumber),
})
