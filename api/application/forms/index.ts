import type { Form } from '../form/declaration.ts'
import { cr01 } from './cr-01.ts'

/** Every version of every form, for good: an application keeps the one it was made with. */
export const forms: readonly Form[] = [cr01]

/** One version of a matter's form. */
export const formOf = (matter: string, version: number): Form | undefined =>
  forms.find((form) => form.matter === matter && form.version === version)

/** The form a matter is asked for with on a day (Shanghai): the newest version that is in force. */
export function currentForm(matter: string, day: string): Form | undefined {
  return forms
    .filter((form) => form.matter === matter && form.effectiveFrom <= day)
    .reduce<Form | undefined>(
      (newest, form) => (newest && newest.version > form.version ? newest : form),
      undefined,
    )
}

/** The form of every matter that has one in force on a day, in the order of the list. */
export const currentForms = (day: string): Form[] =>
  [...new Set(forms.map(({ matter }) => matter))].flatMap((matter) => currentForm(matter, day) ?? [])
