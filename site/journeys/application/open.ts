import type { Application } from '../../../api/application/schema.ts'
import { sectionsFor } from '../../lib/application.ts'
import { enough } from './identityWords.ts'
import { needsAddress, type Step, sectionOf, stepsOf } from './steps.ts'

type Papers = Pick<Application, 'materials' | 'files'>

/** The papers that have to be sent and are not there yet. */
export const missingPapers = ({ materials, files }: Papers): Application['materials'] =>
  materials.filter(
    ({ key, from, required }) =>
      from === 'applicant' && required && !files.some((file) => file.material === key && !file.byStaff),
  )

/** Of those, the check page itself with a stamp on it: it has to be printed first. */
export const stampedPapers = (app: Papers & Pick<Application, 'form'>): Application['materials'] =>
  missingPapers(app).filter(({ key }) =>
    app.form.materials.some((material) => material.key === key && material.checkPage),
  )

/** The first step on which something is still to be done: where a draft goes on that is opened again. */
export function firstOpen(app: Application): Step {
  return stepsOf(app).find((step) => isOpen(app, step)) ?? 'check'
}

function isOpen(app: Application, step: Step): boolean {
  const key = sectionOf(step)
  if (key !== null) return leavesOut(app, key)
  if (step === 'who') return app.applicant.name === ''
  if (step === 'papers') return missingPapers(app).length > 0
  if (step === 'identity') return !enough(app.identity.reached, app.identity.toFile)
  if (step !== 'delivery') return false
  return app.delivery === null || (needsAddress(app.delivery) && app.address === '')
}

/** Whether a question of a section that has to be answered was not. */
function leavesOut({ form, answers, eligibility, helper }: Application, key: string): boolean {
  const standing = sectionsFor(form, answers, eligibility, helper?.relation ?? null)
  const fields = standing.find((section) => section.key === key)?.fields ?? []
  return fields.some((field) => field.required && !Object.hasOwn(answers, field.key))
}
