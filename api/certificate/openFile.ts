import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'
import type { SignedCertificate } from './document.ts'
import type { CertificateRow } from './query.ts'
import { suiteOf } from './suite.ts'

/** A certificate's file, in clear. */
export interface OpenedFile extends SignedCertificate {
  /** Byte for byte as it was signed and given out. */
  file: string
  /** Whether the signature holds under the key of the register, and the file is that of this row. */
  holds: boolean
}

/**
 * The sealed file of a row, with its signature checked; null where it does not open. One that does not open or does not
 * hold was tampered with in the register: it is logged by its number, and nobody may call it valid.
 */
export async function openFile(
  ctx: Ctx,
  row: Omit<CertificateRow, 'file'> & { file: string },
): Promise<OpenedFile | null> {
  try {
    const file = await open(ctx.keys, { table: 'certificate', column: 'file', row: row.id }, row.file)
    const { certificate, signature }: SignedCertificate = JSON.parse(file)
    const verify = await suiteOf(row.suite)?.verifier(row.keyId, JSON.parse(row.publicKey))
    const same = certificate.number === row.reference && certificate.keyId === row.keyId
    const holds = same && certificate.suite === row.suite && (await verify?.(certificate, signature)) === true
    if (!holds) console.error(JSON.stringify({ certificate: row.reference, fault: 'signature' }))
    return { certificate, signature, file, holds }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ certificate: row.reference, fault: error.fault }))
    return null
  }
}
