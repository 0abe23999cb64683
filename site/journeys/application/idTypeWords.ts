import type { Application } from '../../../api/application/schema.ts'
import { comesHome } from '../../lib/application.ts'

/** What a kind of document is called; a number nobody has at hand is looked at where the document is shown. */
export const idTypeWords = (
  type: Application['applicant']['idType'],
  form: Pick<Application['form'], 'result'>,
) =>
  type === 'none' && comesHome(form) ? ('apply.idType.none.home' as const) : (`book.idType.${type}` as const)
