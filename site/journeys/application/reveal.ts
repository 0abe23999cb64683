import type { FormField, FormSection } from '../../../api/application/form/declaration.ts'
import type { Application } from '../../../api/application/schema.ts'
import { type Answers, sectionsFor } from '../../lib/application.ts'

type Asked = Pick<Application, 'form' | 'answers' | 'eligibility' | 'helper'>

/**
 * A section with the questions that stand for what is typed on it now.
 *
 * An answer can bring further questions of the same step. Without script they cannot appear while it is given, and
 * all at once with a note would ask most people what does not concern them. So they come when the step is sent: it is
 * shown once more, with everything typed and the further questions.
 */
export function sectionNow(app: Asked, key: string, typed: Answers = {}): FormSection | undefined {
  const declared = app.form.sections.find((section) => section.key === key)
  if (!declared) return undefined
  // A box that was cleared is no answer any more, though the saved one still says so.
  const own = new Set(declared.fields.map((field) => field.key))
  const before = Object.entries(app.answers).filter(
    ([name]) => !own.has(name) || Object.keys(typed).length === 0,
  )
  const answers = { ...Object.fromEntries(before), ...typed }
  const { form, eligibility, helper } = app
  return sectionsFor(form, answers, eligibility, helper?.relation ?? null).find(
    (section) => section.key === key,
  )
}

/** The questions of a section that the page sent did not show yet. */
export const unseen = (section: FormSection | undefined, shown: readonly string[]): FormField[] =>
  (section?.fields ?? []).filter(({ key }) => !shown.includes(key))
