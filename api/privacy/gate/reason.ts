import type { FieldError } from '../../problem.ts'
import type { Text } from '../../shared/text.ts'
import type { Official } from './finding.ts'
import { findPersonal } from './findPersonal.ts'

/**
 * What is wrong with a reason that everybody reads at once (a withdrawal, a closure, other hours): the gate lets nothing
 * pass in it, since no second person reads it. An error for each language.
 */
export function personalInReason(reason: Text, official: Official): FieldError[] {
  return (['zh', 'en'] as const)
    .filter((locale) => findPersonal(reason[locale], { official }).length > 0)
    .map((locale) => ({ pointer: `/reason/${locale}`, code: 'notice.personal' }))
}
