import type { Text } from '../shared/text.ts'

/** What can be wrong with a list: a closed set, each said in `faultWords.ts`. */
export type FaultCode =
  | 'file-encoding'
  | 'file-quotes'
  | 'file-empty'
  | 'file-years'
  | 'column-missing'
  | 'column-twice'
  | 'cells-many'
  | 'required'
  | 'digits'
  | 'rounded'
  | 'long'
  | 'unreadable'
  | 'characters'
  | 'choice'
  | 'time'
  | 'weekday'
  | 'day'
  | 'phone'
  | 'mobile'
  | 'slug'
  | 'badge'
  | 'number'
  | 'order'
  | 'twice'
  | 'overlap'
  | 'unknown-town'
  | 'unknown-station'
  | 'own-parent'
  | 'room-parent'
  | 'slug-taken'
  | 'slots-none'
  | 'not-duty'
  | 'days-many'
  | 'works-already'
  | 'no-row-of-area'
  | 'no-catalogue'

/** One thing wrong. `line` is that of the file, from 1; 0 is the file as a whole. `column` is '' for a whole row. */
export interface Fault {
  line: number
  column: string
  code: FaultCode
  /** What the words need: the other line, the length, the choices. */
  about?: Readonly<Record<string, string | number>>
  /** What stood there, as far as it helps: 40 characters. */
  found?: string
}

/** What one cell is read as, or why not. */
export type Reading<T> = { ok: true; value: T } | { ok: false; code: FaultCode; about?: Fault['about'] }

export const good = <T>(value: T): Reading<T> => ({ ok: true, value })
export const bad = (code: FaultCode, about?: Fault['about']): Reading<never> => ({
  ok: false,
  code,
  ...(about && { about }),
})

/** A remark that stops nothing: a column nobody reads, a number left out. */
export interface Note {
  line: number
  text: Text
}
