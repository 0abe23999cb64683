import type { FieldKind, FormField } from '../../../api/application/form/declaration.ts'

interface Input {
  type?: 'text' | 'tel' | 'date'
  inputmode?: 'text' | 'tel' | 'numeric'
  autocomplete?: string
  autocapitalize?: 'none' | 'characters'
  spellcheck?: 'false'
  maxlength?: number
  rows?: number
  width?: 'short' | 'medium'
}

/** How each kind that is typed is asked: the keyboard it needs, and how wide its box is. */
const inputs: Partial<Record<FieldKind, Input>> = {
  text: {},
  long: { rows: 5 },
  name: { autocomplete: 'off', spellcheck: 'false' },
  day: { type: 'date', autocomplete: 'off', width: 'medium' },
  whole: { inputmode: 'numeric', autocomplete: 'off', width: 'short' },
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'off', width: 'medium' },
  document: { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', width: 'medium' },
  address: { autocomplete: 'off', rows: 2 },
  'credit-code': { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', width: 'medium' },
  law: { autocomplete: 'off' },
}

/** What the box of a field is given beside its words. Too long a text is told, never cut off while it is typed. */
export const inputOf = ({ kind }: Pick<FormField, 'kind'>): Input => inputs[kind] ?? {}

/** An answer as a form shows it: yes and no as their choices, numbers in digits. */
export function shownValue(value: unknown): string | string[] {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string')
  return value === undefined || value === null ? '' : String(value)
}
