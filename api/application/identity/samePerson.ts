import type { Proven } from '../../identity/provider.ts'
import { personKey } from '../../privacy/blindIndex.ts'
import type { DocumentType } from '../../privacy/document.ts'
import { normaliseName } from '../../privacy/name.ts'
import { sameCode } from '../../shared/accessCode.ts'
import { compact } from '../../shared/halfWidth.ts'

interface Applicant {
  name: string
  idType: DocumentType
  idNumber: string
}

/** The document as one text; the reissues of a Hong Kong or Macau permit are one document. */
const documentOf = ({ idType, idNumber }: Applicant) => personKey({ idType, idNumber, name: '', phone: '' })

const nameOf = ({ name }: Applicant) => compact(normaliseName(name)).toLowerCase()

/**
 * Whether who logged in is the person an application names: the same kind of document, the same number and the same
 * name, spaces and capitals aside. All three are compared, whichever differs.
 */
export function isApplicant(proven: Proven, applicant: Applicant): boolean {
  if (applicant.idType === 'none' || applicant.idNumber === '' || applicant.name === '') return false
  const document = sameCode(documentOf(proven), documentOf(applicant))
  const name = sameCode(nameOf(proven), nameOf(applicant))
  return document && name
}
