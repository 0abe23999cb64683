import type { FaultCode, Reading } from '../../import/fault.ts'
import { type FieldError, Problem } from '../../problem.ts'

/** The codes of a list's cells (api/import/cells.ts) as those of a form's fields. */
const codes: Partial<Record<FaultCode, string>> = {
  long: 'too-long',
  characters: 'characters',
  unreadable: 'characters',
  badge: 'badge-invalid',
  phone: 'phone.shape',
  mobile: 'mobile-invalid',
}

/**
 * Reads fields by the same rules as the bureau's lists. `value` answers what a field says, and remembers what is wrong
 * with it; `done` throws invalid-input with all of that.
 */
export function fieldReader() {
  const errors: FieldError[] = []
  return {
    value(pointer: string, text: string, read: (text: string) => Reading<string>, needed = false): string {
      const typed = text.trim()
      if (typed === '') {
        if (needed) errors.push({ pointer, code: 'required' })
        return ''
      }
      const reading = read(typed)
      if (reading.ok) return reading.value
      errors.push({
        pointer,
        code: codes[reading.code] ?? 'wrong-value',
        ...(reading.about && { params: { ...reading.about } }),
      })
      return typed
    },
    /** Remembers what else is wrong with a field. */
    fault(pointer: string, code: string, params?: FieldError['params']): void {
      errors.push({ pointer, code, ...(params && { params }) })
    },
    done(): void {
      if (errors.length) throw new Problem('invalid-input', { errors })
    },
  }
}
