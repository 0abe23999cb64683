import type { Signable, SignKey } from '../audit/sign.ts'
import { canonicalJson } from '../shared/canonical.ts'
import type { Text } from '../shared/text.ts'
import { activeSuite } from './suite.ts'
import type { CertificateType } from './types.ts'

export const documentKind = 'kaimen-certificate'
export const documentFormat = 1

/** Whom a certificate is about. */
export interface Subject {
  name: string
  /** As of an applicant: `resident-id`, `passport`, … or `none`. */
  idType: string
  idNumber: string | null
}

/** A way to have a refusal reviewed, with its time limit and where that stands in law. */
export interface Remedy {
  text: Text
  basis: Text
}

/** Everything a certificate says, and everything that is signed (docs/certificate.md tells each member). */
export interface CertificateDocument extends Signable {
  kind: typeof documentKind
  format: typeof documentFormat
  suite: string
  keyId: string
  number: string
  /** Where anybody can ask whether it still holds, and the code for it. The holder's own code is another. */
  check: { url: string; code: string }
  type: CertificateType
  title: Text
  issuer: Text & { slug: string }
  subject: Subject
  statements: Text[]
  purpose?: Text
  legalBasis: Text[]
  /** ISO 8601 with +08:00. */
  issuedAt: string
  /** The last day it holds; null where nothing says when it ends. */
  validUntil: string | null
  /** Made by a demonstration: it proves nothing. */
  demo: boolean
  /** The number of the one it corrects. */
  replaces?: string
  remedies?: Remedy[]
}

/** A document and its signature, base64url. */
export interface SignedCertificate {
  certificate: CertificateDocument
  signature: string
}

/** What a document says, before it has a suite and a key. */
export type DocumentBody = Omit<CertificateDocument, 'kind' | 'format' | 'suite' | 'keyId'>

/** Signs a document under a key of the active suite. */
export async function signDocument(key: SignKey, body: DocumentBody): Promise<SignedCertificate> {
  const certificate: CertificateDocument = {
    kind: documentKind,
    format: documentFormat,
    suite: activeSuite.name,
    keyId: activeSuite.publicKeyOf(key).kid,
    ...body,
  }
  return { certificate, signature: await activeSuite.sign(key, certificate) }
}

/**
 * The file a holder is given: canonical JSON, one line, so that every certificate has one spelling only and no byte of it
 * can change unnoticed, not even one outside the signed part.
 */
export const fileOf = ({ certificate, signature }: SignedCertificate): string =>
  canonicalJson({ certificate, signature })

/** The name of that file. */
export const fileName = (number: string): string => `${number}.json`
