import type { Form } from '../form/declaration.ts'
import { cr01 } from './cr-01.ts'
import { cr02 } from './cr-02.ts'
import { ct01 } from './ct-01.ts'
import { ct02 } from './ct-02.ts'
import { dog01 } from './dog-01.ts'
import { fr01 } from './fr-01.ts'
import { hk01 } from './hk-01.ts'
import { hk04 } from './hk-04.ts'
import { hv01 } from './hv-01.ts'
import { id06 } from './id-06.ts'
import { rp01 } from './rp-01.ts'
import { rp02 } from './rp-02.ts'

/** Every version of every form, for good: an application keeps the one it was made with. */
export const forms: readonly Form[] = [
  cr01,
  cr02,
  ct01,
  ct02,
  rp01,
  rp02,
  id06,
  hk01,
  hk04,
  dog01,
  fr01,
  hv01,
]

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
