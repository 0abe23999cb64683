import type { Form, FormMaterial } from './declaration.ts'
import { type Answers, holds } from './holds.ts'

/** The papers of one application, by what the person has to do about each. */
export interface MaterialsFor {
  /** To be sent by the applicant; each says itself whether it is required. */
  asked: FormMaterial[]
  /** Looked at when the person comes. */
  counter: FormMaterial[]
  /** Never asked for, because the state has it: we look it up. */
  lookedUp: FormMaterial[]
}

/** Which papers stand for these answers, and how each comes. `helper`: the relation of who files for the person, or null. */
export function materialsFor(
  form: Pick<Form, 'materials'>,
  answers: Answers,
  eligibility: Record<string, string>,
  helper?: string | null,
): MaterialsFor {
  const standing = form.materials.filter(({ when }) => holds(when, { answers, eligibility, helper }))
  const by = (from: FormMaterial['from']) => standing.filter((material) => material.from === from)
  return { asked: by('applicant'), counter: by('counter'), lookedUp: by('state') }
}

/** The required papers for which no file has come; `given` are the keys of those that have one. */
export const missingMaterials = ({ asked }: MaterialsFor, given: ReadonlySet<string>): FormMaterial[] =>
  asked.filter(({ key, required }) => required && !given.has(key))
