import type { Form } from './form/declaration.ts'
import { formOf } from './forms/index.ts'
import type { ApplicationRow } from './query.ts'

/**
 * The form an application was made with. Throws TypeError when there is none: a published version is never taken away,
 * so that is a fault of ours.
 */
export function ownForm({
  matterCode,
  formVersion,
}: Pick<ApplicationRow, 'matterCode' | 'formVersion'>): Form {
  const form = formOf(matterCode, formVersion)
  if (!form) throw new TypeError(`application: no form ${matterCode}@${formVersion}`)
  return form
}
