import { invalid } from '../problem.ts'
import { parseReference } from '../shared/reference.ts'

/** The number of a certificate as it was typed; a mistyped one is caught by its check character. Throws invalid-input. */
export function numberOf(typed: string): string {
  const found = parseReference(typed)
  if (found?.kind !== 'Z') throw invalid('/number', 'certificate.number')
  return found.reference
}
