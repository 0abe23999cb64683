import { certificate, certificateEvent } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { type Day, dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { seal } from '../privacy/field.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import type { Text } from '../shared/text.ts'
import { type DocumentBody, fileOf, type Remedy, type Subject, signDocument } from './document.ts'
import { noteKey } from './keyStatements.ts'
import { usualRemedies } from './remedy.ts'
import { type CertificateType, certificateTypes } from './types.ts'

/** What is to be issued. */
export interface IssueInput {
  type: CertificateType
  /** The type's own unless given. */
  title?: Text
  /** The service point that issues it. */
  point: { id: string; slug: string; name: Text }
  /** The id of the application it comes of. */
  applicationId?: string | null
  subject: Subject
  /** What it says, sentence by sentence. */
  statements: Text[]
  purpose?: Text
  legalBasis?: Text[]
  /** The last day it holds; null or left out where nothing says when it ends. */
  validUntil?: Day | null
  /** Of a letter; the usual ones unless given. */
  remedies?: Remedy[]
  /** What the codes are drawn from, with the number; of an application `codeKeyOf`, so that its holder can be told them again. */
  idempotencyKey: string
}

/** What stands in place of another: its number, and why its leaf says so. */
export interface Replacing {
  number: string
  reason: string
}

/**
 * What issues one certificate: signed, sealed, with its event and its audit leaf, as statements for the batch of the
 * decision (put them behind its own guard). `accessCode` is its holder's and opens all of it; `checkCode` is printed on it
 * and opens what a checker may know. A batch that fails with reference-taken is made again from here; key-retired is
 * answered as unavailable.
 */
export async function issueStatements(ctx: Ctx, input: IssueInput, replacing?: Replacing) {
  const now = ctx.clock.now()
  const number = makeReference('Z', dayOf(now))
  const id = newId('ct')
  const { code } = ctx.keys
  const [accessCode, checkCode] = await Promise.all([
    codeFor(code, number, input.idempotencyKey, 8),
    codeFor(code, number, `check\n${input.idempotencyKey}`, 8),
  ])
  const signed = await signDocument(ctx.keys.sign, bodyOf(ctx, input, number, checkCode, now, replacing))
  const { suite, keyId, type, validUntil } = signed.certificate
  const [holderHash, checkHash, file, leaf] = await Promise.all([
    codeHash(code, number, accessCode),
    codeHash(code, number, checkCode),
    seal(ctx.keys, { table: 'certificate', column: 'file', row: id }, fileOf(signed)),
    leafFor(ctx, {
      action: 'certificate.issue',
      subject: number,
      facts: {
        type,
        point: input.point.slug,
        key: keyId,
        ...(replacing && { replaces: replacing.number, reason: replacing.reason }),
      },
    }),
  ])
  const statements = [
    noteKey(ctx),
    ctx.db.insert(certificate).values({
      id,
      number,
      codeHash: holderHash,
      checkHash,
      type,
      servicePointId: input.point.id,
      applicationId: input.applicationId ?? null,
      suite,
      keyId,
      file,
      issuedAt: now,
      validUntil,
      replaces: replacing?.number ?? null,
    }),
    ctx.db.insert(certificateEvent).values({
      id: newId('ce'),
      certificateId: id,
      what: 'issued',
      at: now,
      staffId: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    }),
    leaf.statement,
  ] as const
  return {
    id,
    number,
    accessCode,
    checkCode,
    document: signed.certificate,
    signature: signed.signature,
    statements,
    promise: leaf.promise,
  }
}

function bodyOf(
  { settings }: Ctx,
  input: IssueInput,
  number: string,
  checkCode: string,
  now: number,
  replacing: Replacing | undefined,
): DocumentBody {
  const { type, point, subject, statements, purpose, legalBasis = [], validUntil = null } = input
  const { title, letter } = certificateTypes[type]
  const remedies = input.remedies ?? (letter ? [...usualRemedies] : undefined)
  return {
    number,
    check: { url: `${settings.origin}/verify`, code: checkCode },
    type,
    title: input.title ?? title,
    issuer: { ...point.name, slug: point.slug },
    subject,
    statements,
    ...(purpose && { purpose }),
    legalBasis,
    issuedAt: toIso(now),
    validUntil,
    demo: settings.demo,
    ...(replacing && { replaces: replacing.number }),
    ...(remedies && { remedies }),
  }
}
